import { describe, expect, test } from "vitest";
import { catalog } from "../../src/checks/catalog.ts";
import { judge } from "../../src/engine/judge.ts";
import { buildRuleset } from "../../src/engine/ruleset.ts";
import { limits } from "../../src/model/limits.ts";
import { oversizedDocument } from "../../src/parse/read-template.ts";
import { checkTemplate } from "../../src/platform/check-template.ts";
import { must } from "../../tools/must.ts";
import { documentOf } from "../support/judge-example.ts";
import { book } from "../support/rule-book.ts";

const tooMany = "<i></i>".repeat(limits.nodesMax + 1);
const sizeRuleOff = { "standard/size-exceeded": { severity: "off" } } as const;
const unjudged = { verdict: "unjudged", score: null, findings: [], error: { code: "input-too-large" } };

test("a mail of which too many elements were not read is unjudged, not fit", async () => {
  expect(await checkTemplate(tooMany)).toMatchObject(unjudged);
});

test("a mail of which only one form was read is unjudged, not fit", async () => {
  expect(await checkTemplate(tooMany, { text: "Hello" })).toMatchObject(unjudged);
});

test("a mail of which only the size is known is unjudged where nobody asks for the size", () => {
  const document = oversizedDocument("mail.html", limits.inputBytesMax + 1, "template");
  const ruleset = must(buildRuleset(book, catalog, "tencent-ses", sizeRuleOff));
  expect(judge(document, ruleset, "marketing")).toMatchObject(unjudged);
});

test("of a message past the limit everything but its size is too large", () => {
  const document = oversizedDocument("mail.eml", limits.messageBytesMax + 1, "message");
  expect(new Set(Object.values(document.gaps))).toEqual(new Set(["too-large"]));
  const ruleset = must(buildRuleset(book, catalog, "tencent-ses", {}));
  const report = judge(document, ruleset, "marketing");
  expect(new Set(report.unjudged.map(({ because }) => because))).toEqual(new Set(["too-large"]));
});

test("what is found in an unread mail still makes it unfit", async () => {
  const report = await checkTemplate(`{{${tooMany}`, { rules: { "template/tag-unclosed": { severity: "error" } } });
  expect([report.verdict, "error" in report]).toEqual(["unfit", false]);
});

describe("a domain is unjudged, not fit, where there is no sure answer for", () => {
  test.for([
    ["the key of a selector that was named", { failing: { "mail._domainkey TXT": "timeout" } }],
    ["a record that the SPF record leads to", { failing: { "_spf.example.net. TXT": "timeout" } }],
  ] as const)("%s", async ([, domain]) => {
    const ruleset = must(buildRuleset(book, catalog, "recommended", {}));
    const report = judge(await documentOf({ domain }), ruleset, "marketing");
    expect(report).toMatchObject({ verdict: "unjudged", score: null, error: { code: "lookup-failed" } });
    expect(report.error?.message.en).toMatch(/mail\._domainkey|_spf\.example\.net/);
  });
});

test("a domain whose _dmarc is an alias to nothing is unfit", async () => {
  const ruleset = must(buildRuleset(book, catalog, "recommended", {}));
  const domain = { records: "_dmarc CNAME gone.example.net.", without: ["_dmarc"] };
  expect(judge(await documentOf({ domain }), ruleset, "marketing").verdict).toBe("unfit");
});
