import { expect, test } from "vitest";
import { catalog } from "../../src/checks/catalog.ts";
import { analyze } from "../../src/engine/analyze.ts";
import { judge } from "../../src/engine/judge.ts";
import { buildRuleset, type UserOverrides } from "../../src/engine/ruleset.ts";
import { limits } from "../../src/model/limits.ts";
import { type MailType, mailTypes } from "../../src/model/mail-type.ts";
import { must } from "../../tools/must.ts";
import { words } from "../support/judging.ts";
import { documentOf } from "../support/reading.ts";
import { book } from "../support/rule-book.ts";

const rulesetWith = (overrides: UserOverrides, profile = "tencent-ses") => buildRuleset(book, catalog, profile, overrides);

test.for([
  [{ "standard/words-too-few": { params: { wordMin: 3 } } }, 'Did you mean "wordsMin"?'],
  [{ "standard/words-too-few": { params: { wordsMin: -1 } } }, "Its parameters are"],
  [{ "standard/words-too-few": { params: { wordsMin: "3" } } }, "Its parameters are"],
  [{ "standard/words-too-few": { params: { wordsMin: Number.NaN } } }, "Its parameters are"],
] as const)("the change %j is refused", ([overrides, hint]) => {
  const ruleset = rulesetWith(overrides);
  expect(ruleset).toMatchObject({ ok: false, problem: { code: "rule-invalid" } });
  expect(ruleset.ok ? "" : ruleset.problem.hint.en).toContain(hint);
});

test("an unknown profile is refused with what was meant", () => {
  const ruleset = rulesetWith({}, "recomended");
  expect(ruleset).toMatchObject({ ok: false, problem: { code: "profile-unknown" } });
  expect(ruleset.ok ? "" : ruleset.problem.hint.en).toContain('Did you mean "recommended"?');
});

test("a rule that names no check is refused with what was meant", () => {
  const rules = book.rules.slice(0, 1).map((rule) => ({ ...rule, check: "wordz" }));
  const ruleset = buildRuleset({ ...book, rules }, catalog, "tencent-ses", {});
  expect(ruleset.ok ? "" : ruleset.problem.hint.en).toContain('Did you mean "words"?');
});

const idsFor = (overrides: UserOverrides, profile?: string): readonly string[] =>
  must(rulesetWith(overrides, profile))
    .rulesFor("template", "marketing")
    .map(({ definition }) => definition.id);

test("a rule, an area or everything can be switched off", () => {
  expect(idsFor({ "standard/url-present": { severity: "off" } })).not.toContain("standard/url-present");
  expect(idsFor({ "standard/*": { severity: "off" } }).filter((id) => id.startsWith("standard/"))).toEqual([]);
  expect(idsFor({ "*": { severity: "off" } })).toEqual([]);
});

test("a later change goes before an earlier one", () => {
  const overrides: UserOverrides = { "standard/*": { severity: "off" }, "standard/url-present": { severity: "info" } };
  expect(idsFor(overrides).filter((id) => id.startsWith("standard/"))).toEqual(["standard/url-present"]);
});

test("a profile leaves out what it does not ask for", () => {
  expect(idsFor({}, "recommended")).not.toContain("standard/words-too-few");
  expect(idsFor({}, "tencent-ses")).toContain("standard/words-too-few");
});

test("a user's change goes before the mail type's", () => {
  const rules = must(rulesetWith({ "standard/unsubscribe-missing": { severity: "error", points: 9 } })).rulesFor(
    "template",
    "trigger",
  );
  expect(rules.find(({ definition }) => definition.id === "standard/unsubscribe-missing")).toMatchObject({
    severity: "error",
    points: 9,
  });
});

test("a change for some types leaves the others as they are", () => {
  const id = "standard/unsubscribe-missing";
  const severityFor = (overrides: UserOverrides, type: MailType) =>
    must(rulesetWith(overrides))
      .rulesFor("template", type)
      .find(({ definition }) => definition.id === id)?.severity;
  const marketing: UserOverrides = { [id]: { byType: { marketing: { severity: "error" } } } };
  expect(mailTypes.map((type) => severityFor(marketing, type))).toEqual(["error", "info", undefined, undefined, undefined]);
  const trigger: UserOverrides = { [id]: { severity: "error", byType: { trigger: { severity: "warning" } } } };
  expect(mailTypes.map((type) => severityFor(trigger, type))).toEqual(["error", "error", "error", "warning", "error"]);
});

test("a changed parameter is the only one changed", async () => {
  const ruleset = must(rulesetWith({ "standard/images-many": { params: { imagesMax: 5 } } }));
  const html = (count: number): string => `<p>x</p>${words(count, "<img src=a.png>")}`;
  const many = async (count: number): Promise<boolean> =>
    judge(await documentOf(html(count)), ruleset, "trigger").findings.some(({ ruleId }) => ruleId === "standard/images-many");
  expect([await many(5), await many(6), await many(50), await many(51)]).toEqual([false, true, true, false]);
});

test("a rule on trial is shown and takes no points", async () => {
  const rules = book.rules.map((rule) => ({ ...rule, stage: "trial" as const }));
  const report = judge(
    await documentOf("<p>x</p>"),
    must(buildRuleset({ ...book, rules }, catalog, "tencent-ses", {})),
    "marketing",
  );
  expect(report).toMatchObject({ verdict: "unfit", score: 100, deductions: [] });
});

test("the same rules in another order give the same report", async () => {
  const document = await documentOf("<p>{{a}}{{b}} https://example.com/x {{#if</p><img src=a.png>", {
    subject: "FREE!!! NOW!!!",
  });
  const report = (rules: typeof book.rules) =>
    judge(document, must(buildRuleset({ ...book, rules }, catalog, "tencent-ses", {})), undefined);
  const [forward, backward] = [report(book.rules), report([...book.rules].reverse())];
  expect(backward.findings).toEqual(forward.findings);
  expect([backward.score, backward.axes, backward.verdict]).toEqual([forward.score, forward.axes, forward.verdict]);
});

test("a rule shows at most 50 findings and says how many more there are", async () => {
  const links = (count: number): string => words(count, "<a href='https://example.com/'>x</a>");
  const ruleset = must(rulesetWith({}));
  const shown = async (count: number) =>
    judge(await documentOf(links(count)), ruleset, "trigger").findings.filter(({ ruleId }) => ruleId === "standard/url-present");
  expect(limits.findingsPerRuleMax).toBe(50);
  expect((await shown(50)).at(-1)?.message.en).not.toContain("more like it");
  expect(await shown(53)).toHaveLength(50);
  expect((await shown(53)).at(-1)?.message.en).toContain("(and 3 more like it)");
});

test("documents, verdicts and reports are plain data", async () => {
  const document = await documentOf("<p>Dear {{name}}, see https://example.com/a</p>", { subject: "Hello" });
  const verdicts = analyze(document, must(rulesetWith({})).rulesFor("template", "marketing"), "marketing");
  const report = judge(document, must(rulesetWith({})), undefined);
  for (const station of [document, verdicts, report]) {
    const plain: unknown = JSON.parse(JSON.stringify(station));
    expect(plain).toEqual(station);
  }
});
