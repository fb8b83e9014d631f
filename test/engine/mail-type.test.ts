import { expect, test } from "vitest";
import type { MailType } from "../../src/model/mail-type.ts";
import { checkTemplate } from "../../src/platform/check-template.ts";

const code = "<p>Your verification code is {{code}}. It expires in ten minutes. Do not share this code with anyone.</p>";
const declared = `---\ntype: notification\n---\n${code}`;

test.for([
  ["given, though declared and inferred", declared, "transactional", "transactional", "given"],
  ["declared, though inferred", declared, undefined, "notification", "metadata"],
  ["inferred", code, undefined, "trigger", "inferred"],
  ["marketing by default", "<p>Hello</p>", undefined, "marketing", "default"],
  ["marketing where the declared type is none", "---\ntype: banana\n---\n<p>Hello</p>", undefined, "marketing", "default"],
  ["inferred from Chinese", "<p>您的验证码为 {{code}}，十分钟内有效，请勿告诉他人。</p>", undefined, "trigger", "inferred"],
] as const)("the type is %s", async ([, content, given, type, typeFrom]) => {
  const report = await checkTemplate(content, given === undefined ? {} : { type: given });
  expect(report).toMatchObject({ type, typeFrom });
});

test("a wrong type is refused with what was meant", async () => {
  const wrong: { readonly type?: MailType } = JSON.parse('{"type": "marketting"}');
  const report = await checkTemplate("<p>x</p>", wrong);
  expect(report).toMatchObject({ verdict: "unjudged", score: null, error: { code: "usage-wrong" } });
  expect(report.error?.hint.en).toContain('Did you mean "marketing"?');
});
