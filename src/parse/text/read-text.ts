import { type Block, type Body, type TextRun, VARIABLE_MARK, type Variable } from "../../model/body.ts";
import type { TemplateTag } from "../../model/template-tag.ts";
import { firstFrom } from "../template/first-from.ts";
import { bodyText } from "./body-text.ts";

export interface TextInput {
  readonly text: string;
  /** Index of the text among the document's sources. */
  readonly source: number;
  readonly tags: readonly TemplateTag[];
  /** Which tags stand inside a block. */
  readonly conditional: ReadonlySet<TemplateTag>;
  /** Where the content begins, front matter passed over. */
  readonly from: number;
}

/** Reads a plain-text body: paragraphs are its blocks. */
export function readText({ text, source, tags, conditional, from }: TextInput): Body {
  const blocks = paragraphs(text, from).flatMap(({ start, end }): Block[] => {
    const runs = runsOf(text, tags, start, end);
    return runs.some((run) => /\S/.test(run.text)) ? [{ visibility: "visible", runs }] : [];
  });
  const { textLinks, ...counted } = bodyText(blocks, [], []);
  const variables = tags
    .filter(({ kind, start }) => kind === "output" && start >= from)
    .map((tag): Variable => {
      const { name, dialect, escaped, start, end } = tag;
      return { name, context: "text", dialect, escaped, conditional: conditional.has(tag), at: { start, end } };
    });
  return { part: "text/plain", source, blocks, ...counted, variables, images: [], links: textLinks, fonts: [], colours: [] };
}

function paragraphs(text: string, from: number): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = from;
  const blankLine = /(?:\r\n|\r|\n)[ \t]*(?=\r\n|\r|\n)/g;
  blankLine.lastIndex = from;
  for (let gap = blankLine.exec(text); gap; gap = blankLine.exec(text)) {
    found.push({ start, end: gap.index });
    start = blankLine.lastIndex;
  }
  return [...found, { start, end: text.length }];
}

function runsOf(text: string, tags: readonly TemplateTag[], start: number, end: number): TextRun[] {
  const runs: TextRun[] = [];
  let at = start;
  const plain = (to: number): void => {
    if (to > at) runs.push({ text: text.slice(at, to), start: at, end: to });
  };
  for (let index = firstFrom(tags, start); index < tags.length; index++) {
    const tag = tags[index];
    if (!tag || tag.start >= end) break;
    plain(tag.start);
    if (tag.kind === "middle") runs.push({ text: " ", start: tag.start, end: tag.end });
    if (tag.kind === "output") runs.push({ text: VARIABLE_MARK, start: tag.start, end: tag.end });
    at = Math.max(at, tag.end);
  }
  plain(end);
  return runs;
}
