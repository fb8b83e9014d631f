import type { CheerioAPI } from "cheerio/slim";
import type { Element } from "domhandler";
import { limits } from "../../model/limits.ts";
import type { Range } from "../../model/place.ts";
import { type Declaration, readDeclarations, readStyleSheet } from "../css/declarations.ts";
import { fitsCompound } from "../css/match.ts";
import { readSelectors, type Selector, subjectOf } from "../css/selectors.ts";
import type { ElementIndex } from "./element-index.ts";
import { attributeValueAt, startTagAt } from "./places.ts";

/** A declaration that holds for an element, with its place in the source. */
export interface Styled extends Range {
  readonly value: string;
  readonly important: boolean;
}

/** What holds for an element. */
export interface Styles {
  /** The declaration of a property that holds, if there is one. */
  readonly get: (property: string) => Styled | undefined;
}

/** What holds for each element: `!important`, then `style`, then specificity, then order (CSS Cascade 4, section 6). */
export interface Cascade {
  readonly of: (element: Element) => Styles;
  /** The first style sheet, when matching all of them would have cost too much: their rules hold for nothing. */
  readonly unread: Range | undefined;
}

interface PlacedDeclaration extends Declaration {
  readonly at: Range;
}

/** Properties that a reading of a mail asks for: rules without them need no matching. */
const TELLING = new Set(
  "background background-color background-image color display font font-family font-size height left margin-left max-height max-width opacity overflow position right text-indent top visibility width".split(
    " ",
  ),
);

/** What holds for an element that no style speaks of: most of them. */
export const noStyles: Styles = { get: () => undefined };

/** Resolves style sheets and `style` attributes of a document; places are those of the source. */
export function cascadeOf($: () => CheerioAPI, index: ElementIndex, source: string): Cascade {
  const sheets = (index.byName.get("style") ?? []).flatMap((element) => sheetOf(element, source));
  const steps = sheets.reduce((sum, { selectors }) => sum + selectors.length, 0) * index.all.length;
  const isTooMuch = steps > limits.selectorStepsMax;
  const byElement = matchSheets($, index, isTooMuch ? [] : sheets);
  const inline = inlineReader(source);
  const settled = new Map<Element, Styles>();
  const of = (element: Element): Styles => {
    const known = settled.get(element);
    if (known) return known;
    const sheet = byElement.get(element) ?? noStyles;
    const own = inline(element);
    const styles = own ? withInline(sheet, own) : sheet;
    settled.set(element, styles);
    return styles;
  };
  const first = isTooMuch ? index.byName.get("style")?.[0] : undefined;
  return { of, unread: first && startTagAt(first) };
}

interface PlacedRule {
  readonly selectors: readonly Selector[];
  readonly declarations: readonly Declaration[];
  readonly base: number;
}

function sheetOf(element: Element, source: string): PlacedRule[] {
  const at = element.sourceCodeLocation;
  if (!at?.startTag) return [];
  const base = at.startTag.endOffset;
  const css = source.slice(base, at.endTag?.startOffset ?? at.endOffset);
  return readStyleSheet(css).flatMap(({ selectors, declarations }) => {
    const telling = declarations.filter(({ property }) => TELLING.has(property));
    return telling.length === 0 ? [] : [{ selectors: readSelectors(selectors), declarations: telling, base }];
  });
}

function matchSheets($: () => CheerioAPI, index: ElementIndex, sheets: readonly PlacedRule[]): ReadonlyMap<Element, Styles> {
  const byElement = new Map<Element, Map<string, Ranked>>();
  for (const { selectors, declarations: own, base } of sheets) {
    const placed = own.map((each) => ({ ...each, at: { start: base + each.start, end: base + each.end } }));
    const matches = selectors.flatMap((selector) =>
      elementsFor($, index, selector).map((element) => ({ element, by: selector.specificity })),
    );
    for (const { element, by } of matches) {
      const styles = byElement.get(element) ?? new Map<string, Ranked>();
      byElement.set(element, styles);
      for (const each of placed) apply(styles, each, by);
    }
  }
  return byElement;
}

/** A declaration with what it holds against others by. */
interface Ranked extends Styled {
  readonly specificity: number;
}

function apply(styles: Map<string, Ranked>, { property, value, important, at }: PlacedDeclaration, specificity: number): void {
  const known = styles.get(property);
  if (known && known.important !== important ? known.important : known && known.specificity > specificity) return;
  styles.set(property, { value, important, specificity, start: at.start, end: at.end });
}

/** The elements a selector matches: those its subject leads to, tried against the rest of it. */
function elementsFor(
  $: () => CheerioAPI,
  index: ElementIndex,
  { text, subject, simple, compounds }: Selector,
): readonly Element[] {
  const candidates = candidatesFor(index, subject);
  if (simple || candidates.length === 0) return candidates;
  const fitting = candidates.filter((element) => fitsCompound(element, compounds.at(-1) ?? ""));
  const others = compounds.slice(0, -1);
  if (others.length === 0 || fitting.length === 0) return fitting;
  // A selector that speaks of an element the mail has not holds for nothing, and is not worth the engine.
  if (others.some((compound) => candidatesFor(index, subjectOf(compound)).length === 0)) return [];
  return $()([...fitting])
    .filter(text)
    .toArray();
}

function candidatesFor(index: ElementIndex, { by, name }: Selector["subject"]): readonly Element[] {
  switch (by) {
    case "class":
      return index.byClass.get(name) ?? [];
    case "id":
      return index.byId.get(name) ?? [];
    case "name":
      return index.byName.get(name) ?? [];
    case "any":
      return index.all;
  }
}

/** The declarations of one element's `style`. */
interface Inline {
  readonly byProperty: ReadonlyMap<string, Declaration>;
  /** Where the attribute's value starts, or its whole place when inner places are lost to character references. */
  readonly at: Range;
  readonly exact: boolean;
}

/** Reads `style` attributes; mails repeat them, so each text is parsed once a document. */
function inlineReader(source: string): (element: Element) => Inline | undefined {
  const parsed = new Map<string, ReadonlyMap<string, Declaration>>();
  return (element) => {
    const css = element.attribs["style"];
    const at = css === undefined ? undefined : attributeValueAt(element, "style", source);
    if (css === undefined || !at) return undefined;
    const byProperty = parsed.get(css) ?? lastOfEach(readDeclarations(css));
    parsed.set(css, byProperty);
    return { byProperty, at, exact: at.end - at.start === css.length };
  };
}

/** Of two declarations of a property the later holds, unless the earlier alone is important. */
function lastOfEach(declarations: readonly Declaration[]): ReadonlyMap<string, Declaration> {
  const byProperty = new Map<string, Declaration>();
  for (const each of declarations) {
    if (TELLING.has(each.property) && (each.important || !byProperty.get(each.property)?.important))
      byProperty.set(each.property, each);
  }
  return byProperty;
}

function withInline(sheet: Styles, { byProperty, at, exact }: Inline): Styles {
  if (byProperty.size === 0) return sheet;
  const get = (property: string): Styled | undefined => {
    const own = byProperty.get(property);
    const shared = sheet.get(property);
    if (!own || (shared?.important && !own.important)) return shared;
    const { value, important } = own;
    return exact
      ? { value, important, start: at.start + own.start, end: at.start + own.end }
      : { value, important, start: at.start, end: at.end };
  };
  return { get };
}
