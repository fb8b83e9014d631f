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

/** How far a header goes. */
export interface HeaderBounds {
  /** Tells a line that ends the header without being empty: a delimiter of a multipart around it. */
  readonly isDelimiter: (lineStart: number, lineEnd: number) => boolean;
  /** Fields that are read. */
  readonly fieldsMax: number;
}

/**
 * Splits the header that begins at a place into fields (RFC 5322, 2.2). A line that is no field is passed over; where the
 * first line already is none, there is no header and the text is all body.
 */
export function readHeader(raw: string, from: number, bounds: HeaderBounds, oddities: Oddities): RawHeader {
  const gathered: Gathered = { fields: [], fieldsMax: bounds.fieldsMax, open: undefined };
  for (let at = from; at < raw.length; ) {
    const feed = raw.indexOf("\n", at);
    const line = { start: at, end: lineEnd(raw, at, feed), next: feed === -1 ? raw.length : feed + 1 };
    const ending = takeLine(raw, line, gathered, bounds, oddities);
    if (ending === "empty-line") return { fields: closed(gathered, oddities), bodyStart: line.next, isEnded: true };
    if (ending === "delimiter") return { fields: closed(gathered, oddities), bodyStart: at, isEnded: false };
    if (ending === "no-header") return { fields: [], bodyStart: from, isEnded: false };
    at = line.next;
  }
  return { fields: closed(gathered, oddities), bodyStart: raw.length, isEnded: false };
}

interface Line extends Range {
  /** Where the next one starts. */
  readonly next: number;
}

interface Gathered {
  readonly fields: RawField[];
  readonly fieldsMax: number;
  /** A field that lines may still fold. */
  open: { readonly writtenName: string; readonly start: number; readonly colon: number; end: number; next: number } | undefined;
}

/** Takes one line into a header; says so when the line ends it. */
function takeLine(
  raw: string,
  line: Line,
  gathered: Gathered,
  { isDelimiter }: HeaderBounds,
  oddities: Oddities,
): "empty-line" | "delimiter" | "no-header" | undefined {
  if (line.end === line.start && line.next > line.start) return "empty-line";
  const { open } = gathered;
  if (open && isBlank(raw.charCodeAt(line.start))) {
    if (raw.slice(line.start, Math.min(line.end, line.start + FOLD_UNITS_SEEN)).trim() === "")
      oddities.add("header-fold-blank", line);
    open.end = line.end;
    open.next = line.next;
    return undefined;
  }
  if (isDelimiter(line.start, line.end)) return "delimiter";
  const name = nameAt(raw, line);
  if (name) {
    closed(gathered, oddities);
    if (name.isOdd) oddities.add("header-name-malformed", { start: line.start, end: name.colon + 1 });
    gathered.open = { writtenName: name.written, start: line.start, colon: name.colon, end: line.end, next: line.next };
    return undefined;
  }
  const isFirst = gathered.fields.length === 0 && !open;
  if (isFirst) return isMboxLine(raw, line.start) ? undefined : "no-header";
  oddities.add("header-line-malformed", line);
  return undefined;
}

/** Ends the open field, and gives all. */
function closed(gathered: Gathered, oddities: Oddities): readonly RawField[] {
  const { fields, fieldsMax, open } = gathered;
  gathered.open = undefined;
  if (!open) return fields;
  const { writtenName, start, colon, end, next } = open;
  const value = { start: Math.min(colon + 1, end), end };
  if (fields.length >= fieldsMax) oddities.add("header-fields-many", { start, end: colon });
  else fields.push({ name: writtenName.toLowerCase(), writtenName, value, whole: { start, end: next } });
  return fields;
}

/** A folded line this long is not all blanks by mistake. */
const FOLD_UNITS_SEEN = 1_000;

/** The line an mbox puts before a message, and what mailers made of it. */
function isMboxLine(raw: string, at: number): boolean {
  return raw.startsWith("From ", at) || raw.startsWith(">From ", at);
}

/** Where a line's text ends: before its CR LF, LF, or nothing. */
function lineEnd(raw: string, from: number, feed: number): number {
  if (feed === -1) return raw.length;
  return feed > from && raw.charCodeAt(feed - 1) === 0x0d ? feed - 1 : feed;
}

interface FieldName {
  readonly written: string;
  readonly colon: number;
  /** True for blanks before the colon (RFC 5322, 4.5) and for other than printable ASCII. */
  readonly isOdd: boolean;
}

/** RFC 5322, 2.2: what stands before the colon, unless it has blanks inside. */
function nameAt(raw: string, { start, end }: Range): FieldName | undefined {
  const units = raw.slice(start, Math.min(end, start + NAME_UNITS_MAX)).indexOf(":");
  if (units <= 0) return undefined;
  const colon = start + units;
  const before = raw.slice(start, colon);
  const written = before.trimEnd();
  if (written === "" || /\s/.test(written)) return undefined;
  return { written, colon, isOdd: written.length < before.length || !/^[!-~]+$/.test(written) };
}

/** Twice what Gmail takes for a name (facts C1), so that a longer one is told as such. */
const NAME_UNITS_MAX = 2_048;

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
