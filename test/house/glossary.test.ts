import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const src = new URL("../../src/", import.meta.url);
const glossary = readFileSync(new URL("../../docs/glossary.md", import.meta.url), "utf8");
const words = [...glossary.matchAll(/^\| ([a-z ]+?) +\| (?!means)/gm)]
  .map(([, word = ""]) => word)
  .filter((word) => word !== "word");

/** All of src/ as words: names split where their case changes, comments as they are. */
const code = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .sort()
  .map((name) => readFileSync(new URL(name, src), "utf8"))
  .join("\n")
  .replace(/([a-z])([A-Z])/g, "$1 $2")
  .toLowerCase();

test("holds enough words to be a glossary", () => {
  expect(words.length).toBeGreaterThan(60);
});

test("tells each word once", () => {
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
});

test("every word is in use", () => {
  expect(words.filter((word) => !new RegExp(`\\b${word}(?:s|es)?\\b`).test(code))).toEqual([]);
});

test("texts in Chinese use one word for an account, a quota, a scenario and a replication", () => {
  const others = /账户|帐户|帐号|额度|运行|场景(?:文件|期间|的)|的模拟中|(?<!本)次模拟/;
  expect(code.split("\n").filter((line) => others.test(line))).toEqual([]);
});
