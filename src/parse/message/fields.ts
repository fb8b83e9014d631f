import { limits } from "../../model/limits.ts";
import type { HeaderField } from "../../model/message.ts";
import type { Range } from "../../model/place.ts";
import { decodeWords } from "./encoded-words.ts";
import type { Oddities } from "./oddities.ts";
import { hasHighByte, readable } from "./raw.ts";

/** A header as it stands, and where the body behind it begins. */
export interface RawHeader {
  readonly fields: readonly RawField[];
  readonly bodyStart: number;
  /** False where the text ends, or a delimiter comes, before an empty line. */
  readonly isEnded: boolean;
}

/** A field not looked into yet. */
export interface RawField {
  /** Lower case. */
  readonly name: string;
  readonly writtenName: string;
  /** Behind the colon, without the last line end. */
  readonly value: Range;
  readonly whole: Range;
}

/** Tells a line that ends the header without being empty: a delimiter of a multipart around it. */
type EndsHeader = (lineStart: number, lineEnd: number) => boolean;

/**
 * Splits the header that begins at a place into fields (RFC 5322, 2.2). A line that is no field is passed over; where the
 * first line already is none, there is no header and the text is all body.
 */
export function readHeader(raw: string, from: number, to: number, endsHeader: EndsHeader, oddities: Oddities): RawHeader {
  const fields: RawField[] = [];
  let at = from;
  let open:
    | { readonly nameEnd: number; readonly colon: number; readonly start: number; end: number; wholeEnd: number }
    | undefined;
  const close = (): void => {
    if (!open) return;
    const writtenName = raw.slice(open.start, open.nameEnd);
    const value = { start: Math.min(open.colon + 1, open.end), end: open.end };
    if (fields.length < limits.headerFieldsMax)
      fields.push({ name: writtenName.toLowerCase(), writtenName, value, whole: { start: open.start, end: open.wholeEnd } });
    else oddities.add("header-fields-many", { start: open.start, end: open.nameEnd });
    open = undefined;
  };
  while (at < to) {
    const feed = raw.indexOf("\n", at);
    const next = feed === -1 || feed >= to ? to : feed + 1;
    const end = lineEnd(raw, at, next);
    if (end === at && next > at) {
      close();
      return { fields, bodyStart: next, isEnded: true };
    }
    const isFolded = raw.charCodeAt(at) === 0x20 || raw.charCodeAt(at) === 0x09;
    if (isFolded && open) {
      if (raw.slice(at, Math.min(end, at + 200)).trim() === "") oddities.add("header-fold-blank", { start: at, end });
      open.end = end;
      open.wholeEnd = next;
    } else if (endsHeader(at, end)) {
      close();
      return { fields, bodyStart: at, isEnded: false };
    } else {
      const name = nameAt(raw, at, end);
      if (!name) {
        const isNoHeader = fields.length === 0 && !open;
        if (isNoHeader && !isMboxLine(raw, at)) return { fields, bodyStart: from, isEnded: false };
        if (!isNoHeader) oddities.add("header-line-malformed", { start: at, end });
      } else {
        close();
        if (name.isOdd) oddities.add("header-name-malformed", { start: at, end: name.colon + 1 });
        open = { start: at, nameEnd: name.end, colon: name.colon, end, wholeEnd: next };
      }
    }
    at = next;
  }
  close();
  return { fields, bodyStart: to, isEnded: false };
}

/** The line an mbox puts before a message, and what mailers made of it. */
function isMboxLine(raw: string, at: number): boolean {
  return raw.startsWith("From ", at) || raw.startsWith(">From ", at);
}

/** Where a line's text ends: before its CR LF, LF, or nothing. */
function lineEnd(raw: string, from: number, next: number): number {
  if (raw.charCodeAt(next - 1) !== 0x0a) return next;
  return next - 2 >= from && raw.charCodeAt(next - 2) === 0x0d ? next - 2 : next - 1;
}

/** RFC 5322, 2.2 and 4.5: printable ASCII up to the colon, blanks before it obsolete. */
function nameAt(
  raw: string,
  from: number,
  end: number,
): { readonly end: number; readonly colon: number; readonly isOdd: boolean } | undefined {
  const colon = raw.indexOf(":", from);
  if (colon <= from || colon >= end || colon - from > NAME_UNITS_MAX) return undefined;
  const written = raw.slice(from, colon);
  const name = written.trimEnd();
  if (name === "" || /\s/.test(name)) return undefined;
  return { end: from + name.length, colon, isOdd: name.length < written.length || !/^[!-~]+$/.test(name) };
}

/** A name may fill a line (RFC 5322, 2.1.1). */
const NAME_UNITS_MAX = 998;

/** Reads a field's value: unfolded, for people to read where it is raw 8-bit, and with its encoded words decoded. */
export function readField(raw: string, field: RawField, charset: string | undefined, oddities: Oddities): HeaderField {
  const { name, writtenName, value: at, whole } = field;
  const written = raw.slice(at.start, at.end);
  if (hasHighByte(written)) oddities.add("header-8bit", at);
  const value = readable(written.replace(/\r?\n(?=[ \t])/g, ""), charset).trim();
  const { text, malformed, long } = decodeWords(value);
  for (const _ of malformed) oddities.add("encoded-word-malformed", at);
  for (const _ of long) oddities.add("encoded-word-long", at);
  return { name, writtenName, value, decoded: text, at: { source: 0, ...trimmed(raw, at) }, whole: { source: 0, ...whole } };
}

/** A range without the blanks at its ends. */
function trimmed(raw: string, { start, end }: Range): Range {
  let from = start;
  let to = end;
  while (from < to && isBlank(raw.charCodeAt(from))) from++;
  while (to > from && isBlank(raw.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0d || unit === 0x0a;
}
