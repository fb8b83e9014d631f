import { expect, test } from "vitest";
import { checkTemplate } from "../../src/platform/check-template.ts";
import { broken } from "../support/judging.ts";

const mail = (names: readonly string[]): string => `---\nattachments: ${JSON.stringify(names)}\n---\n<p>x</p>`;

test.for([
  ["a.pdf"],
  ["A.PDF"],
  ["a.b.docx"],
  ["报价单.xlsx"],
  ["a.jpg"],
  ["a.png"],
  ["a.txt"],
  ["a.csv"],
  [`${"a".repeat(251)}.pdf`],
  [`${"\u{20000}".repeat(251)}.pdf`],
] as const)("%s may be attached", async ([name]) => {
  expect(await broken(mail([name]))).not.toContain("attachment-refused");
});

test.for([
  ["a.exe", "type-refused"],
  ["A.EXE", "type-refused"],
  ["a.pdf.exe", "type-refused"],
  ["a.js", "type-refused"],
  ["a.mp4", "type-refused"],
  ["a.blend", "type-unlisted"],
  ["README", "type-unlisted"],
  ["a.", "type-unlisted"],
  ["a.exe ", "type-unlisted"],
  ["", "type-unlisted"],
  [`${"a".repeat(252)}.pdf`, "name-long"],
  ["my file.pdf", "name-characters"],
  ["a?.pdf", "name-characters"],
  ["a:b.pdf", "name-characters"],
  ["a/b.pdf", "name-characters"],
  ["a\tb.pdf", "name-characters"],
] as const)("%j may not be attached: %s", async ([name, reason]) => {
  const { findings } = await checkTemplate(mail([name]));
  const found = findings.filter(({ ruleId }) => ruleId === "standard/attachment-refused");
  expect(found.map(({ facts, severity }) => [facts["reason"], severity])).toEqual([[reason, "error"]]);
});

test("each refused attachment is told at its place", async () => {
  const { findings } = await checkTemplate(mail(["a.exe", "b.pdf", "c.bat"]));
  const found = findings.filter(({ ruleId }) => ruleId === "standard/attachment-refused");
  expect(found.map(({ facts, span }) => [facts["name"], span?.start.line, span?.start.column])).toEqual([
    ["a.exe", 2, 15],
    ["c.bat", 2, 31],
  ]);
});
