import { isTag, isText, type Document as Tree } from "domhandler";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { limits } from "../../src/model/limits.ts";
import { type Masked, maskHtml } from "../../src/parse/html/mask.ts";
import { attributeAt, startTagAt } from "../../src/parse/html/places.ts";
import { readTree } from "../../src/parse/html/tree.ts";
import { dialectsOf } from "../../src/parse/template/dialects.ts";
import { readTags } from "../../src/parse/template/read-tags.ts";

const options = { from: 0, copiesMax: limits.nodesMax, dropsFormatting: false, aliases: {} } as const;

function mask(source: string, changes: Partial<Parameters<typeof maskHtml>[2]> = {}): Masked {
  return maskHtml(source, readTags(source, dialectsOf("mail.html", source, [])).tags, { ...options, ...changes });
}

/** The tree of a source as the reader builds it. */
function treeOf(source: string): Tree {
  const { text, unread } = mask(source);
  return readTree(text, unread);
}

/** Each text of a tree that is not white space, with the name of what holds it. */
function texts(tree: Tree): readonly string[] {
  const found: string[] = [];
  const open = [...tree.children];
  for (let node = open.shift(); node; node = open.shift()) {
    if (isTag(node)) open.unshift(...node.children);
    const parent = node.parent;
    if (isText(node) && /\S/.test(node.data)) found.push(`${parent && isTag(parent) ? parent.name : ""} ${node.data.trim()}`);
  }
  return found;
}

const tag = fc.constantFrom(
  "{{x}}",
  "{{#if a}}",
  "{{/if}}",
  "{% if a > b %}",
  "{% endif %}",
  "<%= a > b %>",
  "*|X|*",
  "{{{y}}}",
  "{{!-- <b> --}}",
  "{{}}",
  "<?= $x ?>",
);
const piece = fc.constantFrom(
  "<p>",
  "</p>",
  "<table>",
  "<tr>",
  "<td>",
  "</table>",
  "text",
  "<b>",
  "</b>",
  "<a href='",
  "'>",
  '"',
  ' style="color:',
  "<style>",
  "</style>",
  "<!--",
  "-->",
  "<",
  ">",
  "<img src=",
  " alt=x>",
  "<title>",
  "</title>",
  "<script>",
  "</script>",
  "&amp;",
  "\r\n",
  "\0",
  "<!doctype html>",
  "<br/>",
  "字",
);
const soup = fc.array(fc.oneof(tag, piece), { maxLength: 40 }).map((pieces) => pieces.join(""));

test("the mask is as long as the source, whatever the source", () => {
  fc.assert(
    fc.property(soup, (source) => {
      expect(mask(source).text).toHaveLength(source.length);
    }),
  );
});

test("the mask without formatting tags is as long as the source, whatever the source", () => {
  fc.assert(
    fc.property(soup, (source) => {
      expect(mask(source, { dropsFormatting: true }).text).toHaveLength(source.length);
    }),
  );
});

test("every template tag is given one context, in order", () => {
  fc.assert(
    fc.property(soup, (source) => {
      const { tags } = readTags(source, dialectsOf("mail.html", source, []));
      expect(mask(source).contexts.map(({ tag }) => tag)).toEqual(tags);
    }),
  );
});

/** Places of a document in which template tags may stand, marked by a bar. */
const marked =
  "<body>|<p |class='|a'|>|one|</p>|<table |>|<tr>|<td style='|color:red'>|two|</td>|</tr>|</table>|<style>|.a{color:red}|</style>|three</body>";
const insertable = fc.constantFrom("{{x}}", "{{#if a}}", "{{/if}}", "{% if a %}", "{% endif %}", "<%= a %>", "*|X|*");

test("template tags in text, tags, attributes, styles and tables leave the tree and its texts as they are", () => {
  const slots = marked.split("|");
  const bare = texts(treeOf(slots.join("")));
  const insertions = fc.array(fc.option(insertable, { nil: "" }), { minLength: slots.length - 1, maxLength: slots.length - 1 });
  fc.assert(
    fc.property(insertions, (inserted) => {
      const source = slots.map((slot, at) => slot + (inserted[at] ?? "")).join("");
      const seen = texts(treeOf(source)).filter((text) => !text.startsWith("style "));
      expect(seen).toEqual(bare.filter((text) => !text.startsWith("style ")));
    }),
  );
});

