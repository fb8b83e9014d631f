import { expect, test } from "vitest";
import { compilePhrases } from "../../src/checks/phrases/compile.ts";
import { findPhrases } from "../../src/checks/phrases/find.ts";
import { searchText } from "../../src/checks/phrases/search-text.ts";

test("a blank at the end of an optional word belongs to the phrase", () => {
  const text = "we give out loans";
  const hits = findPhrases(compilePhrases([{ say: "give {out |}loans", points: 1 }]), searchText(text), {
    togetherWithin: 0,
    contextWithin: 0,
  });
  expect(hits.map(({ start, end }) => text.slice(start, end))).toEqual(["give out loans"]);
});

test("a group of both scripts fits Han text, which has no blanks", () => {
  const text = "加微信群";
  const hits = findPhrases(compilePhrases([{ say: "加 {qq|微信} 群", points: 1 }]), searchText(text), {
    togetherWithin: 0,
    contextWithin: 0,
  });
  expect(hits.map(({ start, end }) => text.slice(start, end))).toEqual([text]);
});
