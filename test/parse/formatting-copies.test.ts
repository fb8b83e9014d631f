import { isTag } from "domhandler";
import { expect, test } from "vitest";
import { limits } from "../../src/model/limits.ts";
import { maskHtml } from "../../src/parse/html/mask.ts";
import { readTree } from "../../src/parse/html/tree.ts";
import { dialectsOf } from "../../src/parse/template/dialects.ts";
import { readTags } from "../../src/parse/template/read-tags.ts";

/** How many nodes the tree of a source would hold, read as the reader reads it. */
function nodesOf(source: string): number {
  const { tags } = readTags(source, dialectsOf("mail.html", source, []));
  const options = { from: 0, copiesMax: limits.nodesMax, dropsFormatting: false, aliases: {} };
  const first = maskHtml(source, tags, options);
  const masked = first.tangled ? maskHtml(source, tags, { ...options, dropsFormatting: true }) : first;
  let nodes = 0;
  const open = [...readTree(masked.text, []).children];
  for (let node = open.pop(); node; node = open.pop()) {
    nodes++;
    if (isTag(node)) for (const child of node.children) open.push(child);
  }
  return nodes;
}

const unclosed = (count: number, write: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => write(at)).join("");

test.for([
  ["start tags follow", "<p>" + unclosed(800, (at) => `<b c${at}>`) + "<p>x".repeat(800)],
  ["end tags follow", "<div>".repeat(800) + unclosed(800, (at) => `<b c${at}>`) + "x</div>".repeat(800)],
  ["they hold template tags", "<p>" + unclosed(800, (at) => `<b {{x}} c${at}>`) + "<p>x".repeat(800)],
] as const)("unclosed formatting tags make no tree larger than is kept when %s", ([, source]) => {
  expect(nodesOf(source)).toBeLessThanOrEqual(limits.nodesMax);
});
