import { expect, test } from "vitest";
import { checkTemplate } from "../../src/platform/check-template.ts";
import { words } from "../support/judging.ts";

const full = words(200);
const html = `<p>${full}</p>`;

/** What is said of forms that are empty: the rule, and the form. */
async function said(content: string, text: string, profile: string, type: "trigger" | "marketing") {
  const { findings } = await checkTemplate(content, { file: "mail.html", text, profile, type });
  return findings
    .filter(({ ruleId }) => /words-too-few|body-empty/.test(ruleId))
    .map(({ ruleId, part, severity }) => `${severity} ${ruleId} ${part}`);
}

test.for([
  ["tencent-ses", "trigger", "error template/body-empty"],
  ["tencent-ses", "marketing", "error standard/words-too-few"],
  ["recommended", "trigger", "error template/body-empty"],
  ["recommended", "marketing", "error template/body-empty"],
] as const)("by %s, an empty form of %s mail is one finding", async ([profile, type, finding]) => {
  expect(await said(html, "", profile, type)).toEqual([`${finding} text/plain`]);
  expect(await said(html, "\uFEFF \r\n", profile, type)).toEqual([`${finding} text/plain`]);
  expect(await said("", full, profile, type)).toEqual([`${finding} text/html`]);
  expect(await said(html, full, profile, type)).toEqual([]);
});
