import colourNames from "color-name";
import { type Colord, colord } from "colord";
import { limits } from "../../model/limits.ts";

const namedColours = new Map(Object.entries(colourNames));

/** A colour in any form CSS writes it; undefined for keywords, variables and what is none. */
function parseColour(value: string): Colord | undefined {
  if (value.length > limits.colourUnitsMax) return undefined;
  const text = value.trim().toLowerCase();
  const named = namedColours.get(text);
  if (named) return colord({ r: named[0], g: named[1], b: named[2] });
  const colour = colord(text);
  return colour.isValid() ? colour : undefined;
}

/** A colour as `#rrggbb`; undefined for none, a keyword, a variable, or one that shows nothing. */
export function readColour(value: string): string | undefined {
  const colour = parseColour(value);
  return colour && colour.alpha() > 0 ? colour.alpha(1).toHex() : undefined;
}

/** True for a colour that shows nothing. */
export function isTransparent(value: string): boolean {
  return value.trim().toLowerCase() === "transparent" || parseColour(value)?.alpha() === 0;
}

/** The first colour in a `background` value. */
export function readBackgroundColour(value: string): string | undefined {
  const words =
    value.slice(0, limits.styleValueUnitsMax).match(/#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^()]{1,60}\)|\b[a-z]{3,20}\b/gi) ?? [];
  for (const word of words) {
    const colour = readColour(word);
    if (colour !== undefined) return colour;
  }
  return undefined;
}

/** The family a font list asks for first: lower case, without quotes. */
export function readFontFamily(list: string): string | undefined {
  const [first = ""] = list.split(",", 1);
  const family = first
    .trim()
    .replace(/^["']|["']$/g, "")
    .trim()
    .toLowerCase();
  return family === "" || /^(?:inherit|initial|unset|revert)$/.test(family) ? undefined : family;
}

/** The family in a `font` shorthand, which stands behind the size. */
export function readFontShorthand(value: string): string | undefined {
  const found = /(?:^|\s)[\d.]+(?:px|pt|em|rem|%|ex|vw)(?:\s?\/\s?[\w.%]+)?\s+(\S.*)$/i.exec(
    value.slice(0, limits.styleValueUnitsMax),
  );
  return found?.[1] === undefined ? undefined : readFontFamily(found[1]);
}

/** A length in CSS pixels: `12px`, `12` or `9pt`; undefined for others. */
export function readPixels(value: string): number | undefined {
  const found = /^\s*(\d{1,6}(?:\.\d{1,6})?)\s*(px|pt|)\s*$/i.exec(value);
  if (!found) return undefined;
  const number = Number(found[1]);
  return found[2]?.toLowerCase() === "pt" ? (number * 4) / 3 : number;
}

/** A reference in a value, with its place in it. */
export interface UrlReference {
  readonly url: string;
  readonly start: number;
  readonly end: number;
}

/** The references in the `url(…)` of a value. */
export function readUrls(value: string): readonly UrlReference[] {
  const opener = /url\(/gi;
  const found: UrlReference[] = [];
  for (let open = opener.exec(value); open; open = opener.exec(value)) {
    const close = value.indexOf(")", opener.lastIndex);
    if (close === -1) break;
    const url = value
      .slice(opener.lastIndex, close)
      .trim()
      .replace(/^["']|["']$/g, "");
    found.push({ url, start: open.index, end: close + 1 });
    opener.lastIndex = close + 1;
  }
  return found;
}
