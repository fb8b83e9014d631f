import { eastAsianWidth } from "get-east-asian-width";

/** How many terminal columns a text takes: full-width characters two, marks and invisible ones none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\p{M}\u200B-\u200D\u2060\uFE00-\uFE0F]/u.test(character) ? 0 : eastAsianWidth(character.codePointAt(0) ?? 0);
  return width;
}

/** A text with blanks behind it up to a width in columns. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}
