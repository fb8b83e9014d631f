import type { DmarcRecord, DmarcRecordFault, DmarcTag } from "../../model/domain/dmarc.ts";
import { limits } from "../../model/limits.ts";
import type { RecordFault, RecordReading } from "../../model/record.ts";
import { didYouMean } from "../../model/suggest.ts";
import { optionFaults } from "./dmarc-options.ts";
import { policiesOf, policyFaults } from "./dmarc-policy.ts";
import { mendedUris, urisIn } from "./dmarc-uris.ts";
import { damageIn, mendedPaste, type PasteHints } from "./paste.ts";
import { readTags, type Tag } from "./tag-list.ts";

type Fault = RecordFault<DmarcRecordFault>;
type Reading = RecordReading<DmarcRecord, DmarcRecordFault>;

/** True for a text that was meant to be a DMARC record, well written or not. */
export function isMeantForDmarc(text: string): boolean {
  return /DMARC/i.test(text) || /(?:^|;)\s{0,9}p\s{0,9}=\s{0,9}(?:none|quarantine|reject)\s{0,9}(?:;|$)/i.test(text);
}

/** True for a text that receivers take for a DMARC record: the version first, and written so (RFC 9989, 4.7). */
export function isDmarcRecord(text: string): boolean {
  return /^[vV][ \t]{0,20}=[ \t]{0,20}DMARC1[ \t]{0,20}(?:;|$)/.test(text);
}

/** Tags of RFC 9989, and those of RFC 7489 that it took out. */
const current = ["v", "p", "sp", "np", "adkim", "aspf", "fo", "psd", "rua", "ruf", "t"];
const removed = ["pct", "rf", "ri"];

const hints: PasteHints = {
  begin: /v\s{0,9}=\s{0,9}DMARC/i,
  unparted: /(?<=[^;\s,])[\s,]{1,20}(?=(?:v|p|sp|np|adkim|aspf|fo|psd|rua|ruf|t|pct|rf|ri)\s{0,9}=)/gi,
};

/**
 * Reads a DMARC record (RFC 9989, 4.7; RFC 7489, 6.3). One that receivers do not take for a record, or that pasting
 * damaged, has no value, and one fault that says so.
 */
export function readDmarc(written: string): Reading {
  const text = written.slice(0, limits.tagListUnitsMax);
  const damage = damageIn(text, hints);
  if (damage) {
    const fault: Fault = { ...damage, suggestion: damage.kind === "semicolon-missing" ? ";" : "" };
    return { value: undefined, faults: [fault], repaired: proven(rebuiltFrom(readTags(mendedPaste(text, hints)))) };
  }
  const tags = readTags(text);
  const version = versionFault(text, tags);
  if (version) return { value: undefined, faults: [version], repaired: proven(rebuiltFrom(tags)) };
  const faults = faultsIn(tags, text.length);
  return { value: recordOf(tags), faults, repaired: faults.length === 0 ? undefined : proven(rebuiltFrom(tags)) };
}

function versionFault(text: string, [first, ...rest]: readonly Tag[]): Fault | undefined {
  if (isDmarcRecord(text)) return undefined;
  const version = first?.name.toLowerCase() === "v" ? first : rest.find(({ name }) => name.toLowerCase() === "v");
  const suggestion = "v=DMARC1";
  if (!version) return { kind: "version-missing", at: { start: 0, end: 0 }, written: "", suggestion };
  const { at, name, value } = version;
  const written = `${name}=${value}`;
  if (value !== "DMARC1") return { kind: "version-wrong", at, written, suggestion };
  if (version !== first) return { kind: "version-not-first", at, written, suggestion };
  return { kind: "blank-first", at: { start: 0, end: at.start }, written: " ", suggestion: "" };
}

function faultsIn(tags: readonly Tag[], end: number): readonly Fault[] {
  const firsts = firstTags(tags);
  const meant = meantTags(tags);
  const uris = [...urisIn("rua", firsts.get("rua")), ...urisIn("ruf", firsts.get("ruf"))];
  const faults = [
    ...nameFaults(tags),
    ...policyFaults(meant, firstTags(meant), end),
    ...optionFaults(firsts),
    ...uris.flatMap(({ fault }) => fault ?? []),
    ...manyFaults(firsts),
  ];
  return faults.sort((a, b) => a.at.start - b.at.start);
}

/** The first tag of each name, by its name in lower case. */
function firstTags(tags: readonly Tag[]): ReadonlyMap<string, Tag> {
  const firsts = new Map<string, Tag>();
  for (const tag of tags) {
    const name = tag.name.toLowerCase();
    if (name !== "" && !firsts.has(name)) firsts.set(name, tag);
  }
  return firsts;
}

