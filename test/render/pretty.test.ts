import { expect, test } from "vitest";
import { lineStarts, spanOf } from "../../src/model/lines.ts";
import type { Report } from "../../src/model/report.ts";
import { checkMessage } from "../../src/platform/check-message.ts";
import { checkTemplate } from "../../src/platform/check-template.ts";
import { printable } from "../../src/render/escape.ts";
import { codeFrame } from "../../src/render/frame.ts";
import { problemLines, renderPretty } from "../../src/render/pretty.ts";
import { shownRecord } from "../../src/render/shown-record.ts";
import { styleFor } from "../../src/render/style.ts";
import { counted, emptyTally, renderTally } from "../../src/render/tally.ts";
import { widthOf } from "../../src/render/width.ts";

const plain = styleFor("plain");
const saying = { lang: "en", style: plain } as const;

function frame(text: string, wanted: string): readonly string[] {
  const start = text.indexOf(wanted);
  return codeFrame(text, spanOf(lineStarts(text), { start, end: start + wanted.length }, text), plain);
}

test.for([
  ["a bad c", "bad", "    |   ^^^"],
  ["您好 bad c", "bad", "    |      ^^^"],
  ["您好坏词", "坏词", "    |     ^^^^"],
  ["ｆｕｌｌ bad", "bad", "    |          ^^^"],
  ["e\u0301 bad", "bad", "    |   ^^^"],
  ["\tbad", "bad", "    |   ^^^"],
  ["😀 bad", "bad", "    |    ^^^"],
] as const)("in %j the caret stands under %j", ([text, wanted, caret]) => {
  expect(frame(text, wanted).at(-1)).toBe(caret);
});

test("the frame shows the line before and stays inside the line", () => {
  expect(frame("one\r\ntwo bad\r\nthree", "bad\r\nth")).toEqual(["  1 | one", "> 2 | two bad", "    |     ^^^"]);
});

test("a long line is cut around the place, never through a character", () => {
  const [line = "", caret = ""] = frame(`${"😀".repeat(200)}bad${"😀".repeat(200)}`, "bad");
  expect(line).toMatch(/^> 1 \| …😀+bad😀+…$/u);
  expect(caret.indexOf("^")).toBe(widthOf(line.slice(0, line.indexOf("bad"))));
});

test.for([
  ["p=\xe6\x8b\x92\xe7\xbb\x9d;", [2, 3], ["> 1 | p=拒绝;", "    |   ^^"]],
  ["p=\xe6\x8b\x92\xe7\xbb\x9d;", [2, 8], ["> 1 | p=拒绝;", "    |   ^^^^"]],
  ["a\xc2\xa0b", [1, 3], ["> 1 | aU+00A0b", "    |  ^^^^^^"]],
  ["\xe6\x8b ab", [3, 5], ["> 1 | æ\\u008b ab", "    |         ^^"]],
  ["plain", [1, 2], ["> 1 | plain", "    |  ^"]],
] as const)("the bytes of a record are shown as characters: %j at %j", ([text, [start, end], expected]) => {
  const shown = shownRecord(text, spanOf(lineStarts(text), { start, end }, text));
  expect(codeFrame(shown.text, shown.span, plain)).toEqual(expected);
});

test.for([
  ["\u001B[31mred", "\\u001b[31mred"],
  ["a\rb\nc\0", "a\\u000db\\u000ac\\u0000"],
  ["\u202Eabc", "\\u202eabc"],
  ["\u0085\u009B", "\\u0085\\u009b"],
  ["您好 é", "您好 é"],
] as const)("%j is printed as %s", ([text, shown]) => {
  expect(printable(text)).toBe(shown);
});

test("nothing that steers a terminal passes from a mail to the report", async () => {
  const steering = "\u001B]0;x\u0007\u009B31m\u202E";
  const source = `<p>{{a${steering}}}{{b}} https://example.com/${steering}</p>`;
  const report = await checkTemplate(source, { file: `a${steering}.html`, subject: `FREE!!! ${steering}` });
  const text = renderPretty(report, [{ file: "", text: source }], saying);
  expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
});

