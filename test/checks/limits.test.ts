import { describe, expect, test } from "vitest";
import type { MailType } from "../../src/model/mail-type.ts";
import { checkTemplate } from "../../src/platform/check-template.ts";
import { broken, type Judging, words } from "../support/judging.ts";

/** Whether a template breaks one rule of the standard. */
async function breaks(rule: string, content: string | Uint8Array, options: Judging = {}): Promise<boolean> {
  return (await broken(content, options)).includes(rule);
}

const minimums: readonly (readonly [MailType, number])[] = [
  ["marketing", 150],
  ["notification", 50],
  ["transactional", 50],
  ["test", 50],
];

describe.for(minimums)("%s mail", ([type, least]) => {
  test.for([
    ["English words", (count: number) => words(count)],
    ["Chinese characters", (count: number) => "字".repeat(count)],
    ["both", (count: number) => `${words(count - 10)} ${"字".repeat(10)}`],
  ] as const)(`needs ${least} words, in %s`, async ([, fixed]) => {
    expect(await breaks("words-too-few", `<p>${fixed(least)}</p>`, { type })).toBe(false);
    expect(await breaks("words-too-few", `<p>${fixed(least - 1)}</p>`, { type })).toBe(true);
  });

  test("needs them in each of its bodies", async () => {
    const html = `<p>${words(least)}</p>`;
    expect(await breaks("words-too-few", html, { type, text: words(least) })).toBe(false);
    expect(await breaks("words-too-few", html, { type, text: words(least - 1) })).toBe(true);
  });
});

test("trigger mail needs no word but one that is no variable", async () => {
  expect(await broken("<p>Code {{code}}</p>")).not.toContain("words-too-few");
  expect(await broken("<p>Code</p>")).not.toContain("words-too-few");
});

test("too few words are told with count and minimum", async () => {
  const { findings } = await checkTemplate(`<p>${words(149)}</p>`, { type: "marketing" });
  expect(findings.find(({ ruleId }) => ruleId === "standard/words-too-few")).toMatchObject({
    severity: "error",
    clause: 12,
    facts: { words: 149, wordsMin: 150 },
  });
});

test.for([1, 2, 3, 7, 10, 33, 50, 99, 333, 1000])("%d variables need five words each", async (count) => {
  const variables = words(count, "{{x}}");
  expect(await breaks("variables-too-many", `<p>${words(count * 5)} ${variables}</p>`)).toBe(false);
  expect(await breaks("variables-too-many", `<p>${words(count * 5 - 1)} ${variables}</p>`)).toBe(true);
});

test("variables outside visible text do not count", async () => {
  const html =
    "<p title='{{a}}' style='color:{{b}}'>one <a href='{{c}}'>two</a></p><!-- {{d}} --><p style='display:none'>{{e}}</p>";
  expect(await breaks("variables-too-many", html)).toBe(false);
});

test("the configured ratio is the limit, exactly", async () => {
  const rules = { "standard/variables-too-many": { params: { ratioMax: 0.5 } } };
  expect(await breaks("variables-too-many", "<p>one two {{x}}</p>", { rules })).toBe(false);
  expect(await breaks("variables-too-many", "<p>one two three {{x}} {{y}}</p>", { rules })).toBe(true);
});

const images = (count: number): string => `<p>Text</p>${words(count, "<img src=a.png>")}`;

test.for([
  [0, []],
  [3, []],
  [4, ["images-many"]],
  [50, ["images-many"]],
  [51, ["images-too-many"]],
  [200, ["images-too-many"]],
] as const)("%d images break %j", async ([count, expected]) => {
  expect((await broken(images(count))).filter((rule) => rule.startsWith("images-"))).toEqual(expected);
});

test.for([
  ["a background in a style", "<p style='background:url(b.png)'>x</p>"],
  ["a background attribute", "<table background=b.png><tr><td>x</table>"],
  ["a VML image", "<!--[if mso]><v:fill src='b.png'/><![endif]-->"],
  ["a data URI", "<img src='data:image/gif;base64,AAAA'>"],
] as const)("%s is the 51st image", async ([, image]) => {
  expect(await broken(`${images(50)}${image}`)).toContain("images-too-many");
});

