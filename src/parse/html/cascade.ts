import type { CheerioAPI } from "cheerio/slim";
import { type Element, isTag } from "domhandler";
import { limits } from "../../model/limits.ts";
import type { Range } from "../../model/place.ts";
import { type Declaration, readDeclarations, readStyleSheet, type StyleRule } from "../css/declarations.ts";
import { attributeValueAt } from "./places.ts";

/** A declaration that holds for an element, with its place in the source. */
export interface Styled extends Range {
  readonly value: string;
  readonly important: boolean;
}

/** What holds for each element: property to declaration. A small cascade: order decides, then `style`, then `!important`. */
export interface Cascade {
  readonly of: (element: Element) => ReadonlyMap<string, Styled>;
  /** Declarations of rules that match at least one element, each once. */
  readonly sheetDeclarations: readonly PlacedDeclaration[];
  /** False when the sheets would have cost too much to match: their rules hold for nothing. */
  readonly complete: boolean;
}

interface PlacedDeclaration extends Declaration {
  readonly at: Range;
}

const none: ReadonlyMap<string, Styled> = new Map();

/** Resolves style sheets and `style` attributes of a document; places are those of the source. */
export function cascadeOf($: CheerioAPI, source: string, elements: number): Cascade {
  const sheets = $("style")
    .toArray()
    .flatMap((element) => sheetOf(element, source));
  const steps = sheets.reduce((sum, { rule }) => sum + rule.selectors.length, 0) * elements;
  const complete = steps <= limits.selectorStepsMax;
  const { byElement, declarations } = complete ? matchSheets($, sheets) : { byElement: new Map(), declarations: [] };
  const inline = inlineReader(source);
  return {
    of: (element) => withInline(byElement.get(element) ?? none, inline(element)),
    sheetDeclarations: declarations,
    complete,
  };
}

interface PlacedRule {
  readonly rule: StyleRule;
  readonly base: number;
}

function sheetOf(element: Element, source: string): PlacedRule[] {
  const [child] = element.children;
  const at = child?.sourceCodeLocation;
  if (!at) return [];
  return readStyleSheet(source.slice(at.startOffset, at.endOffset)).flatMap(({ selectors, declarations }) => {
    const telling = declarations.filter(({ property }) => TELLING.has(property));
    return telling.length === 0 || selectors.length === 0
      ? []
      : [{ rule: { selectors, declarations: telling }, base: at.startOffset }];
  });
}

/** Properties that any reading of a mail asks for: rules without them need no matching. */
const TELLING = new Set(
  "background background-color background-image color display font font-family font-size height left margin-left max-height max-width opacity overflow position right text-indent top visibility width".split(
    " ",
  ),
);

function matchSheets($: CheerioAPI, sheets: readonly PlacedRule[]) {
  const byElement = new Map<Element, Map<string, Styled>>();
  const declarations: PlacedDeclaration[] = [];
  for (const { rule, base } of sheets) {
    const matched = $(rule.selectors.join(",")).toArray().filter(isTag);
    if (matched.length === 0) continue;
    const placed = rule.declarations.map((each) => ({ ...each, at: { start: base + each.start, end: base + each.end } }));
    declarations.push(...placed);
    for (const element of matched) {
      const styles = byElement.get(element) ?? new Map<string, Styled>();
      byElement.set(element, styles);
      for (const each of placed) apply(styles, each, each.at);
    }
  }
  return { byElement, declarations };
}

function apply(styles: Map<string, Styled>, { property, value, important }: Declaration, at: Range): void {
  if (!important && styles.get(property)?.important) return;
  styles.set(property, { value, important, start: at.start, end: at.end });
}

interface Inline {
  readonly declarations: readonly Declaration[];
  /** Where the attribute's value starts, or its whole place when inner places are lost to character references. */
  readonly at: Range;
  readonly exact: boolean;
}

/** Reads `style` attributes; mails repeat them, so each text is parsed once a document. */
function inlineReader(source: string): (element: Element) => Inline | undefined {
  const parsed = new Map<string, readonly Declaration[]>();
  return (element) => {
    const css = element.attribs["style"];
    if (css === undefined) return undefined;
    const at = attributeValueAt(element, "style", source);
    if (!at) return undefined;
    const declarations = parsed.get(css) ?? readDeclarations(css);
    parsed.set(css, declarations);
    return { declarations, at, exact: at.end - at.start === css.length };
  };
}

function withInline(sheet: ReadonlyMap<string, Styled>, inline: Inline | undefined): ReadonlyMap<string, Styled> {
  if (!inline) return sheet;
  const styles = new Map(sheet);
  for (const each of inline.declarations) {
    const { start, end } = inline.at;
    apply(styles, each, inline.exact ? { start: start + each.start, end: start + each.end } : { start, end });
  }
  return styles;
}
