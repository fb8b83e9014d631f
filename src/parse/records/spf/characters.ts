import type { Range } from "../../../model/place.ts";
import type { Fault } from "./mend.ts";

/** What a byte that a record may not hold was surely meant to be; others cannot be mended by us. */
const MEANT: readonly (readonly [RegExp, string])[] = [
  // Tabs, line ends, and the blanks of Latin-1 and of Unicode in UTF-8.
  [/^(?:[\t\r\n\v\f]|\xc2?\xa0|\xe2\x80[\x80-\x8a\xaf]|\xe3\x80\x80)+$/, " "],
  // Marks that nobody sees, and quotes set by a word processor.
  [/^(?:\xef\xbb\xbf|\xe2\x80[\x8b-\x8f]|\xe2\x81\xa0|\xc2\xad|\xe2\x80[\x98-\x9f]|\0)+$/, ""],
  // Dashes and the minus sign.
  [/^(?:\xe2\x80[\x90-\x95]|\xe2\x88\x92|\xef\xbc\x8d)$/, "-"],
  [/^\xef\xbd\x9e$/, "~"],
  [/^\xef\xbc\x9a$/, ":"],
  [/^\xef\xbc\x9d$/, "="],
  [/^\xef\xbc\x8f$/, "/"],
  [/^(?:\xef\xbc\x8e|\xe3\x80\x82)$/, "."],
];

/** Bytes that no record may hold, and quotes and backslashes, which some tool forgot to take away. */
export function charactersIn(text: string): readonly Fault[] {
  const illegal = [...text.matchAll(/[^\x20-\x7e]+/g)].map(({ index, 0: written }) => illegalAt(index, written));
  const quoted = /^\s*(["']).*\1\s*$/.test(text) ? text.trimEnd().length - 1 : text.length;
  const stray = [...text.matchAll(/["\\]+/g)].filter(({ index }) => index > 0 && index < quoted && !isInVersion(text, index));
  return [...illegal, ...stray.map(({ index, 0: written }) => strayAt(index, written))];
}

/** Marks before the version belong to its own fault. */
function isInVersion(text: string, index: number): boolean {
  return /^[^a-z0-9]*$/i.test(text.slice(0, Math.min(index, 13)));
}

function illegalAt(start: number, written: string): Fault {
  const at = { start, end: start + written.length };
  const meant = MEANT.find(([pattern]) => pattern.test(written))?.[1];
  return { kind: "byte-illegal", at, suggestion: meant, edits: meant === undefined ? undefined : [{ at, text: meant }] };
}

function strayAt(start: number, written: string): Fault {
  const at: Range = { start, end: start + written.length };
  return { kind: "character-stray", at, suggestion: "", edits: [{ at, text: "" }] };
}

/** The text with bytes that stand for blanks as blanks, so that words end where their writer meant. */
export function maskBytes(text: string, faults: readonly Fault[]): string {
  let masked = "";
  let end = 0;
  for (const { kind, at, suggestion } of faults) {
    if (kind !== "byte-illegal" || suggestion !== " ") continue;
    masked += text.slice(end, at.start) + " ".repeat(at.end - at.start);
    end = at.end;
  }
  return masked + text.slice(end);
}
