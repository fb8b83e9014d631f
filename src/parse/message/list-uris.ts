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
  let isOpen = true;
  for (let at = 0; at < value.length && uris.length < URIS_MAX; ) {
    const unit = value.charAt(at);
    if (unit === " " || unit === "\t") at++;
    else if (unit === "(") at = behindComment(value, at);
    else if (unit === ",") {
      if (isOpen) malformed ??= value.slice(at, at + 80);
      isOpen = true;
      at++;
    } else if (unit === "<" && isOpen) {
      const close = value.indexOf(">", at);
      const uri = value.slice(at + 1, close === -1 ? undefined : close).replace(/\s/g, "");
      if (close === -1 || uri === "") malformed ??= value.slice(at, at + 80);
      if (uri !== "") uris.push(uri);
      at = close === -1 ? value.length : close + 1;
      isOpen = false;
    } else {
      malformed ??= value.slice(at, at + 80);
      const comma = value.indexOf(",", at);
      at = comma === -1 ? value.length : comma;
      isOpen = false;
    }
  }
  if (isOpen && value.trim() !== "") malformed ??= value.slice(-80);
  return { uris, malformed };
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
