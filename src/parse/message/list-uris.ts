import { behindComment } from "./comments.ts";

/** The addresses of a List-… field (RFC 2369, 2), comments left out, and the first stretch that is none. */
export interface ListUris {
  readonly uris: readonly string[];
  readonly malformed: string | undefined;
}

/** Addresses of one field that are read; senders give one or two. */
const URIS_MAX = 50;

/** Reads `<mailto:…>, <https://…> (comment)`: URIs in angle brackets, commas between, comments and blanks anywhere around. */
export function readListUris(value: string): ListUris {
  const uris: string[] = [];
  let malformed: string | undefined;
  // An address is due at the beginning and behind each comma, and nowhere else.
  let isDue = true;
  for (let at = nextMark(value, 0); at < value.length && uris.length < URIS_MAX; ) {
    const { text, end, isComma } = markAt(value, at);
    const isWrong = isComma ? isDue : !isDue || text === "";
    if (isWrong) malformed ??= value.slice(at, at + 80);
    else if (!isComma) uris.push(text);
    isDue = isComma;
    at = nextMark(value, end);
  }
  const isOpen = isDue && value.trim() !== "";
  return { uris, malformed: malformed ?? (isOpen ? value.slice(-80) : undefined) };
}

/** Behind blanks and comments. */
function nextMark(value: string, from: number): number {
  let at = from;
  for (let unit = value.charAt(at); unit === " " || unit === "\t" || unit === "("; unit = value.charAt(at))
    at = unit === "(" ? behindComment(value, at, value.length) : at + 1;
  return at;
}

/** A comma, or the address in angle brackets at a place: its blanks taken out, empty for what is none. */
function markAt(value: string, at: number): { readonly text: string; readonly end: number; readonly isComma: boolean } {
  if (value.charAt(at) === ",") return { text: "", end: at + 1, isComma: true };
  const isBracket = value.charAt(at) === "<";
  const close = value.indexOf(isBracket ? ">" : ",", at);
  if (close === -1) return { text: "", end: value.length, isComma: false };
  if (!isBracket) return { text: "", end: close, isComma: false };
  return { text: value.slice(at + 1, close).replace(/\s/g, ""), end: close + 1, isComma: false };
}
