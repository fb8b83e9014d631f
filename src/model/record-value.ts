/** Bytes of one string of a TXT record (RFC 1035, 3.3). */
export const STRING_BYTES_MAX = 255;

/** A text as the strings of a TXT record, one unit a byte; an empty text is one empty string. */
export function stringsOf(text: string): readonly string[] {
  const strings: string[] = [];
  for (let at = 0; at < text.length; at += STRING_BYTES_MAX) strings.push(text.slice(at, at + STRING_BYTES_MAX));
  return strings.length === 0 ? [""] : strings;
}

/** A record's value as one text: the strings of a TXT record joined, which is what two of them are compared by. */
export function textOf(value: string | readonly string[]): string {
  return typeof value === "string" ? value : value.join("");
}
