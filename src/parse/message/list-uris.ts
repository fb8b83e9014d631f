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
  let isDue = true;
  for (let at = nextMark(value, 0); at < value.length && uris.length < URIS_MAX; ) {
    const isComma = value.charAt(at) === ",";
    const uri = isComma ? undefined : uriAt(value, at);
    // An address is due at the beginning and behind each comma, and nowhere else.
    if (isComma === isDue || uri?.text === "") malformed ??= value.slice(at, at + 80);
    if (uri && uri.text !== "" && isDue) uris.push(uri.text);
    isDue = isComma;
    at = nextMark(value, uri?.end ?? at + 1);
  }
  if (isDue && value.trim() !== "") malformed ??= value.slice(-80);
  return { uris, malformed };
}

/** Behind blanks and comments. */
function nextMark(value: string, from: number): number {
  let at = from;
  for (let unit = value.charAt(at); unit === " " || unit === "\t" || unit === "("; unit = value.charAt(at))
    at = unit === "(" ? behindComment(value, at) : at + 1;
  return at;
}

/** The address in angle brackets at a place, its blanks taken out; empty for what is none. */
function uriAt(value: string, at: number): { readonly text: string; readonly end: number } {
  if (value.charAt(at) !== "<") {
    const comma = value.indexOf(",", at);
    return { text: "", end: comma === -1 ? value.length : comma };
  }
  const close = value.indexOf(">", at);
  if (close === -1) return { text: "", end: value.length };
  return { text: value.slice(at + 1, close).replace(/\s/g, ""), end: close + 1 };
}

/** Comments nest (RFC 5322, 3.2.2); one that is not closed takes the rest. */
function behindComment(value: string, from: number): number {
  let depth = 0;
  for (let at = from; at < value.length; at++) {
    const unit = value.charAt(at);
    if (unit === "\\") at++;
    else if (unit === "(") depth++;
    else if (unit === ")" && --depth === 0) return at + 1;
  }
  return value.length;
}
