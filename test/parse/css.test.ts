import { expect, test } from "vitest";
import { readColour } from "../../src/parse/css/values.ts";
import { bodyOf } from "../support/reading.ts";

const values = (uses: readonly { readonly value: string }[]): readonly string[] => uses.map(({ value }) => value);

/** A declaration that holds for a paragraph, by a sheet and by an attribute. */
const written = (declaration: string): readonly string[] => [
  `<style>p{${declaration}}</style><p>x`,
  `<p style="${declaration}">x`,
];

test.for([
  ["color:#e60000 /* x */"],
  ["color: #e60000 /* x */ "],
  ["color:/* x */#e60000"],
  ["color:#e60000/**/!important"],
  ["color:#e60000 !/* x */important"],
  ["color/* x */:#e60000"],
  ["/* x */color:rgb(230,/* x */0,0)"],
] as const)("a comment is no part of the colour in %j", async ([declaration]) => {
  for (const html of written(declaration)) expect(values((await bodyOf(html)).colours)).toEqual(["#e60000"]);
});

test.for([
  ["font-family: Arial /* x */, serif"],
  ["font-family:/* x */Arial/* x */"],
  ["font:12px/**/Arial"],
  ["font: 12px /* x */ Arial /* x */"],
] as const)("a comment is no part of the font in %j", async ([declaration]) => {
  for (const html of written(declaration)) expect(values((await bodyOf(html)).fonts)).toEqual(["arial"]);
});

test("a comment parts what stands around it in a value, as in a browser", async () => {
  for (const html of written("color:#e6/**/0000")) expect((await bodyOf(html)).colours).toEqual([]);
});

test.for([["p/**/.a"], ["p /* x */ .a, p.a"], ["/* x */p.a"]] as const)(
  "a comment is no part of the selector %j",
  async ([selector]) => {
    expect(values((await bodyOf(`<style>${selector}{color:red}</style><p class=a>x`)).colours)).toEqual(["#ff0000"]);
  },
);

test("a comment in the condition of a style sheet leaves it the condition it is", async () => {
  const { colours } = await bodyOf("<style>@media /* all */ screen {p{color:red}}</style><p>x");
  expect(values(colours)).toEqual(["#ff0000"]);
});

test("an address that looks like a comment stays whole", async () => {
  const [html = ""] = written("background:url(a/*b*/c.png)");
  expect((await bodyOf(html)).images.map(({ source }) => source)).toEqual(["a/*b*/c.png"]);
});

test("a colour is read as long as colours are, and no longer", () => {
  const padded = (units: number): string => `rgb(230,0,0${" ".repeat(units - "rgb(230,0,0)".length)})`;
  expect([readColour(padded(64)), readColour(padded(65))]).toEqual(["#e60000", undefined]);
});

test("a colour of 200,000 digits is none, and read at once", async () => {
  expect((await bodyOf(`<p style="color:rgb(${"1".repeat(200_000)}">x</p>`)).colours).toEqual([]);
});
