import { type CheerioAPI, load } from "cheerio/slim";
import { Text, type Document as Tree } from "domhandler";
import { parse, parseFragment } from "parse5";
import { adapter } from "parse5-htmlparser2-tree-adapter";

/**
 * Text thrown out of a table would be joined to earlier text across the markup in between, and its place lost.
 * Kept apart, every text node stands for one stretch of the source.
 */
const placing: typeof adapter = {
  ...adapter,
  insertTextBefore: (parent, text, reference) => adapter.insertBefore(parent, new Text(text), reference),
};

/** Builds the tree a browser without scripts would build, with places; never throws, whatever the text. */
export function readTree(html: string): Tree {
  return parse(html, { treeAdapter: placing, sourceCodeLocationInfo: true, scriptingEnabled: false });
}

/** The same for markup that stands inside something else, such as a conditional comment. */
export function readFragment(html: string): Tree {
  return parseFragment(html, { treeAdapter: placing, sourceCodeLocationInfo: true, scriptingEnabled: false });
}

/** Opens a tree for queries by selector. */
export function query(tree: Tree): CheerioAPI {
  return load(tree);
}
