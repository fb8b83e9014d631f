import type { DmarcFault } from "../../model/authentication.ts";
import { isDmarcRecord, isMeantForDmarc } from "../records/dmarc.ts";
import { tagsOf } from "./tag-list.ts";

type Fault = Omit<DmarcFault, "domain">;

/** What mailboxes take for a DMARC record: the version first, and written so (RFC 9989, 4.7). */
const VERSION_FIRST = /^v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/i;

/** What keeps the texts at a `_dmarc` name from being one record that says what it was meant to say. */
export function dmarcFaultOf(texts: readonly string[]): Fault | undefined {
  const records = texts.map((text) => text.trim());
  const [record, second] = records.filter((text) => isDmarcRecord(text));
  if (record !== undefined)
    return second === undefined ? faultIn(record) : { record: second, reason: "records-several", value: second };
  const meant = records.find(isMeantForDmarc);
  if (meant === undefined) return undefined;
  const [version = ""] = /v\s{0,9}=\s{0,9}[^;\s]{0,40}/i.exec(meant) ?? [];
  const isElsewhere = !VERSION_FIRST.test(meant) && /v\s{0,9}=\s{0,9}DMARC1\s{0,9}(?:;|$)/.test(meant);
  const reason = version === "" ? "version-missing" : isElsewhere ? "version-not-first" : "version-wrong";
  return { record: meant, reason, value: version || meant };
}

/** What is wrong with a record that is one. */
function faultIn(record: string): Fault | undefined {
  const names = record.split(";").map((part) => part.slice(0, Math.max(0, part.indexOf("="))).trim());
  const twice = names.find((name, at) => name !== "" && names.indexOf(name) !== at);
  if (twice !== undefined) return { record, reason: "tag-twice", value: twice };
  const tags = tagsOf(record);
  for (const name of ["p", "sp", "np"]) {
    const value = tags.get(name);
    if (value !== undefined && !/^(?:none|quarantine|reject)$/i.test(value))
      return { record, reason: "policy-unknown", value: `${name}=${value}` };
  }
  return tags.has("p") || tags.has("rua") ? undefined : { record, reason: "policy-missing", value: record };
}
