import type { Element } from "domhandler";
import type { Range } from "../../model/place.ts";

/** Where an attribute stands in the source, name through closing quote; the element's start tag when that is unknown. */
export function attributeAt(element: Element, name: string): Range {
  const at = attributePlaces(element)?.[name];
  return at ? { start: at.startOffset, end: at.endOffset } : startTagAt(element);
}

/** Where an attribute's value stands in the source, quotes excluded. */
export function attributeValueAt(element: Element, name: string, source: string): Range | undefined {
  const at = attributePlaces(element)?.[name];
  if (!at) return undefined;
  const inside = source.slice(at.startOffset, at.endOffset).indexOf("=", name.length);
  if (inside === -1) return undefined;
  const equals = at.startOffset + inside;
  let start = equals + 1;
  while (start < at.endOffset && /\s/.test(source.charAt(start))) start++;
  const quote = source.charAt(start);
  if (quote !== '"' && quote !== "'") return { start, end: at.endOffset };
  const end = source.charAt(at.endOffset - 1) === quote ? at.endOffset - 1 : at.endOffset;
  return { start: start + 1, end: Math.max(start + 1, end) };
}

/** Where an element's start tag stands; an empty range at 0 for an element the parser added. */
export function startTagAt(element: Element): Range {
  const at = element.sourceCodeLocation;
  if (!at) return { start: 0, end: 0 };
  const tag = at.startTag ?? at;
  return { start: tag.startOffset, end: tag.endOffset };
}

interface Offsets {
  readonly startOffset: number;
  readonly endOffset: number;
}

interface WithAttributes {
  readonly attrs: Readonly<Record<string, Offsets>>;
}

/** parse5 notes attribute places that the tree's own type does not name. */
function attributePlaces(element: Element): WithAttributes["attrs"] | undefined {
  const at = element.sourceCodeLocation;
  return at && hasAttributes(at) ? at.attrs : undefined;
}

function hasAttributes(location: object): location is WithAttributes {
  return "attrs" in location && typeof location.attrs === "object" && location.attrs !== null;
}
