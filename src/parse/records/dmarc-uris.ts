import type { DmarcRecordFault, DmarcUri } from "../../model/domain/dmarc.ts";
import { limits } from "../../model/limits.ts";
import type { RecordFault } from "../../model/record.ts";
import { type Tag, textAt, trimmed } from "./tag-list.ts";

/** One address of a list, what is wrong with it, and how it should be. */
export interface ReadUri {
  readonly uri: DmarcUri;
  readonly fault: RecordFault<DmarcRecordFault> | undefined;
}

/** A mailbox as RFC 6068, 2 has it, and the size behind an exclamation mark that RFC 9989 took out. */
const MAILTO = /^mailto:([^\s@!,;]{1,64})@([a-z\d_](?:[a-z\d._-]{0,251}[a-z\d])?)\.?(\?[^\s!]{0,500})?(![\d]{1,20}[kmgt]?)?$/i;
/** A mailbox may have a colon in its name by the letter of RFC 6068, and never has: the scheme was pasted twice. */
const SCHEME_TWICE = /^mailto:\s{0,9}mailto:/i;
const OTHER_SCHEME = /^[a-z][a-z\d+.-]{0,20}:\S/i;

/** The addresses of a tag, in order; at most `limits.dmarcUrisMax`. */
export function urisIn(tag: DmarcUri["tag"], found: Tag | undefined): readonly ReadUri[] {
  if (!found) return [];
  let start = found.valueAt.start;
  return found.value.split(",", limits.dmarcUrisMax).map((piece) => {
    const at = trimmed(found.value, { start: start - found.valueAt.start, end: start - found.valueAt.start + piece.length });
    const written = textAt(found.value, at);
    start += piece.length + 1;
    return uriFrom(tag, written, { start: at.start + found.valueAt.start, end: at.end + found.valueAt.start });
  });
}

function uriFrom(tag: DmarcUri["tag"], written: string, at: DmarcUri["at"]): ReadUri {
  const [, , domain, , size] = MAILTO.exec(written) ?? [];
  const uri: DmarcUri = { tag, written, domain: domain?.toLowerCase(), at };
  const faulty = (kind: DmarcRecordFault): ReadUri => ({
    uri,
    fault: { kind, at, written, suggestion: mendedUri(written) ?? "" },
  });
  if (SCHEME_TWICE.test(written)) return faulty("uri-malformed");
  if (size !== undefined) return faulty("uri-size");
  if (domain !== undefined) return { uri, fault: undefined };
  return faulty(OTHER_SCHEME.test(written) && !/^(?:mailto|rua|ruf):/i.test(written) ? "uri-scheme" : "uri-malformed");
}

/** The address as it should be; undefined where nobody can tell. */
function mendedUri(written: string): string | undefined {
  const bare = written.replace(/![\d]{1,20}[kmgt]?$/i, "").replace(/^(?:mailto[:\s/]{0,5}){0,9}/i, "");
  const mended = `mailto:${bare}`;
  return MAILTO.test(mended) ? mended : undefined;
}

/** A list of addresses as it should be: mended where that can be told, each once. */
export function mendedUris(value: string): string {
  const pieces = value.split(",", limits.dmarcUrisMax).map((piece) => piece.trim());
  return [...new Set(pieces.flatMap((piece) => (piece === "" ? [] : (mendedUri(piece) ?? piece))))].join(",");
}
