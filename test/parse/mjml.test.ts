import { expect, test } from "vitest";
import { bodyOf, documentOf, variablesOf, visibleBlocks } from "../support/reading.ts";

const mjml = (body: string, head = ""): string =>
  `<mjml><mj-head>${head}</mj-head><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`;

const read = (content: string) => bodyOf(content, { name: "mail.mjml" });

test.for([
  ["mj-text", "<mj-text>Hello <b>there</b></mj-text>", ["Hello there"]],
  ["two mj-text", "<mj-text>one</mj-text><mj-text>two</mj-text>", ["one", "two"]],
  ["mj-button", "<mj-button href='https://example.com'>Open</mj-button>", ["Open"]],
  ["mj-table", "<mj-table><tr><td>one</td><td>two</td></tr></mj-table>", ["one", "two"]],
  ["a column after self-closing tags", "<mj-image src='a.png' /><mj-divider /><mj-spacer /><mj-text>after</mj-text>", ["after"]],
  ["accordions", "<mj-accordion-title>one</mj-accordion-title><mj-accordion-text>two</mj-accordion-text>", ["one", "two"]],
] as const)("%s carries text", async ([, body, expected]) => {
  expect(visibleBlocks(await read(mjml(body)))).toEqual(expected);
});

test("attributes and preview are not words", async () => {
  const head = "<mj-preview>two three</mj-preview><mj-attributes><mj-all font-family='Arial' /></mj-attributes>";
  expect((await read(mjml("<mj-text>seen</mj-text>", head))).words).toBe(1);
});

test("a button's and a menu's targets are links", async () => {
  const body =
    "<mj-button href='https://a.example/'>one</mj-button><mj-navbar><mj-navbar-link href='{{url}}'>two</mj-navbar-link></mj-navbar>";
  expect((await read(mjml(body))).links.map(({ scheme, host, label }) => [scheme, host, label])).toEqual([
    ["web", "a.example", "one"],
    ["variable", undefined, "two"],
  ]);
});

test("images and section backgrounds are images", async () => {
  const content =
    "<mjml><mj-body><mj-section background-url='b.png'><mj-column><mj-image src='a.png' /></mj-column></mj-section></mj-body></mjml>";
  expect((await read(content)).images.map(({ by, source }) => `${by} ${source}`)).toEqual([
    "background-attribute b.png",
    "img a.png",
  ]);
});

test("variables are placed where the file has them", async () => {
  const content = mjml("<mj-text>{{#if a}}Dear {{name}}{{/if}}</mj-text>");
  const body = await read(content);
  expect(variablesOf(body)).toEqual(["name@text"]);
  expect(content.slice(body.variables[0]?.at.start, body.variables[0]?.at.end)).toBe("{{name}}");
});

test("fonts and colours of attributes are in force", async () => {
  const body = await read(mjml("<mj-text font-family='Papyrus, serif' color='#ff0000'>x</mj-text>"));
  expect([body.fonts.map(({ value }) => value), body.colours.map(({ value }) => value)]).toEqual([["papyrus"], ["#ff0000"]]);
});

test.for([
  ["mail.mjml", "<mj-text>a</mj-text>", "text/html"],
  ["mail.html", "<mjml><mj-body></mj-body></mjml>", "text/html"],
  ["mail.txt", "a <b> c", "text/plain"],
  ["mail.hbs", "Hello {{name}}", "text/plain"],
  ["mail.hbs", "<p>Hello</p>", "text/html"],
  ["mail.html.twig", "Hello", "text/html"],
  ["mail.txt.erb", "<p>Hello</p>", "text/plain"],
  ["mail", "<table>", "text/html"],
  ["-", "1 < 2", "text/plain"],
] as const)("%s with %j is read as %s's", async ([name, content, part]) => {
  expect((await documentOf(content, { name })).parts.content?.bodies.map((body) => body.part)).toEqual([part]);
});
