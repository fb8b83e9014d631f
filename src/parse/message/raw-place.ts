import type { PartDecoding } from "../../model/document.ts";
import type { Range } from "../../model/place.ts";
import { bytesIn } from "./raw.ts";
import { originsOf, untransfer } from "./transfer.ts";

/**
 * Leads stretches of a part's text back to the bytes of the message they were decoded from. What it needs for that is
 * worked out here and line by line, since most parts are never asked about.
 */
export function rawPlaces(raw: string, text: string, decoding: Omit<PartDecoding, "at">): (range: Range) => Range {
  const { body, transferEncoding, charset } = decoding;
  if (transferEncoding === "identity") {
    const { startOf, endOf } = bytePlaces(text, bytesIn(raw, body), charset);
    return ({ start, end }) => {
      const from = body.start + startOf(start);
      return { start: from, end: end > start ? body.start + endOf(end - 1) : from };
    };
  }
  const { starts, ends } = originsOf(raw, body, transferEncoding);
  const { startOf, endOf } = bytePlaces(text, untransfer(raw, body, transferEncoding).bytes, charset);
  return ({ start, end }) => {
    const from = starts[startOf(start)] ?? body.end;
    return { start: from, end: end > start ? (ends[endOf(end - 1) - 1] ?? body.end) : from };
  };
}

/** Where in the bytes a unit of the text starts, and where it ends. */
interface BytePlaces {
  readonly startOf: (unit: number) => number;
  readonly endOf: (unit: number) => number;
}

function bytePlaces(text: string, bytes: Uint8Array, charset: string): BytePlaces {
  // No charset makes two units of one byte: as many units as bytes is a unit a byte.
  if (text.length === bytes.length) return { startOf: (unit) => unit, endOf: (unit) => unit + 1 };
  if (charset.startsWith("utf-16")) return { startOf: (unit) => unit * 2, endOf: (unit) => unit * 2 + 2 };
  const textLines = linesOf(text.length, (from) => text.indexOf("\n", from));
  const byteLines = linesOf(bytes.length, (from) => bytes.indexOf(0x0a, from));
  const known = new Map<number, Uint32Array>();
  // A line feed is never part of a longer character, so lines of the text are lines of the bytes.
  const at = (unit: number): number => {
    const line = lineOf(textLines, unit);
    const start = byteLines[line] ?? bytes.length;
    const starts = known.get(line) ?? unitStarts(bytes.subarray(start, byteLines[line + 1] ?? bytes.length), charset);
    known.set(line, starts);
    return start + (starts[unit - (textLines[line] ?? 0)] ?? starts.at(-1) ?? 0);
  };
  return { startOf: at, endOf: (unit) => at(unit + 1) };
}

function linesOf(length: number, next: (from: number) => number): readonly number[] {
  const starts = [0];
  for (let feed = next(0); feed !== -1 && feed + 1 < length; feed = next(feed + 1)) starts.push(feed + 1);
  return starts;
}

function lineOf(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** For each unit of a line, the byte its character starts at; one more is the line's length. Bytes are fed one by one. */
function unitStarts(line: Uint8Array, charset: string): Uint32Array {
  const decoder = new TextDecoder(charset, { ignoreBOM: true });
  const starts: number[] = [];
  let open = 0;
  for (let at = 0; at < line.length; at++) {
    const units = decoder.decode(line.subarray(at, at + 1), { stream: true });
    for (let unit = 0; unit < units.length; unit++) {
      // A byte that ends a broken character may be a character of its own.
      const isOwn = unit === units.length - 1 && units.length > 1 && units.charCodeAt(unit) < 0x80;
      starts.push(isOwn ? at : open);
    }
    if (units.length > 0) open = at + 1;
  }
  for (let rest = decoder.decode().length; rest > 0; rest--) starts.push(open);
  starts.push(line.length);
  return Uint32Array.from(starts);
}
