import type { CssNode } from "css-tree";
import parseCss from "css-tree/parser";

/** A CSS declaration as written; places count from the start of the CSS text it stands in. */
export interface Declaration {
  /** Lower case. */
  readonly property: string;
  readonly value: string;
  readonly important: boolean;
  readonly start: number;
  readonly end: number;
}

/** A style rule's selectors, one text each, with its declarations. */
export interface StyleRule {
  readonly selectors: readonly string[];
  readonly declarations: readonly Declaration[];
}

/** Nested brackets deeper than this are no style anyone wrote; the CSS parser would recurse into them. */
const BRACKETS_MAX = 32;

/** Reads the value of a `style` attribute. Broken declarations are left out. */
export function readDeclarations(css: string): readonly Declaration[] {
  if (isTooNested(css)) return [];
  return declarationsIn(
    parseCss(css, { context: "declarationList", positions: true, parseValue: false, parseCustomProperty: false }),
  );
}

/**
 * Reads the rules of a style sheet that hold for every reader: those outside at-rules, and inside `@media` for
 * `all` or `screen` without further conditions. Selectors with pseudo-classes, pseudo-elements or escapes are left out.
 */
export function readStyleSheet(css: string): readonly StyleRule[] {
  if (isTooNested(css)) return [];
  const sheet = parseCss(css, { context: "stylesheet", positions: true, parseValue: false, parseCustomProperty: false });
  return rulesIn(sheet, css);
}

function rulesIn(node: CssNode, css: string): readonly StyleRule[] {
  if (node.type !== "StyleSheet" && node.type !== "Block") return [];
  return node.children.toArray().flatMap((child): readonly StyleRule[] => {
    if (child.type === "Rule") return [{ selectors: selectorsOf(child.prelude, css), declarations: declarationsIn(child.block) }];
    if (child.type !== "Atrule" || child.name !== "media" || !child.block) return [];
    const query = child.prelude?.loc ? css.slice(child.prelude.loc.start.offset, child.prelude.loc.end.offset).trim() : "";
    return /^(?:only\s+)?(?:all|screen)?$/i.test(query) ? rulesIn(child.block, css) : [];
  });
}

function selectorsOf(prelude: CssNode, css: string): readonly string[] {
  if (prelude.type !== "SelectorList") return [];
  return prelude.children.toArray().flatMap((selector) => {
    if (selector.type !== "Selector" || !selector.loc || !isPlain(selector)) return [];
    return [css.slice(selector.loc.start.offset, selector.loc.end.offset)];
  });
}

/** True for selectors of names, classes, ids and combinators only, ending in one of the first three. */
function isPlain({ children }: { readonly children: { toArray(): CssNode[] } }): boolean {
  const nodes = children.toArray();
  const first = nodes.at(0);
  const last = nodes.at(-1);
  if (!first || !last || first.type === "Combinator" || last.type === "Combinator") return false;
  return nodes.every((node) => {
    if (node.type === "Combinator") return /^[\s>+~]$/.test(node.name);
    const named = node.type === "TypeSelector" || node.type === "ClassSelector" || node.type === "IdSelector";
    return named && /^(?:\*|[\w-]+)$/.test(node.name);
  });
}

function declarationsIn(node: CssNode): readonly Declaration[] {
  if (node.type !== "DeclarationList" && node.type !== "Block") return [];
  return node.children.toArray().flatMap((child) => {
    if (child.type !== "Declaration" || !child.loc || child.value.type !== "Raw") return [];
    const { property, value, important, loc } = child;
    return [
      {
        property: property.toLowerCase(),
        value: value.value.trim(),
        important: important !== false,
        start: loc.start.offset,
        end: loc.end.offset,
      },
    ];
  });
}

function isTooNested(css: string): boolean {
  let depth = 0;
  for (let at = 0; at < css.length; at++) {
    const unit = css.charCodeAt(at);
    if (unit === 0x28 || unit === 0x5b || unit === 0x7b) depth++;
    else if ((unit === 0x29 || unit === 0x5d || unit === 0x7d) && depth > 0) depth--;
    if (depth > BRACKETS_MAX) return true;
  }
  return false;
}
