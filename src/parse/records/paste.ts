import { asRead, excerpt, visible } from "../../model/excerpt.ts";
import type { Range } from "../../model/place.ts";
import type { PasteFault } from "../../model/record.ts";
import { textAt } from "./tag-list.ts";

/** The first mark that pasting left in a record. */
export interface PasteDamage {
  readonly kind: PasteFault;
  readonly at: Range;
  readonly written: string;
}

/** What a record of one kind looks like, as far as damage to it is told by it. */
export interface PasteHints {
  /** Where the record begins, behind the names and quotes that were pasted with it. */
  readonly begin: RegExp;
  /** A blank or comma before a tag where a semicolon should be. Must be global. */
  readonly unparted: RegExp;
  /** Where any mark is text, such as a key's notes. */
  readonly free?: Range | undefined;
}

const MARKS = /["\\()\x00-\x08\x0a-\x1f\x7f\u0100-\uffff]|[\x80-\xff]+|-----/g;

/** Marks of a Chinese keyboard, as a character or as the bytes of one. */
const FULL_WIDTH = /[\uff0c\uff1a\uff1b\uff1d]|\xef\xbc[\x8c\x9a\x9b\x9d]/g;
/** What each stands for, by the last six bits of its number. */
const narrow: Readonly<Record<number, string>> = { 0x0c: ",", 0x1a: ":", 0x1b: ";", 0x1d: "=" };

/** Finds the first quote, backslash, bracket, line end or foreign character in a record, or a missing semicolon. */
export function damageIn(text: string, { unparted, free = { start: 0, end: 0 } }: PasteHints): PasteDamage | undefined {
  const isFree = (at: number): boolean => at >= free.start && at < free.end;
  for (const { 0: written, index } of text.matchAll(MARKS))
    if (!isFree(index))
      return { kind: kindOf(written), at: { start: index, end: index + written.length }, written: shown(written) };
  for (const { 0: blank, index } of text.matchAll(unparted)) {
    const at = { start: index, end: index + blank.length };
    if (!isFree(index)) return { kind: "semicolon-missing", at, written: textAt(text, { start: at.end, end: at.end + 12 }) };
  }
  return undefined;
}

/** The record with such marks taken off; whether it reads then is for its reader to say. */
export function mendedPaste(text: string, { begin, unparted }: PasteHints): string {
  const from = Math.max(0, text.search(begin));
  return text
    .slice(from)
    .replace(/-----(?:BEGIN|END)[A-Z ]{0,40}-----/g, "")
    .replace(/"\s{0,20}"/g, "")
    .replace(/\\[rn]|[\r\n]/g, " ")
    .replace(FULL_WIDTH, (mark) => narrow[mark.charCodeAt(mark.length - 1) & 0x3f] ?? mark)
    .replace(MARKS, "")
    .replace(unparted, "; ");
}

function kindOf(mark: string): PasteFault {
  if (mark === '"') return "paste-quote";
  if (mark === "\\") return "paste-backslash";
  if (mark === "(" || mark === ")") return "paste-bracket";
  if (mark === "-----") return "paste-armor";
  return mark.charCodeAt(0) < 0x80 ? "paste-line" : "paste-character";
}

/** A mark that no report could show is said by its number; bytes as the characters that they are. */
function shown(mark: string): string {
  if (asRead(mark) !== mark) return excerpt(visible(asRead(mark)));
  const code = mark.charCodeAt(0);
  return code > 0x20 && code < 0x7f ? mark : `0x${code.toString(16).padStart(2, "0")}`;
}
