import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compilePhrases } from "../../src/checks/phrases/compile.ts";
import type { PhraseEntry } from "../../src/checks/phrases/entry.ts";
import { findPhrases } from "../../src/checks/phrases/find.ts";
import { compilePattern, matchPattern } from "../../src/checks/phrases/pattern.ts";
import { searchText } from "../../src/checks/phrases/search-text.ts";
import { topicsOf } from "../../src/checks/phrases/topics.ts";
import { normalisePhrase } from "../../src/parse/text/normalise.ts";

const reach = { togetherWithin: 40, contextWithin: 20 };

/** The stretches of a text that entries are found in. */
function found(text: string, ...entries: readonly Partial<PhraseEntry>[]): readonly string[] {
  const list = compilePhrases(entries.map((entry) => ({ say: "", points: 1, ...entry })));
  return findPhrases(list, searchText(text), reach).map(({ start, end }) => text.slice(start, end));
}

/** Every text that a phrase of words and groups stands for: the meaning of a pattern, written the slow way. */
function expand(phrase: string): readonly string[] {
  let sofar = [""];
  for (const piece of phrase.match(/\{[^{}]*\}|[^{}]+/g) ?? []) {
    const choices = piece.startsWith("{") ? piece.slice(1, -1).split("|") : [piece];
    sofar = sofar.flatMap((start) => choices.map((choice) => start + choice));
  }
  return [...new Set(sofar.map(normalisePhrase))].filter((text) => text !== "");
}

const isWord = (character: string): boolean => /[a-z0-9]/.test(character);

/** Whether an expansion stands anywhere in a text without cutting a word. */
function standsIn(expansion: string, text: string): boolean {
  for (let at = text.indexOf(expansion); at !== -1; at = text.indexOf(expansion, at + 1)) {
    const end = at + expansion.length;
    const cutsStart = isWord(text.charAt(at)) && isWord(text.charAt(at - 1));
    const cutsEnd = isWord(text.charAt(end)) && isWord(text.charAt(end - 1));
    if (!cutsStart && !cutsEnd) return true;
  }
  return false;
}

const latin = fc.constantFrom("loan", "cash", "now", "fast", "s", "e");
const han = fc.constantFrom("贷款", "免", "费", "现金");

/** A blank before an optional word goes with the word: what it means when the next piece is glued on is not settled. */
const isSettled = (written: string): boolean => !/ \{(?:\|[^{}]*|[^{}]*\|\|[^{}]*|[^{}]*\|)\}\S/.test(written);

/** Phrases of words and groups in one script. */
function phraseOf(word: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const group = fc
    .array(fc.oneof(word, fc.constant("")), { minLength: 1, maxLength: 3 })
    .filter((choices) => choices.some((choice) => choice !== ""))
    .map((choices) => `{${choices.join("|")}}`);
  return fc
    .array(fc.tuple(fc.oneof(word, group), fc.constantFrom(" ", "")), { minLength: 1, maxLength: 4 })
    .map((parts) =>
      parts
        .map(([part, gap]) => part + gap)
        .join("")
        .trim(),
    )
    .filter(isSettled);
}

const phrase = fc.oneof(phraseOf(latin), phraseOf(han));
const text = fc
  .array(fc.tuple(fc.oneof(latin, han, fc.constantFrom("!", "x", "\n")), fc.constantFrom(" ", "")), { maxLength: 8 })
  .map((parts) => parts.map(([part, gap]) => part + gap).join(""))
  .map((written) => written.split("\n").map(normalisePhrase).join("\n"));

