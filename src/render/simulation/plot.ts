import { type Mark, type Options, plot } from "@observablehq/plot";
import { parseHTML, type SvgDocument, type SvgElement } from "linkedom";
import type { Lang } from "../../model/language.ts";
import { printable } from "../escape.ts";
import { widthOf } from "../width.ts";

/** A plot with what it shows in words. */
export interface Figure {
  /** Of letters and dashes; it begins every id in the markup. */
  readonly id: string;
  readonly title: string;
  /** For those who do not see it. */
  readonly description: string;
  /** An `svg` element that is well-formed in a page and in XML, without styles, scripts and addresses. */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** What a figure is drawn on. */
export interface Sheet {
  readonly lang: Lang;
  /** Units; text is 11 of them high. */
  readonly width: "wide" | "narrow";
}

/** What a figure is made of. */
export interface Drawing {
  readonly id: string;
  readonly sheet: Sheet;
  readonly title: string;
  readonly description: string;
  readonly height: number;
  readonly marginLeft?: number;
  readonly marginRight?: number;
  readonly x: Options;
  readonly y: Options;
  readonly legend: readonly LegendEntry[];
  readonly marks: readonly Mark[];
}

export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  readonly opacity?: number;
}

/** Units that figures are wide. */
export const figureWidths: Readonly<Record<Sheet["width"], number>> = { wide: 760, narrow: 360 };

/** Units above a plot, where the first row of its legend stands. */
export const MARGIN_TOP = 34;

/** Units of one row of a legend. */
const LEGEND_ROW = 18;

/** Units below a plot, where its axis stands. */
export const MARGIN_BOTTOM = 28;

/** Draws a figure: the same bytes for the same drawing, whenever and wherever it is drawn. */
export function drawn({ sheet, title, description, legend, ...drawing }: Drawing): Figure {
  const { document } = parseHTML("<html></html>");
  const id = sheet.width === "wide" ? drawing.id : `${drawing.id}-narrow`;
  const width = figureWidths[sheet.width];
  const { elements, rows } = legendElements(document, legend, width);
  const height = drawing.height + LEGEND_ROW * (rows - 1);
  const svg = plot({
    marginLeft: 52,
    marginRight: 16,
    ...drawing,
    document,
    width,
    height,
    marginTop: MARGIN_TOP + LEGEND_ROW * (rows - 1),
    marginBottom: MARGIN_BOTTOM,
  });
  // Its styles name classes that every plot shares, and a page with a strict policy would refuse them.
  for (const style of svg.querySelectorAll("style")) style.remove();
  svg.removeAttribute("class");
  svg.append(...elements);
  svg.prepend(textElement(document, "title", title, `${id}-title`), textElement(document, "desc", description, `${id}-desc`));
  const attributes = {
    xmlns: SVG,
    "font-family": "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', sans-serif",
    "font-size": "11",
    role: "img",
    "aria-labelledby": `${id}-title ${id}-desc`,
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  for (const element of svg.querySelectorAll("*")) tidy(element);
  shorten(svg);
  return { id, title, description, svg: svg.outerHTML, width, height };
}

/** A name of a stranger as a plot can hold it: printable, no longer than so many columns, and in characters that XML has. */
export function plotName(name: string, columnsMax: number): string {
  const shown = printable(name)
    .toWellFormed()
    .replace(/[\uFFFE\uFFFF]/g, "\uFFFD");
  if (widthOf(shown) <= columnsMax) return shown;
  let cut = "";
  for (const character of shown) {
    if (widthOf(cut + character) >= columnsMax) break;
    cut += character;
  }
  return `${cut}…`;
}

const SVG = "http://www.w3.org/2000/svg";

/** Units that a column of text takes at most in the font of the legend. */
const COLUMN = 6.6;

function legendElements(document: SvgDocument, entries: readonly LegendEntry[], width: number): Legend {
  let at = 2;
  let row = 0;
  const elements = entries.flatMap(({ name, colour, opacity = 1 }) => {
    const taken = 33 + COLUMN * widthOf(name);
    if (at > 2 && at + taken - 18 > width) {
      at = 2;
      row++;
    }
    const y = 6 + LEGEND_ROW * row;
    const swatch = element(document, "rect", { x: at, y, width: 10, height: 10, rx: 2, fill: colour, "fill-opacity": opacity });
    const label = element(document, "text", { x: at + 15, y: y + 9, "text-anchor": "start" });
    label.textContent = name;
    at += taken;
    return [swatch, label];
  });
  return { elements, rows: entries.length === 0 ? 0 : row + 1 };
}

interface Legend {
  readonly elements: readonly SvgElement[];
  readonly rows: number;
}

function element(document: SvgDocument, name: string, attributes: Readonly<Record<string, string | number>>): SvgElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function textElement(document: SvgDocument, name: string, text: string, id: string): SvgElement {
  const made = element(document, name, { id });
  made.textContent = text;
  return made;
}

/** Without names for its parts: a figure is told as one image, by its title and description. */
function tidy(element: SvgElement): void {
  for (const name of ["aria-label", "aria-hidden", "aria-description"]) element.removeAttribute(name);
  shorten(element);
}

/** Attributes that hold places; the last digits of a floating number tell nothing. */
const places = /^(?:[xy][12]?|d[xy]?|r|width|height|transform)$/;

function shorten(element: SvgElement): void {
  for (const { name, value } of element.attributes)
    if (places.test(name))
      element.setAttribute(
        name,
        value.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100)),
      );
}
