import { expect, test } from "vitest";
import { checkMessage } from "../../src/platform/check-message.ts";

const mail =
  "From: Shop <shop@example.com>\r\nSubject: Your code\r\n\r\nJoin our online casino today: welcome bonus and free spins.\r\n";

test("a message is judged as one, from text and from bytes", async () => {
  const report = await checkMessage(mail, { file: "a.eml" });
  expect(report).toMatchObject({ file: "a.eml", kind: "message", profile: "tencent-ses", verdict: "unfit" });
  expect(await checkMessage(new TextEncoder().encode(mail), { file: "a.eml" })).toEqual(report);
});

test("a type that is given is the type", async () => {
  expect(await checkMessage(mail, { type: "test" })).toMatchObject({ type: "test", typeFrom: "given" });
});

test("a rule can be changed", async () => {
  const { findings } = await checkMessage(mail, { rules: { "standard/*": { severity: "off" } } });
  expect(findings.filter(({ ruleId }) => ruleId.startsWith("standard/"))).toEqual([]);
});

test.for([
  ["an empty message", "", {}, "input-empty"],
  ["a profile that is not there", mail, { profile: "tencent" }, "profile-unknown"],
  ["a rule that is not there", mail, { rules: { "standard/url-presnt": { severity: "off" as const } } }, "config-invalid"],
] as const)("%s is a report with an error", async ([, source, options, code]) => {
  expect(await checkMessage(source, options)).toMatchObject({ kind: "message", verdict: "unjudged", error: { code } });
});

test("what is no text at all costs a report, not the caller", async () => {
  const report = await Reflect.apply(checkMessage, undefined, [42]);
  expect(report).toMatchObject({ verdict: "unjudged", error: { code: "tool-fault" } });
});
