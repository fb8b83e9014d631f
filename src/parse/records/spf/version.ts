import type { Edit, Fault } from "./mend.ts";

const VERSION_UNITS = "v=spf1".length;

/** Whether receivers take a text for an SPF record: its version, then a blank or the end (RFC 7208, 4.5). */
export function isSpfVersion(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text);
}

/** Whether a text is a Sender ID record (RFC 4406), which receivers no longer ask for. */
export function isSenderId(text: string): boolean {
  return /^spf2\.0(?:[/, ]|$)/i.test(text);
}

/** Whether a text was meant for an SPF record, well written or not. */
export function isMeantForSpf(text: string): boolean {
  return isSpfVersion(text) || (!isSenderId(text) && (MEANT.test(text.slice(0, 40)) || BARE.test(text.slice(0, 200))));
}

/** The version and what is easily written for it. */
const MEANT = /^[^a-z0-9]{0,12}(?:spf\s{0,2}[=:]\s{0,2})?(?:v\s{0,2}[=:]?\s{0,2}s(?:pf|fp)|spf\s?v?1(?![.\d]))/i;
/** The same with all that is neither a blank nor the beginning of a term behind it. */
const WRITTEN =
  /^[^a-z0-9]{0,12}(?:spf\s{0,2}[=:]\s{0,2})?(?:v\s{0,2}[=:]?\s{0,2})?s(?:pf|fp)(?:\s{0,2}v?[0-9l.]{1,4})?[^a-z0-9+\-~? ]{0,4}/i;
/** A record without a version: a mechanism with an address or a name, and `all` somewhere after it. */
const BARE = /^(?:(?:ip[46]|include|mx|a):?\S{0,80}\s).{0,110}[+\-~?]all\b/i;

/** The version of a record. */
export interface Version {
  /** What stands where it should; undefined where it is right. */
  readonly fault: Fault | undefined;
  /** Where the first term begins. */
  readonly end: number;
}

/** Reads the version that a record begins with. */
export function readVersion(text: string): Version {
  if (isSpfVersion(text)) return { fault: undefined, end: VERSION_UNITS };
  const [lead = ""] = /^[^a-z0-9]{0,12}/i.exec(text) ?? [];
  const closing: readonly Edit[] = /^(["'])[^"']*\1$/.test(text) ? [dropLast(text)] : [];
  if (lead !== "" && isSpfVersion(text.slice(lead.length))) {
    const at = { start: 0, end: lead.length };
    return {
      fault: { kind: "version-wrong", at, suggestion: "", edits: [{ at, text: "" }, ...closing] },
      end: lead.length + VERSION_UNITS,
    };
  }
  const [written = ""] = WRITTEN.exec(text) ?? [];
  const at = { start: 0, end: written.trimEnd().length };
  const follows = text.charAt(at.end);
  const suggestion = follows === "" || follows === " " ? "v=spf1" : "v=spf1 ";
  return { fault: { kind: "version-wrong", at, suggestion, edits: [{ at, text: suggestion }, ...closing] }, end: at.end };
}

function dropLast(text: string): Edit {
  return { at: { start: text.length - 1, end: text.length }, text: "" };
}