test("the tree's texts lie where the source has them", () => {
  const words = ["one", "two", "three", "four"];
  const markup = fc.constantFrom(
    "<p>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<div {{#if a}}class=b{{/if}}>",
    "{{x}}",
    "{% if a %}",
    "<i>",
  );
  fc.assert(
    fc.property(fc.array(markup, { minLength: 4, maxLength: 4 }), (parts) => {
      const source = words.map((word, at) => `${parts[at]} ${word} `).join("");
      const { text } = mask(source);
      for (const word of words) expect(text.indexOf(word)).toBe(source.indexOf(word));
    }),
  );
});

test("a block tag between a table's rows stays in the table", () => {
  const source = "<table>{{#each rows}}<tr><td>{{name}} x</td></tr>{{/each}}</table>";
  expect(texts(treeOf(source))).toEqual(["td x"]);
});

test("a block tag inside a tag becomes no attribute", () => {
  const $ = treeOf("<p {{#if a}}class='x'{{else}}class='y'{{/if}}>text</p>");
  expect(texts($)).toEqual(["p text"]);
});

test.for([
  ["<p>{{x}}</p>", "text"],
  ["<p {{x}}>a</p>", "tag"],
  ["<p title='{{x}}'>a</p>", "attribute title"],
  ["<p title={{x}}>a</p>", "attribute title"],
  ['<p TITLE="a {{x}} b">a</p>', "attribute title"],
  ["<p style='color:{{x}}'>a</p>", "attribute style"],
  ["<!-- {{x}} -->", "comment"],
  ["<style>a{color:{{x}}}</style>", "style"],
  ["<script>{{x}}</script>", "script"],
  ["<title>{{x}}</title>", "title"],
  ["<!doctype {{x}}>", "comment"],
  ["<{{x}}>", "tag"],
  ["<textarea>{{x}}</textarea>", "title"],
] as const)("the tag in %j stands in %s", ([source, expected]) => {
  expect(mask(source).contexts.map(({ in: where, attribute }) => `${where} ${attribute}`.trim())).toEqual([expected]);
});

test("a quote inside a template tag does not end the attribute", () => {
  const { contexts } = mask("<a href='{{url 'home'}}' title='{{x}}'>a</a>");
  expect(contexts.map(({ attribute }) => attribute)).toEqual(["href", "title"]);
});

test("a greater-than sign inside a template tag does not end the tag", () => {
  expect(texts(treeOf("<p {% if a > b %}class=x{% endif %}>text</p>"))).toEqual(["p text"]);
});

test("front matter is blanked", () => {
  const source = "---\na: <b>\n---\n<p>x";
  expect(mask(source, { from: 15 }).text).toBe(`${" ".repeat(15)}<p>x`);
});

test("start tags are counted, end tags and comments are not", () => {
  expect(mask("<p>a</p><br><!-- <b> --><i>").elements).toBe(3);
});

test("unclosed formatting tags before many blocks are tangled, closed ones are not", () => {
  const blocks = "<p>x".repeat(20);
  expect(mask(`${"<b>".repeat(20)}${blocks}`, { copiesMax: 100 }).tangled).toBe(true);
  expect(mask(`${"<b>x</b>".repeat(20)}${blocks}`, { copiesMax: 100 }).tangled).toBe(false);
});

test("an alias takes a tag's place at the same length", () => {
  expect(mask("<mj-text>a</mj-text>", { aliases: { "mj-text": "div" } }).text).toBe("<div    >a</div    >");
});

test("what the tree parser is spared moves no place", () => {
  const filler = "x".repeat(300);
  const source = `<p>one</p><style>.a{} /* ${filler} */</style><!-- ${filler} --><b><p class="c">two</b> three</p><script>${filler}</script><i>four</i>`;
  const { unread } = mask(source);
  expect(unread.map(({ start, end }) => source.slice(start, end).trim().slice(-5))).toEqual(["xx */", "xxxxx", "xxxxx"]);
  const open = [...treeOf(source).children];
  for (let node = open.shift(); node; node = open.shift()) {
    const at = node.sourceCodeLocation;
    if (isTag(node)) open.unshift(...node.children);
    if (isText(node) && at) expect(source.slice(at.startOffset, at.endOffset)).toBe(node.data);
    if (isTag(node) && at) expect(source.slice(startTagAt(node).start)).toMatch(new RegExp(`^<${node.name}`));
    if (isTag(node) && node.name === "p" && node.attribs["class"])
      expect(attributeAt(node, "class")).toEqual({ start: source.indexOf("class="), end: source.indexOf("class=") + 9 });
  }
});
