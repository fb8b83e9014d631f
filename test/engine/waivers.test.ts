import { expect, test } from "vitest";
import { limits } from "../../src/model/limits.ts";
import type { Report } from "../../src/model/report.ts";
import type { Waiver } from "../../src/model/waiver.ts";
import { checkMessage } from "../../src/platform/check-message.ts";
import { checkTemplate } from "../../src/platform/check-template.ts";
import { renderNdjson } from "../../src/render/ndjson.ts";
import { renderPretty } from "../../src/render/pretty.ts";
import { styleFor } from "../../src/render/style.ts";

const rule = "standard/topic-banned";
const waiver: Waiver = { rule, until: "2027-01-31", reason: "Legal approved the pilot, ticket 812" };
const casino =
  "<p>Your verification code is {{code}}. Join our online casino today: welcome bonus, free spins and the best odds.</p>";

function judged(waivers: readonly Waiver[], now = "2027-01-01T00:00:00Z", file = "campaigns/pilot-1.html"): Promise<Report> {
  return checkTemplate(casino, { file, type: "trigger", waivers, nowMs: Date.parse(now) });
}

/** What became of the rule in a report. */
function outcome({ findings, deductions }: Report) {
  const own = findings.filter(({ ruleId }) => ruleId === rule);
  expect(own.length).toBeGreaterThan(0);
  expect(deductions.some(({ ruleId }) => ruleId === rule)).toBe(own.every(({ severity }) => severity === "error"));
  const [{ waived, waiverExpired } = {}] = own;
  return waived ? "waived" : waiverExpired === undefined ? "as it is" : `expired ${waiverExpired}`;
}

test.for([
  ["the day it was made", "2027-01-01T12:00:00Z", "waived"],
  ["the first moment of its last day", "2027-01-31T00:00:00Z", "waived"],
  ["the last moment of its last day", "2027-01-31T23:59:59.999Z", "waived"],
  ["the last day where the clock is behind UTC", "2027-01-31T18:59:59-05:00", "waived"],
  ["the first moment of the next day", "2027-02-01T00:00:00Z", "expired 2027-01-31"],
  ["the last day where the clock is before UTC", "2027-02-01T07:59:59+08:00", "waived"],
  ["years later", "2031-05-05T00:00:00Z", "expired 2027-01-31"],
] as const)("on %s a waiver is %s: %s", async ([, now, expected]) => {
  expect(outcome(await judged([waiver], now))).toBe(expected);
});

test.for([
  ["the rule", waiver, "waived"],
  ["its area", { ...waiver, rule: "standard/*" }, "waived"],
  ["another rule", { ...waiver, rule: "standard/words-too-few" }, "as it is"],
  ["another area", { ...waiver, rule: "list/*" }, "as it is"],
  ["inputs of that name", { ...waiver, files: "campaigns/pilot-1.html" }, "waived"],
  ["inputs of such names", { ...waiver, files: "campaigns/pilot-*.html" }, "waived"],
  ["inputs below a folder", { ...waiver, files: "./**/*.html" }, "waived"],
  ["other inputs", { ...waiver, files: "campaigns/pilot-*.eml" }, "as it is"],
  ["inputs of the folder above", { ...waiver, files: "*.html" }, "as it is"],
] as const)("a waiver of %s", async ([, given, expected]) => {
  expect(outcome(await judged([given]))).toBe(expected);
});

test.for([
  ["c.mbox#12", "waived"],
  ["./c.mbox#12", "waived"],
  ["c.mbox", "waived"],
  ["c.mbox#x", "as it is"],
] as const)("a waiver of an mbox file by its name: %s is %s", async ([file, expected]) => {
  expect(outcome(await judged([{ ...waiver, files: "c.mbox" }], undefined, file))).toBe(expected);
});

test("a waived finding is recorded, takes nothing and makes nothing unfit", async () => {
  const [before, after] = [await judged([]), await judged([waiver])];
  const points = before.deductions.find(({ ruleId }) => ruleId === rule)?.points ?? 0;
  expect([before.verdict, after.verdict, points > 0]).toEqual(["unfit", "fit", true]);
  expect([after.score, after.axes.policy]).toEqual([(before.score ?? 0) + points, (before.axes.policy ?? 0) + points]);
  expect(after.findings).toEqual(
    before.findings.map((finding) =>
      finding.ruleId === rule
        ? { ...finding, severity: "info", waived: { until: waiver.until, reason: waiver.reason } }
        : finding,
    ),
  );
});

test("an expired waiver changes nothing but that it is told", async () => {
  const [before, after] = [await judged([]), await judged([waiver], "2027-02-01T00:00:00Z")];
  const told = before.findings.map((finding) =>
    finding.ruleId === rule ? { ...finding, waiverExpired: "2027-01-31" } : finding,
  );
  expect(after).toEqual({ ...before, findings: told });
});

test("of several waivers the first that holds is told, and of expired ones the last", async () => {
  const [old, older] = [
    { ...waiver, until: "2026-12-31" },
    { ...waiver, until: "2026-11-30" },
  ];
  const wide = { ...waiver, rule: "standard/*", reason: "All of it" };
  expect((await judged([old, wide, waiver])).findings.find(({ ruleId }) => ruleId === rule)).toMatchObject({
    waived: { until: "2027-01-31", reason: "All of it" },
  });
  expect(outcome(await judged([older, old, older]))).toBe("expired 2026-12-31");
});

