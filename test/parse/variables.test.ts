import { expect, test } from "vitest";
import { bodyOf, variablesOf } from "../support/reading.ts";

test.for([
  ["<p>{{x}}</p>", ["x@text"]],
  ["<p>{{x}} {{x}}</p>", ["x@text", "x@text"]],
  ["<p>{{user.name | upcase}}</p>", ["user.name@text"]],
  ["<a title='{{x}}'>a</a>", ["x@attribute"]],
  ["<a href='{{x}}'>a</a>", ["x@url"]],
  ["<a href='https://a.example/{{x}}'>a</a>", ["x@url"]],
  ["<img src='{{x}}' alt='{{y}}'>", ["x@url", "y@attribute"]],
  ["<table background='{{x}}'></table>", ["x@url"]],
  ["<p style='color:{{x}}'>a</p>", ["x@style"]],
  ["<style>a{color:{{x}}}</style>", ["x@style"]],
  ["<p {{x}}>a</p>", ["x@tag"]],
  ["<!-- {{x}} -->", ["x@hidden"]],
  ["<script>{{x}}</script>", ["x@hidden"]],
  ["<title>{{x}}</title>", ["x@hidden"]],
  ["<p style='display:none'>{{x}}</p><p>a</p>", ["x@hidden"]],
  ["<p>{{#if x}}a{{/if}}{{! y }}{{> z}}</p>", []],
  ["<table>{{#each a}}<tr><td>{{x}}</td></tr>{{/each}}</table>", ["x@text"]],
  ["<p th:text='${x}'>example text</p>", ["x@text"]],
  ["<p data-th-text='${x}'>example</p>", ["x@text"]],
] as const)("in %j the variables are %j", async ([html, expected]) => {
  expect(variablesOf(await bodyOf(html))).toEqual(expected);
});

test("the text that th:text replaces counts no word", async () => {
  expect((await bodyOf("<p>Dear <b th:text='${name}'>Example Name</b></p>")).words).toBe(1);
});

test("a variable of five characters and a shorter one are both seen between cells", async () => {
  expect(variablesOf(await bodyOf("<table><tr>{{x}}<td>{{y}}</td></tr></table>"))).toEqual(["x@text", "y@text"]);
});

test("a variable is placed where it is written", async () => {
  const html = "<p>Dear {{name}},</p>";
  const [variable] = (await bodyOf(html)).variables;
  expect(html.slice(variable?.at.start, variable?.at.end)).toBe("{{name}}");
});

test("a variable inside a block is conditional", async () => {
  const { variables } = await bodyOf("<p>{{a}}{{#if b}}{{c}}{{/if}}</p>");
  expect(variables.map(({ conditional }) => conditional)).toEqual([false, true]);
});

test("in plain text every variable is text", async () => {
  expect(variablesOf(await bodyOf("{{a}} https://x.example/{{b}}", { name: "a.txt" }))).toEqual(["a@text", "b@text"]);
});

test("variables are told by the file's language", async () => {
  expect(variablesOf(await bodyOf("<p>${a} {{b}}</p>", { name: "a.ftl" }))).toEqual(["a@text", "b@text"]);
  expect(variablesOf(await bodyOf("<p>${a} {{b}}</p>"))).toEqual(["b@text"]);
});
