import type { CheerioAPI } from "cheerio/slim";
import type { Comment } from "domhandler";
import { query, readFragment } from "./tree.ts";

/** What a conditional comment holds for Outlook, as a tree of its own; its places count from `base`. */
export interface Conditional {
  readonly $: CheerioAPI;
  readonly base: number;
}

const OPENING = /^<!--\[if [^\]]{0,100}\]>/i;

/** Markup inside `<!--[if …]> … <![endif]-->`, which Outlook reads and others skip. */
export function conditionalsIn(comments: readonly Comment[], masked: string): readonly Conditional[] {
  return comments.flatMap(({ sourceCodeLocation }) => {
    if (!sourceCodeLocation) return [];
    const { startOffset, endOffset } = sourceCodeLocation;
    const text = masked.slice(startOffset, endOffset);
    const opening = OPENING.exec(text)?.[0];
    // Only VML shows images or leads anywhere that the rest of the mail does not.
    if (opening === undefined || !/<v:/i.test(text)) return [];
    return [{ $: query(readFragment(text.slice(opening.length))), base: startOffset + opening.length }];
  });
}
