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

/** A selector, with the part that its element itself must fit. */
export interface Selector {
  readonly text: string;
  readonly subject: { readonly by: "class" | "id" | "name" | "any"; readonly name: string };
  /** True when the subject is all there is: nothing else needs to be matched. */
  readonly simple: boolean;
}

/** A style rule's selectors with its declarations. */
export interface StyleRule {
  /** Read when asked for: most rules say nothing that a reading of a mail needs. */
  readonly selectors: () => readonly Selector[];
  readonly declarations: readonly Declaration[];
}

/** Nested brackets deeper than this are no style anyone wrote; the CSS parser would recurse into them. */
const BRACKETS_MAX = 32;

/** Values and selectors are read only where they matter, so the parser leaves them as written. */
const asWritten = { positions: true, parseValue: false, parseCustomProperty: false, parseRulePrelude: false, parseAtrulePrelude: false } as const;

/** Reads the value of a `style` attribute. Broken declarations are left out. */
export function readDeclarations(css: string): readonly Declaration[] {
  if (isTooNested(css)) return [];
  return declarationsIn(parseCss(css, { context: "declarationList", ...asWritten }));
}

/**
 * Reads the rules of a style sheet that hold for every reader: those outside at-rules, and inside `@media` for
 * `all` or `screen` without further conditions. Selectors with pseudo-classes, pseudo-elements or escapes are left out.
 */
export function readStyleSheet(css: string): readonly StyleRule[] {
  if (isTooNested(css)) return [];
  return rulesIn(parseCss(css, { context: "stylesheet", ...asWritten }));
}

function rulesIn(node: CssNode): readonly StyleRule[] {
  if (node.type !== "StyleSheet" && node.type !== "Block") return [];
  return node.children.toArray().flatMap((child): readonly StyleRule[] => {
    if (child.type === "Rule") return [{ selectors: () => selectorsOf(child.prelude), declarations: declarationsIn(child.block) }];
    if (child.type !== "Atrule" || child.name !== "media" || !child.block) return [];
    const query = child.prelude?.type === "Raw" ? child.prelude.value.trim() : "";
    return /^(?:only\s+)?(?:all|screen)?$/i.test(query) ? rulesIn(child.block) : [];
  });
}

function selectorsOf(prelude: CssNode): readonly Selector[] {
  if (prelude.type !== "Raw") return [];
  const list = parseCss(prelude.value, { context: "selectorList", positions: true });
  if (list.type !== "SelectorList") return [];
  return list.children.toArray().flatMap((selector) => {
    if (selector.type !== "Selector" || !selector.loc) return [];
    const nodes = selector.children.toArray();
    const text = prelude.value.slice(selector.loc.start.offset, selector.loc.end.offset);
    return isPlain(nodes) ? [{ text, subject: subjectOf(nodes), simple: nodes.length === 1 }] : [];
  });
}

/** True for selectors of names, classes, ids and combinators only, neither beginning nor ending in a combinator. */
function isPlain(nodes: readonly CssNode[]): boolean {
  const first = nodes.at(0);
  const last = nodes.at(-1);
  if (!first || !last || first.type === "Combinator" || last.type === "Combinator") return false;
  return nodes.every((node) => {
    if (node.type === "Combinator") return /^[\s>+~]$/.test(node.name);
    const named = node.type === "TypeSelector" || node.type === "ClassSelector" || node.type === "IdSelector";
    return named && /^(?:\*|[\w-]+)$/.test(node.name);
  });
}

/** The most telling part of the last compound. */
function subjectOf(nodes: readonly CssNode[]): Selector["subject"] {
  let subject: Selector["subject"] = { by: "any", name: "*" };
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at];
    if (!node || node.type === "Combinator") break;
    if (node.type === "IdSelector") return { by: "id", name: node.name };
    if (node.type === "ClassSelector") subject = { by: "class", name: node.name };
    if (node.type === "TypeSelector" && node.name !== "*" && subject.by === "any") subject = { by: "name", name: node.name.toLowerCase() };
  }
  return subject;
}

function declarationsIn(node: CssNode): readonly Declaration[] {
  if (node.type !== "DeclarationList" && node.type !== "Block") return [];
  return node.children.toArray().flatMap((child) => {
    if (child.type !== "Declaration" || !child.loc || child.value.type !== "Raw") return [];
    const { property, value, important, loc } = child;
    const { start, end } = loc;
    return [
      { property: property.toLowerCase(), value: value.value.trim(), important: important !== false, start: start.offset, end: end.offset },
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
