import type { Element } from "domhandler";
import type { Range } from "../../model/place.ts";
import { isTransparent, readBackgroundColour, readColour, readFontFamily, readFontShorthand, readPixels } from "../css/values.ts";
import { noStyles, type Styles } from "./cascade.ts";
import { attributeAt } from "./places.ts";

/** A style value in force, and where it was asked for. */
export interface InForce extends Range {
  readonly value: string;
}

/** What an element hands down to its text: how it looks, and whether it is seen. */
export interface Look {
  readonly hidden: boolean;
  readonly font: InForce | undefined;
  readonly colour: InForce | undefined;
  readonly background: InForce | undefined;
}

/** A page before any element has spoken. */
export const plainLook: Look = { hidden: false, font: undefined, colour: undefined, background: undefined };

/** The look of an element inside a parent's. Text coloured like its own background is hidden. */
export function lookOf(element: Element, styles: Styles, parent: Look): Look {
  const font = fontOf(element, styles) ?? parent.font;
  const colour = colourOf(element, styles) ?? parent.colour;
  const background = backgroundOf(element, styles) ?? parent.background;
  const hidden = parent.hidden || isHidden(element, styles) || isCamouflaged(colour, background, parent);
  return { hidden, font, colour, background };
}

/** How an element's own styles set it out, where they say so. */
export function displayOf(styles: Styles): string | undefined {
  return styles.get("display")?.value.toLowerCase();
}

function isHidden(element: Element, styles: Styles): boolean {
  if ("hidden" in element.attribs) return true;
  if (styles === noStyles) return false;
  const value = (property: string): string => styles.get(property)?.value.toLowerCase() ?? "";
  if (value("display") === "none" || /^(?:hidden|collapse)$/.test(value("visibility"))) return true;
  if (isZero(value("opacity")) || isTiny(value("font-size")) || isTransparent(value("color"))) return true;
  return isClipped(value) || isOffScreen(value);
}

function isClipped(value: (property: string) => string): boolean {
  if (value("overflow") !== "hidden") return false;
  return ["max-height", "height", "max-width", "width"].some((property) => isZero(value(property)));
}

/** Far outside any window, in either direction. */
function isOffScreen(value: (property: string) => string): boolean {
  const placed = /^(?:absolute|fixed)$/.test(value("position")) ? ["left", "top", "right"] : [];
  return [...placed, "text-indent", "margin-left"].some((property) => /^-\d{3,}(?:\.\d+)?px$/.test(value(property)));
}

function isZero(value: string): boolean {
  return /^0(?:\.0{1,9})?(?:[a-z]{1,4}|%)?$/.test(value);
}

/** Two pixels and less are not read by anyone. */
function isTiny(size: string): boolean {
  const pixels = readPixels(size);
  return isZero(size) || (pixels !== undefined && /[a-z]/.test(size) && pixels <= 2);
}

function isCamouflaged(colour: InForce | undefined, background: InForce | undefined, parent: Look): boolean {
  if (!colour || !background || colour.value !== background.value) return false;
  return colour !== parent.colour || background !== parent.background || parent.hidden;
}

function fontOf(element: Element, styles: Styles): InForce | undefined {
  const family = styles.get("font-family");
  const shorthand = styles.get("font");
  const value = family ? readFontFamily(family.value) : shorthand && readFontShorthand(shorthand.value);
  const from = family ?? shorthand;
  if (value !== undefined && from) return { value, start: from.start, end: from.end };
  const face = element.attribs["face"] ?? element.attribs["font-family"];
  const faceFamily = face === undefined ? undefined : readFontFamily(face);
  if (faceFamily === undefined) return undefined;
  return { value: faceFamily, ...attributeAt(element, element.attribs["face"] === undefined ? "font-family" : "face") };
}

function colourOf(element: Element, styles: Styles): InForce | undefined {
  const styled = styles.get("color");
  if (styled) return inForce(readColour(styled.value), styled);
  return fromAttributes(element, ["color", "text"]);
}

function backgroundOf(element: Element, styles: Styles): InForce | undefined {
  const image = styles.get("background-image") ?? styles.get("background");
  if (image && /url\(/i.test(image.value)) return inForce("image", image);
  const styled = styles.get("background-color") ?? styles.get("background");
  if (styled) return inForce(readBackgroundColour(styled.value), styled);
  return fromAttributes(element, ["bgcolor", "background-color"]);
}

function fromAttributes(element: Element, names: readonly string[]): InForce | undefined {
  for (const name of names) {
    const value = element.attribs[name];
    const colour = value === undefined ? undefined : readColour(value);
    if (colour !== undefined) return inForce(colour, attributeAt(element, name));
  }
  return undefined;
}

function inForce(value: string | undefined, { start, end }: Range): InForce | undefined {
  return value === undefined ? undefined : { value, start, end };
}
