/** The house tour: read, judge, add up, say. Everything here is the public API. */
import { expect, test } from "vitest";
import {
  analyze,
  checkTemplate,
  jsonReport,
  parseTemplate,
  renderNdjson,
  renderPretty,
  rulesetOf,
  styleFor,
  summarize,
} from "../../src/index.ts";
import { must } from "../../tools/must.ts";

const saying = { lang: "en", style: styleFor("plain") } as const;
const setting = { profile: "tencent-ses", type: "trigger", typeFrom: "given" } as const;
const ruleset = must(await rulesetOf("tencent-ses", {}));
const rules = ruleset.rulesFor("template", "trigger");

/** A template as a file of its own. */
function template(name: string, text: string) {
  return { name, files: [{ file: "", name, bytes: new TextEncoder().encode(text) }] };
}

const page =
  "---\nsubject: Your code\n---\n<p>Your verification code is {{code}}. It is valid for ten minutes. Nobody else needs it.</p>\n<p>Dear {{a}}{{b}}</p>\n";

test("a template becomes a document, verdicts, a report, and text", async () => {
  const document = must(await parseTemplate(template("code.html", page)));
  const verdicts = analyze(document, rules, "trigger");
  const report = summarize(document, verdicts, setting);
  const text = renderPretty(report, document.sources, saying);

  expect(text.split("\n").filter((line) => /^(?:code|warning|score| {2}>)/.test(line))).toEqual([
    "code.html  fit · score 98 of 100 · trigger (given) · tencent-ses",
    "warning template/variables-adjacent  5:9",
    "  > 5 | <p>Dear {{a}}{{b}}</p>",
    "score 98 = 100 − 2 template/variables-adjacent",
  ]);
});

test("what is not there is unjudged, and silence is not success", async () => {
  const document = must(await parseTemplate(template("code.txt", "Your verification code is {{code}}.")));
  const verdicts = analyze(document, rules, "trigger");
  const report = summarize(document, verdicts, setting);

  expect(document.gaps.subject).toBe("not-in-input");
  expect(verdicts.filter(({ ruleId }) => ruleId.startsWith("standard/subject-")).map(({ outcome }) => outcome)).toEqual([
    "unjudged",
    "unjudged",
    "unjudged",
  ]);
  expect(report.unjudged).toContainEqual({ ruleId: "standard/subject-long", because: "not-in-input" });
});

test("an axis that no rule could judge has no score", async () => {
  const document = must(await parseTemplate(template("code.txt", "Your verification code is {{code}}.")));
  const onSubject = rules.filter(({ definition }) => definition.check === "subject-length");
  const report = summarize(document, analyze(document, onSubject, "trigger"), setting);

  expect([report.score, report.axes.policy, report.verdict]).toEqual([null, null, "fit"]);
});

test("every station is plain data", async () => {
  const document = must(await parseTemplate(template("code.html", page)));
  const verdicts = analyze(document, rules, "trigger");
  const report = summarize(document, verdicts, setting);

  for (const station of [document, verdicts, report, jsonReport(report, "en")])
    expect(JSON.parse(JSON.stringify(station))).toEqual(station);
});

test("the same input gives the same bytes, and one call takes the whole tour", async () => {
  const document = must(await parseTemplate(template("code.html", page)));
  const report = summarize(document, analyze(document, rules, "trigger"), setting);
  const again = await checkTemplate(page, { file: "code.html", type: "trigger" });

  expect(renderNdjson(again, "en")).toBe(renderNdjson(report, "en"));
  expect(renderNdjson(report, "zh")).not.toBe(renderNdjson(report, "en"));
});