function nameFaults(tags: readonly Tag[]): readonly Fault[] {
  const firsts = firstTags(tags);
  return tags.flatMap((tag): readonly Fault[] => {
    const { name, value, at, nameAt } = tag;
    const lower = name.toLowerCase();
    if (name === "") return [{ kind: "tag-malformed", at, written: value, suggestion: "" }];
    if (firsts.get(lower) !== tag) return [{ kind: "tag-twice", at, written: name, suggestion: "" }];
    if (removed.includes(lower)) return [{ kind: "tag-removed", at, written: `${lower}=${value}`, suggestion: "" }];
    if (current.includes(lower)) return [];
    return [{ kind: "tag-unknown", at: nameAt, written: name, suggestion: nearName(name, firsts) }];
  });
}

/** What a mistyped name was meant to be, of the names that are not there: one letter is near any other. */
function nearName(name: string, firsts: ReadonlyMap<string, Tag>): string {
  const missing = current.filter((each) => each.length > 1 && !firsts.has(each));
  return name.length < 2 ? "" : (didYouMean(name, missing) ?? "");
}

/** RFC 7489, 6.3 binds receivers to two addresses of a kind only. */
function manyFaults(firsts: ReadonlyMap<string, Tag>): readonly Fault[] {
  return (["rua", "ruf"] as const).flatMap((tag): readonly Fault[] => {
    const [, , third] = urisIn(tag, firsts.get(tag));
    return third ? [{ kind: "uris-many", at: third.uri.at, written: third.uri.written, suggestion: "" }] : [];
  });
}

function recordOf(tags: readonly Tag[]): DmarcRecord {
  const firsts = firstTags(tags);
  const rua = urisIn("rua", firsts.get("rua")).map(({ uri }) => uri);
  const ruf = urisIn("ruf", firsts.get("ruf")).map(({ uri }) => uri);
  const psd = firsts.get("psd")?.value.toLowerCase();
  const kept = [...firsts].map(([name, { value, at }]): DmarcTag => ({ name, value, at }));
  return { tags: kept, ...policiesOf(firsts, rua), psd: psd === "y" || psd === "n" ? psd : "u", rua, ruf };
}

/** A record only where it reads without fault. */
function proven(record: string | undefined): string | undefined {
  if (record === undefined || damageIn(record, hints)) return undefined;
  const tags = readTags(record);
  return versionFault(record, tags) || faultsIn(tags, record.length).length > 0 ? undefined : record;
}

/** A tag with a colon where its equals sign should be. */
const COLON = /^(v|p|sp|np|adkim|aspf|fo|psd|rua|ruf|t|pct|rf|ri)\s{0,9}:\s{0,9}(\S.{0,2000})$/is;

/** The tags as they were meant: with an equals sign for a colon, and a comma for a semicolon between addresses. */
function meantTags(tags: readonly Tag[]): readonly Tag[] {
  const meant: Tag[] = [];
  for (const tag of tags) {
    const [, name, value = ""] = (tag.name === "" && COLON.exec(tag.value)) || [];
    const last = meant.at(-1);
    const isAddress = tag.name === "" && /^mailto:/i.test(tag.value);
    if (name !== undefined) meant.push({ ...tag, name, value, valueAt: { start: tag.at.end - value.length, end: tag.at.end } });
    else if (isAddress && last && /^ru[af]$/i.test(last.name))
      meant.splice(-1, 1, { ...last, value: `${last.value},${tag.value}` });
    else meant.push(tag);
  }
  return meant;
}

function rebuiltFrom(written: readonly Tag[]): string | undefined {
  const tags = meantTags(written);
  const firsts = firstTags(tags);
  const named = nameFaults(tags).filter(({ kind, suggestion }) => kind === "tag-unknown" && suggestion !== "");
  const values = new Map([...firsts].map(([name, { value }]) => [name, value]));
  for (const { written, suggestion } of named) values.set(suggestion, firsts.get(written.toLowerCase())?.value ?? "");
  const policies = ["p", "sp", "np"].flatMap((name) => mendedPolicy(name, values.get(name)));
  const mended = current.slice(4).flatMap((name) => mendedOption(name, values));
  return ["v=DMARC1", ...policies, ...mended].join("; ");
}

function mendedPolicy(name: string, value: string | undefined): readonly string[] {
  if (value === undefined) return name === "p" ? ["p=none"] : [];
  const policy = didYouMean(value, ["none", "quarantine", "reject"]);
  return [`${name}=${policy ?? value}`];
}

function mendedOption(name: string, values: ReadonlyMap<string, string>): readonly string[] {
  const value = values.get(name);
  if (value === undefined || value === "") return [];
  if (name === "rua" || name === "ruf") return [`${name}=${mendedUris(value)}`];
  if (name === "t" || (name === "fo" && !values.has("ruf"))) return [];
  return [`${name}=${name === "fo" ? "1" : value.toLowerCase()}`];
}
