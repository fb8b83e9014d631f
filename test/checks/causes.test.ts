import { expect, test } from "vitest";
import { broken, words } from "../support/judging.ts";

const causes = /^(?:words-too-few|variables-(?:only|too-many)|image-only)$/;

test.for([
  ["variables only", "<p>{{a}} {{b}}</p>", ["variables-only"]],
  ["one variable", "<p>{{a}}</p>", ["variables-only"]],
  ["variables with punctuation and emoji", "<p>{{a}}: {{b}}! 🎉</p>", ["variables-only"]],
  [
    "variables with words nobody sees",
    "<title>one</title><p>{{a}}</p><!-- two --><p style='display:none'>three</p>",
    ["variables-only"],
  ],
  ["one word and many variables", "<p>Hello {{a}} {{b}}</p>", ["variables-too-many", "words-too-few"]],
  ["an image only", "<img src=a.png alt='Some words here'>", ["image-only"]],
  ["an image and a way out", "<img src=a.png><p><a href='{{u}}'>Unsubscribe</a></p>", ["image-only"]],
  ["an image and legal lines", "<img src=a.png><p>© 2026 Example Ltd. All rights reserved.</p>", ["image-only"]],
  ["an image and a Chinese way out", "<img src=a.png><p><a href='{{u}}'>退订</a></p>", ["image-only"]],
  ["a background image only", "<div style='background:url(a.png)'>&nbsp;</div>", ["image-only"]],
  ["an image and a word", "<img src=a.png><p>Hello</p>", ["words-too-few"]],
  ["a tracking pixel and words", "<p>Hello</p><img src=a.gif width=1 height=1>", ["words-too-few"]],
  ["a tracking pixel alone", "<div><img src=a.gif width=1 height=1></div>", ["words-too-few"]],
  ["an image with enough words", `<img src=a.png><p>${words(150)}</p>`, []],
  ["no text at all", "<p></p>", ["words-too-few"]],
] as const)("%s", async ([, html, expected]) => {
  expect((await broken(html, { type: "marketing" })).filter((rule) => causes.test(rule))).toEqual(expected);
});

test("an unclear purpose is not told of text without a word", async () => {
  expect(await broken("<p>{{a}}</p>")).not.toContain("purpose-unclear");
  expect(await broken("<p>Hello {{a}}, {{b}} and so on.</p>")).toContain("purpose-unclear");
});