test("a tracking pixel is not the 51st image", async () => {
  expect(await broken(`${images(50)}<img src=open.gif width=1 height=1>`)).not.toContain("images-too-many");
});

test.for([
  ["a", 78, []],
  ["a", 79, ["subject-long"]],
  ["a", 998, ["subject-long"]],
  ["a", 999, ["subject-too-long"]],
  ["字", 78, []],
  ["字", 79, ["subject-long"]],
  ["字", 998, ["subject-long"]],
  ["字", 999, ["subject-too-long"]],
  ["\u{20000}", 78, []],
  ["\u{20000}", 79, ["subject-long"]],
  ["\u{20000}", 998, ["subject-long"]],
  ["\u{20000}", 999, ["subject-too-long"]],
] as const)("a subject of %j, %d times, breaks %j", async ([character, count, expected]) => {
  const found = await broken("<p>x</p>", { subject: character.repeat(count) });
  expect(found.filter((rule) => /^subject-(?:too-)?long$/.test(rule))).toEqual(expected);
});

test("variables in a subject count no character", async () => {
  expect(await broken("<p>x</p>", { subject: `${"a".repeat(78)}{{name}}` })).not.toContain("subject-long");
});

test("without a subject the subject's rules are not judged", async () => {
  const { unjudged } = await checkTemplate("<p>x</p>");
  const ids = unjudged.filter(({ because }) => because === "not-in-input").map(({ ruleId }) => ruleId);
  expect(ids).toEqual(
    expect.arrayContaining(["standard/subject-long", "standard/subject-marketing", "standard/subject-too-long"]),
  );
});

/** A mail of so many bytes, nearly all of them in a comment. */
const sized = (bytes: number): string => `<p>x</p><!--${"a".repeat(bytes - 15)}-->`;

test("a mail of 4,194,304 bytes is not too large, one more byte is", async () => {
  expect(await breaks("size-exceeded", sized(4_194_304))).toBe(false);
  expect(await breaks("size-exceeded", sized(4_194_305))).toBe(true);
});

test("the size is that of UTF-8, not of characters", async () => {
  const most = (4_194_304 - 16) / 3;
  expect(await breaks("size-exceeded", `<p>xx</p><!--${"字".repeat(most)}-->`)).toBe(false);
  expect(await breaks("size-exceeded", `<p>xx</p><!--${"字".repeat(most)}a-->`)).toBe(true);
});

test("a mail's bodies are one size together", async () => {
  expect(await breaks("size-exceeded", sized(4_194_300), { text: "text" })).toBe(false);
  expect(await breaks("size-exceeded", sized(4_194_300), { text: "texts" })).toBe(true);
});

test("a mail past what is read is judged by its size alone", async () => {
  const report = await checkTemplate("a".repeat(8_388_609), { file: "mail.txt" });
  expect(report.findings.map(({ ruleId }) => ruleId)).toEqual(["standard/size-exceeded"]);
  expect(report.unjudged.every(({ because }) => because === "too-large" || because === "not-in-input")).toBe(true);
});

const hues = ["#cc0000", "#cc8800", "#cccc00", "#00cc00", "#00cccc", "#0000cc", "#cc00cc"];
const coloured = (count: number): string =>
  hues
    .slice(0, count)
    .map((colour) => `<p style='color:${colour}'>x</p>`)
    .join("");

test("six colours are few, seven are many", async () => {
  expect(await broken(coloured(6))).not.toContain("colours-many");
  expect(await broken(coloured(7))).toContain("colours-many");
});

test("shades, greys, repeats and colours of nothing seen are no further colours", async () => {
  const more =
    "<p style='color:#cc0a00'>x</p><p style='color:#888'>x</p><p style='color:red'>x</p><p style='color:#cc00cc'></p><style>.z{color:#cc00cc}</style>";
  expect(await broken(coloured(6) + more)).not.toContain("colours-many");
});