const mixed = `From: a@example.com
To: b@example.net
Subject: Hello
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b

Hello
--b
Content-Type: application/octet-stream; name="a.exe"
Content-Disposition: attachment; filename="a.exe"

MZ
--b--
`;

test("a part of a message is called one", async () => {
  const report = await checkMessage(mixed);
  expect(renderPretty(report, [], saying)).toMatch(/^\w+ mime\/\S+(?: \(clause \d+\))?  part 2 \d+:\d+$/m);
  expect(renderPretty(report, [], { ...saying, lang: "zh" })).toMatch(/  部分 2 \d+:\d+$/m);
});

test("a place without length is one byte", async () => {
  const report = await checkMessage("From: a@example.com\nSubject: Hello\n\nHello https://example.com/\n");
  const [finding] = report.findings.filter(({ decoded }) => decoded !== undefined);
  const start = { line: 4, column: 1, offset: 37 };
  const empty = { span: { start, end: start }, decoded: { start, end: start }, part: "1" };
  const text = renderPretty({ ...report, findings: finding ? [{ ...finding, ...empty }] : [] }, [], saying);
  expect(text).toContain("in the file at 4:1, byte 37\n");
});

test("the sum of a report adds up to its score", async () => {
  const report: Report = await checkTemplate("<p>Hello https://example.com/</p>");
  const text = renderPretty(report, [], saying);
  const [, score, sum = ""] = /^score (\d+) = 100(.*)$/m.exec(text) ?? [];
  const taken = [...sum.matchAll(/− (\d+)/g)].map(([, points]) => Number(points));
  expect(Number(score)).toBe(100 - taken.reduce((total, points) => total + points, 0));
});

test("many rules that could not be judged are counted by what they are about", async () => {
  const report: Report = await checkTemplate("<p>x</p>");
  const ids = ["dns/mx-a", "dns/mx-b", "dns/spf-a", "dns/tlsa-a", "dns/tlsa-b", "dns/tlsa-c"];
  const unjudged = ids.map((ruleId) => ({ ruleId, because: "lookup-failed" as const }));
  const said = (report: Report) => /lookup.*: (.*)$/m.exec(renderPretty(report, [], saying))?.[1];
  expect(said({ ...report, kind: "domain", unjudged })).toBe("dns/mx-* (2), dns/spf-a, dns/tlsa-* (3)");
  expect(said({ ...report, kind: "domain", unjudged: unjudged.slice(1) })).toBe(ids.slice(1).join(", "));
  expect(said({ ...report, unjudged })).toBe(ids.join(", "));
});

test("a problem is told with its place and advice", () => {
  const problem = {
    code: "config-invalid",
    message: { en: "Wrong.", zh: "有误。" },
    hint: { en: "Mend it.", zh: "请修正。" },
    file: "a.yaml",
    at: { line: 2, column: 3, offset: 9 },
  } as const;
  expect(problemLines(problem, saying)).toEqual(["a.yaml:2:3 error Wrong.", "  hint  Mend it."]);
  expect(problemLines(problem, { ...saying, lang: "zh" })).toEqual(["a.yaml:2:3 错误 有误。", "  建议  请修正。"]);
});

test("the tally counts verdicts and findings in either language", async () => {
  const tally = counted(counted(emptyTally, await checkTemplate("<p>x</p>")), await checkTemplate(""));
  expect(renderTally(tally, saying)).toMatch(/^2 inputs: 0 fit, 1 unfit, 1 not judged; 2 errors, 1 warning\n$/);
  expect(renderTally(tally, { lang: "zh", style: plain })).toContain("2 个输入");
});

test("colour is there when asked for and only then", async () => {
  const report = await checkTemplate("<p>x</p>");
  expect(renderPretty(report, [], { lang: "en", style: styleFor("colour") })).toContain("\u001B[31m");
  expect(renderPretty(report, [], saying)).not.toContain("\u001B");
});
