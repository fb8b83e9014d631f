import { type CheerioAPI, load } from "cheerio/slim";
import { Text, type Document as Tree } from "domhandler";
import { parse, parseFragment } from "parse5";
import { adapter } from "parse5-htmlparser2-tree-adapter";
import type { Range } from "../../model/place.ts";

type Adapter = typeof adapter;

/**
 * Builds the tree a browser without scripts would build, with places; never throws, whatever the text.
 * `unread`, in order, are stretches that hold nothing of the tree: style sheets, scripts, the inside of comments. They
 * are cut out, since the parser would go through them unit by unit, and places are moved back behind them.
 */
export function readTree(html: string, unread: readonly Range[]): Tree {
  return parse(without(html, unread), { treeAdapter: placing(unread), sourceCodeLocationInfo: true, scriptingEnabled: false });
}

/** The same for markup that stands inside something else, such as a conditional comment. */
export function readFragment(html: string): Tree {
  return parseFragment(html, { treeAdapter: placing([]), sourceCodeLocationInfo: true, scriptingEnabled: false });
}

/** Opens a tree for queries by selector. */
export function query(tree: Tree): CheerioAPI {
  return load(tree);
}

function without(html: string, unread: readonly Range[]): string {
  let kept = "";
  let from = 0;
  for (const { start, end } of unread) {
    kept += html.slice(from, start);
    from = end;
  }
  return kept + html.slice(from);
}

/**
 * An adapter that keeps places true. Text thrown out of a table would be joined to earlier text across the markup in
 * between, and its place lost: kept apart, every text node stands for one stretch of the source.
 */
function placing(unread: readonly Range[]): Adapter {
  const cuts = cutsOf(unread);
  return {
    ...adapter,
    insertTextBefore: (parent, text, reference) => adapter.insertBefore(parent, new Text(text), reference),
    setNodeSourceCodeLocation: (node, location) => {
      if (location) moveOnce(location, cuts);
      adapter.setNodeSourceCodeLocation(node, location);
    },
    updateNodeSourceCodeLocation: (node, end) => {
      moveOnce(end, cuts);
      if (node.sourceCodeLocation) Object.assign(node.sourceCodeLocation, end);
    },
  };
}

/** A location of the parser's, as far as places are moved in it. */
interface Movable {
  startOffset?: number;
  endOffset?: number;
  attrs?: Record<string, Movable>;
  startTag?: Movable;
  endTag?: Movable;
  /** Locations share parts: a start tag's attributes are the element's, and clones of an element have its own. */
  moved?: true;
}

function moveOnce(location: Movable, cuts: readonly Cut[]): void {
  if (cuts.length === 0 || location.moved) return;
  location.moved = true;
  const { startOffset, endOffset, attrs, startTag, endTag } = location;
  if (startOffset !== undefined) location.startOffset = startOffset + cutBefore(cuts, startOffset, "start");
  if (endOffset !== undefined) location.endOffset = endOffset + cutBefore(cuts, endOffset, "end");
  for (const name in attrs) if (attrs[name]) moveOnce(attrs[name], cuts);
  if (startTag) moveOnce(startTag, cuts);
  if (endTag) moveOnce(endTag, cuts);
}

/** A place of the shortened text where something was cut out, and how much is cut out up to there. */
interface Cut {
  readonly at: number;
  readonly total: number;
}

function cutsOf(unread: readonly Range[]): readonly Cut[] {
  let total = 0;
  return unread.map(({ start, end }) => {
    const at = start - total;
    total += end - start;
    return { at, total };
  });
}

/** How much was cut before a place of the shortened text. A start at a cut stands behind it, an end before it. */
function cutBefore(cuts: readonly Cut[], offset: number, side: "start" | "end"): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = cuts[middle]?.at ?? 0;
    if (at < offset || (side === "start" && at === offset)) low = middle + 1;
    else high = middle;
  }
  return cuts[low - 1]?.total ?? 0;
}
