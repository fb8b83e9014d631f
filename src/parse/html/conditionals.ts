import type { CheerioAPI } from "cheerio/slim";
import { isComment, isTag, type Document as Tree } from "domhandler";
import { query, readFragment } from "./tree.ts";

/** What a conditional comment holds for Outlook, as a tree of its own; its places count from `base`. */
export interface Conditional {
  readonly $: CheerioAPI;
  readonly base: number;
}

const OPENING = /^<!--\[if [^\]]{0,100}\]>/i;

/** Markup inside `<!--[if …]> … <![endif]-->`, which Outlook reads and others skip. */
export function conditionalsIn(tree: Tree, masked: string): readonly Conditional[] {
  const found: Conditional[] = [];
  const open = [...tree.children].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (isTag(node)) for (let index = node.children.length - 1; index >= 0; index--) pushIf(open, node.children[index]);
    if (!isComment(node) || !node.sourceCodeLocation) continue;
    const { startOffset, endOffset } = node.sourceCodeLocation;
    const text = masked.slice(startOffset, endOffset);
    const opening = OPENING.exec(text)?.[0];
    // Only VML shows images or leads anywhere that the rest of the mail does not.
    if (opening === undefined || !/<v:/i.test(text)) continue;
    found.push({ $: query(readFragment(text.slice(opening.length))), base: startOffset + opening.length });
  }
  return found;
}

function pushIf<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}
