import { expect, test } from "vitest";
import { bodyOf, visibleBlocks } from "../support/reading.ts";

test("a block right behind a heading's name leaves it a heading", async () => {
  expect(visibleBlocks(await bodyOf('<h1{% if a %} class="x"{% endif %}>one</h1>two'))).toEqual(["one", "two"]);
});

test("a block right behind a link's name leaves it a link", async () => {
  const { links } = await bodyOf('<a{{#if a}} class="x"{{/if}} href="https://example.com/">one</a>');
  expect(links.map(({ scheme }) => scheme)).toEqual(["web"]);
});

test("a block right behind an image's name leaves it an image", async () => {
  expect((await bodyOf('<img{% if a %} width="9"{% endif %} src="a.png">')).images).toHaveLength(1);
});

test("a link that the parser splits is one link", async () => {
  const { links } = await bodyOf("<a href='https://example.com/'><p>one</a>two</p>");
  expect(links.map(({ scheme, label }) => `${scheme} ${label}`)).toEqual(["web one"]);
});

test("a link's address has its entities decoded", async () => {
  const { links } = await bodyOf('<a href="https://example.com/?a=1&amp;b={{c}}">x</a>');
  expect(links.map(({ url }) => url)).toEqual(["https://example.com/?a=1&b={{c}}"]);
});

test.for([["<img src='https://a.example/{{id}}.png'>"], ["<img src=https://a.example/{{id}}.png>"]] as const)(
  "the source of %s is told as written",
  async ([html]) => {
    expect((await bodyOf(html)).images.map(({ source }) => source)).toEqual(["https://a.example/{{id}}.png"]);
  },
);

test.for([
  ["<html><body><p>seen</p></body>\n<!-- a > b -->\n</html>"],
  ["<html><body><p>seen</p></body>\n<!--[if mso]><table><tr><td>one two</td></tr></table><![endif]-->\n</html>"],
] as const)("a comment behind the body is no text: %j", async ([html]) => {
  expect(visibleBlocks(await bodyOf(html)).map((text) => text.trim())).toEqual(["seen"]);
});

test("an attribute's name of megabytes moves nothing behind it", async () => {
  const html = `<p class="a" ${'"x",'.repeat(250_000)} id="b">See <a href="https://example.com/a">here</a></p>`;
  const { links } = await bodyOf(html);
  expect(links.map(({ at }) => html.slice(at.start, at.end))).toEqual(["https://example.com/a"]);
});

test.for([
  ["<textarea>one <b>two</b> three</textarea>", ["one <b>two</b> three"]],
  ["<textarea>one <!-- two --> three</textarea>", ["one <!-- two --> three"]],
  ["<textarea>one < two <three", ["one < two <three"]],
  ["<textarea>one &lt;b> <b></textarea>", ["one <b> <b>"]],
  ["<xmp>one <b>two</b> three</xmp>", ["one <b>two</b> three"]],
  ["<p>one</p><plaintext>two <b>three</b>", ["one", "two <b>three</b>"]],
] as const)("what stands in an element without inner tags is text, whatever it looks like: %j", async ([html, blocks]) => {
  expect(visibleBlocks(await bodyOf(html))).toEqual(blocks);
});

test("a template tag in such an element prints where it stands", async () => {
  const body = await bodyOf("<textarea>one <b>{{two}}</b> three</textarea>");
  expect(visibleBlocks(body)).toEqual(["one <b>\uFFFC</b> three"]);
});