test("a mail that was not read is not fit because its size is waived", async () => {
  const tooMany = "<i></i>".repeat(limits.nodesMax + 1);
  const report = await checkTemplate(tooMany, { waivers: [{ ...waiver, rule: "*/*" }], nowMs: 0 });
  expect(report.verdict).toBe("unjudged");
});

test.for([
  ["a rule that is not there", { rule: "standard/topic-bannd" }, /no rule "standard\/topic-bannd"[^]*standard\/topic-banned/],
  ["an area that is not there", { rule: "lists/*" }, /no rule "lists\/\*"/],
  ["all rules", { rule: "*" }, /all rules/],
  ["a day that is none", { until: "2027-02-29" }, /"2027-02-29" is no day/],
  ["a month that is none", { until: "2027-13-01" }, /"2027-13-01" is no day/],
  ["day nought", { until: "2027-02-00" }, /is no day/],
  ["a moment", { until: "2027-01-31T00:00:00Z" }, /is no day/],
  ["a day too far ahead", { until: "2028-01-03" }, /2028-01-03 is more than 366 days/],
  ["no reason", { reason: " \n" }, /gives no reason/],
  ["an empty pattern", { files: "" }, /is empty/],
] as const)("a waiver of %s is a problem", async ([, wrong, said]) => {
  const { error, verdict } = await judged([{ ...waiver, ...wrong }]);
  expect([verdict, error?.code]).toEqual(["unjudged", "config-invalid"]);
  expect(`${error?.message.en} ${error?.hint.en}`).toMatch(said);
  expect(`${error?.message.zh}${error?.hint.zh}`).toMatch(/[一-龥]/);
});

test.for([
  ["the farthest day", "2028-01-02", "2027-01-01T00:00:00Z"],
  ["the farthest day, late on this one", "2028-01-02", "2027-01-01T23:59:59Z"],
  ["the same day of next year over a leap day", "2028-03-01", "2027-03-01T00:00:00Z"],
  ["a leap day", "2028-02-29", "2027-03-01T00:00:00Z"],
] as const)("a waiver may last to %s", async ([, until, now]) => {
  expect(outcome(await judged([{ ...waiver, until }], now))).toBe("waived");
});

test.for([[{ rule }], [42], "all", [{ ...waiver, reasn: "x" }], [{ ...waiver, until: 2027 }]])(
  "what is no waiver, %j, is a problem and no exception",
  async (waivers) => {
    const options = { waivers, nowMs: 0 };
    for (const check of [checkTemplate, checkMessage])
      expect(await Reflect.apply(check, undefined, [casino, options])).toMatchObject({ error: { code: "config-invalid" } });
  },
);

test.for([
  ["en", "2027-01-01T00:00:00Z", "waived until 2027-01-31: Legal approved the pilot, ticket 812"],
  ["zh", "2027-01-01T00:00:00Z", "豁免至 2027-01-31：Legal approved the pilot, ticket 812"],
  ["en", "2027-03-01T00:00:00Z", "a waiver expired on 2027-01-31"],
  ["zh", "2027-03-01T00:00:00Z", "豁免已于 2027-01-31 到期"],
] as const)("in %s at %s reports say: %s", async ([lang, now, said]) => {
  const report = await judged([{ ...waiver, reason: " Legal approved\n the pilot,  ticket 812\n" }], now);
  expect(renderPretty(report, [], { lang, style: styleFor("plain") })).toContain(`\n  ${said}\n`);
  expect(renderNdjson(report, lang)).toContain(lang === "en" ? ` (${said})"` : `（${said}）"`);
});

test("nothing in a reason steers a terminal", async () => {
  const report = await judged([{ ...waiver, reason: "\u001B]0;x\u0007" }]);
  expect(renderPretty(report, [], { lang: "en", style: styleFor("plain") })).not.toMatch(/[\u001B\u0007]/);
});

const newsletter =
  "From: Shop <shop@example.com>\r\nTo: bob@example.net\r\nSubject: Our offers\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\nMessage-ID: <1@example.com>\r\n\r\nAll lamps at half price this week.\r\n";

test("what a mailbox provider asks stays broken, waived or not", async () => {
  const options = { profile: "bulk-sender", type: "marketing", nowMs: Date.parse("2027-01-01") } as const;
  const before = await checkMessage(newsletter, options);
  const after = await checkMessage(newsletter, { ...options, waivers: [{ ...waiver, rule: "list/*" }] });
  expect(after.findings.some(({ waived }) => waived)).toBe(true);
  expect(after.requirements).toEqual(before.requirements);
  expect(after.requirements?.verdicts).toContainEqual(
    expect.objectContaining({ provider: "gmail", requirement: "list-unsubscribe", outcome: "broken" }),
  );
});

test.for([
  ["marketing", [], "unfit"],
  ["notification", [], "fit"],
  ["transactional", [], "fit"],
  ["marketing", ["list/*"], "unfit"],
  ["marketing", ["standard/unsubscribe-missing"], "unfit"],
  ["marketing", ["list/*", "standard/unsubscribe-missing"], "fit"],
] as const)("%s without a way out, waived %j, is %s for bulk senders", async ([type, rules, verdict]) => {
  const waivers = rules.map((each) => ({ ...waiver, rule: each }));
  const report = await checkMessage(newsletter, { profile: "bulk-sender", type, waivers, nowMs: Date.parse("2027-01-01") });
  expect(report.verdict).toBe(verdict);
});
