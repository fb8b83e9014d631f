import { expect, test } from "vitest";
import { showSamples } from "../../tools/demo.ts";

test("the demo shows a fit and an unfit sample in English and in Chinese, and each comes out as foretold", () => {
  const shown: string[] = [];
  expect(showSamples("src/cli/bin.ts", (text) => shown.push(text))).toEqual([]);
  const text = shown.join("");
  expect(text).toMatch(/^samples\/order-shipped\.html {2}fit · score 100 /m);
  expect(text).toMatch(/^samples\/summer-sale\.html {2}unfit · /m);
  expect(text).toMatch(/^samples\/order-shipped\.zh\.html {2}合格 · 得分 100/m);
  expect(text).toMatch(/^samples\/membership-draw\.zh\.html {2}不合格 · /m);
});

test("the demo says so when the program fails", () => {
  expect(showSamples("src/cli/absent.ts", () => undefined)).toHaveLength(4);
});