test("a phrase is found exactly where one of the texts it stands for is", () => {
  fc.assert(
    fc.property(phrase, text, (written, normal) => {
      fc.pre(compilePattern(written) !== undefined);
      const expected = expand(written).some((expansion) => standsIn(expansion, normal));
      expect(found(normal, { say: written }).length > 0).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test("what a phrase matches is one of the texts it stands for", () => {
  fc.assert(
    fc.property(phrase, text, (written, normal) => {
      fc.pre(compilePattern(written) !== undefined);
      for (const match of found(normal, { say: written })) expect(expand(written)).toContain(match);
    }),
    { numRuns: 1000 },
  );
});

test.for([
  ["quick loan", "a quick loan now", ["quick loan"]],
  ["loan", "loaned you a book", []],
  ["loan", "loans", []],
  ["loan{s|}", "loans and a loan", ["loans", "loan"]],
  ["{quick|instant} loan", "an instant loan", ["instant loan"]],
  ["{very|} quick", "very quick", ["very quick"]],
  ["贷款", "无抵押贷款当天放款", ["贷款"]],
  ["{免|低}{息|费}", "低息快速", ["低息"]],
  ["Quick LOAN", "quick loan", ["quick loan"]],
  ["100%", "a 100% deal", ["100%"]],
  ["$1,000", "win $1,000 now", ["$1,000"]],
  ["don’t", "i don't", ["don't"]],
] as const)("%j in %j is found as %j", ([say, text, expected]) => {
  expect(found(text, { say })).toEqual(expected);
});

test.for([["{a"], ["a}"], ["{a|{b}}"], ["a|b"], ["{}"], [""], ["{|}"], ["{a|}"]] as const)("%j is no phrase", ([written]) => {
  expect(compilePattern(written)).toBeUndefined();
});

test("a word may stand for 256 spellings and no more", () => {
  const choices = (count: number): string => `{${Array.from({ length: count }, (_, at) => `a${at}`).join("|")}}`;
  expect(compilePattern(`${choices(16)}${choices(16)}`)).toBeDefined();
  expect(compilePattern(`${choices(16)}${choices(17)}`)).toBeUndefined();
});

test("matching starts from any key of a pattern", () => {
  const pattern = compilePattern("{quick|instant} loan");
  const starts = (pattern?.keys ?? []).map(({ key, offset }) => {
    const text = "an instant loan";
    const at = text.indexOf(key);
    return at === -1 ? undefined : matchPattern(pattern?.text ?? "", offset, key.length, text, at);
  });
  expect(starts.filter((extent) => extent !== undefined)).toEqual([{ start: 3, end: 15 }]);
});

test("phrases that must stand together are found in either order", () => {
  const entry = { say: ["loan", "approved"] };
  expect(found("loan soon approved\n", entry)).toEqual(["loan soon approved"]);
  expect(found("approved: a loan\n", entry)).toEqual(["approved: a loan"]);
});

test("phrases that must stand together are not found further apart, in two blocks, or alone", () => {
  const entry = { say: ["loan", "approved"] };
  expect(found(`loan ${"x ".repeat(20)}approved\n`, entry)).toEqual([]);
  expect(found("loan\napproved\n", entry)).toEqual([]);
  expect(found("loan\n", entry)).toEqual([]);
});

test("two parts of a wording never meet in the same words", () => {
  expect(found("a quick loan", { say: ["quick loan", "loan"] })).toEqual([]);
  expect(found("a quick loan, a loan", { say: ["quick loan", "loan"] })).toEqual(["quick loan, a loan"]);
});

test("company that rules a phrase out does so within reach", () => {
  const entry = { say: "loan", unless: ["library"] };
  expect(found("a library loan", entry)).toEqual([]);
  expect(found("a loan from the library", entry)).toEqual([]);
  expect(found(`a loan ${"x ".repeat(20)}library`, entry)).toEqual(["loan"]);
});

test("company that a phrase needs must be within reach", () => {
  const entry = { say: "loan", near: ["interest", "rate"] };
  expect(found("a loan", entry)).toEqual([]);
  expect(found("a loan at a low rate", entry)).toEqual(["loan"]);
  expect(found(`a loan ${"x ".repeat(20)}rate`, entry)).toEqual([]);
});

test("a topic is what different wordings within a window add up to", () => {
  const list = compilePhrases([
    { say: "loan", points: 6, topic: "loan" },
    { say: "apply", points: 4, topic: "loan" },
    { say: "casino", points: 3, topic: "gambling" },
  ]);
  const limits = { ...reach, pointsMin: 10, windowUnits: 50 };
  const topics = (text: string) =>
    topicsOf(searchText(text), { all: list }, limits).map(({ topic, points }) => `${topic} ${points}`);
  expect(topics("loan apply casino\n")).toEqual(["loan 10"]);
  expect(topics("loan loan loan\n")).toEqual([]);
  expect(topics(`loan ${"x ".repeat(40)}apply\n`)).toEqual([]);
});

test("a caution near a wording takes it back, in its own block only", () => {
  const list = compilePhrases([{ say: "loan", points: 10, topic: "loan" }]);
  const cautions = { lexicon: { all: compilePhrases([{ say: "beware of", points: 1 }]) }, within: 20 };
  const topics = (text: string) =>
    topicsOf(searchText(text), { all: list }, { ...reach, pointsMin: 10, windowUnits: 500 }, cautions).length;
  expect([topics("beware of loan offers\n"), topics("beware of\nloan offers\n"), topics("loan offers\n")]).toEqual([0, 1, 1]);
});
