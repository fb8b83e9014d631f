import { type CheerioAPI, load } from "cheerio/slim";
import { type Document as Tree, Text } from "domhandler";
import { parse, parseFragment, type Token } from "parse5";
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
  // Locations share parts: a start tag's attributes are the element's, and clones of an element have its own.
  const moved = new WeakSet<object>();
  const moveOnce = (location: Partial<Token.ElementLocation>): void => {
    if (moved.has(location)) return;
    moved.add(location);
    move(location, unread);
    for (const attribute of Object.values(location.attrs ?? {})) moveOnce(attribute);
    if (location.startTag) moveOnce(location.startTag);
    if (location.endTag) moveOnce(location.endTag);
  };
  return {
    ...adapter,
    insertTextBefore: (parent, text, reference) => adapter.insertBefore(parent, new Text(text), reference),
    setNodeSourceCodeLocation: (node, location) => {
      if (location) moveOnce(location);
      adapter.setNodeSourceCodeLocation(node, location);
    },
    updateNodeSourceCodeLocation: (node, end) => {
      moveOnce(end);
      if (node.sourceCodeLocation) Object.assign(node.sourceCodeLocation, end);
    },
  };
}

/** Moves a place from the shortened text to the whole one. A start at a cut stands behind it, an end before it. */
function move(location: { startOffset?: number; endOffset?: number }, unread: readonly Range[]): void {
  const { startOffset, endOffset } = location;
  if (startOffset !== undefined) location.startOffset = startOffset + cutBefore(unread, startOffset, "start");
  if (endOffset !== undefined) location.endOffset = endOffset + cutBefore(unread, endOffset, "end");
}

function cutBefore(unread: readonly Range[], offset: number, side: "start" | "end"): number {
  let cut = 0;
  for (const { start, end } of unread) {
    const at = start - cut;
    if (offset < at || (side === "end" && offset === at)) break;
    cut += end - start;
  }
  return cut;
}
