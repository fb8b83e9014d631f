import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { checkMessage } from "../../src/platform/check-message.ts";
import { checkTemplate } from "../../src/platform/check-template.ts";

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

/** A call by someone without types. */
function untyped(check: typeof checkMessage | typeof checkTemplate, ...args: readonly unknown[]): Promise<Report> {
  return Reflect.apply(check, undefined, args);
}

test.for([
  ["nothing", [undefined], "undefined"],
  ["null", [null], "null"],
  ["a number", [5], "number"],
  ["a list of bytes", [[70, 114]], "array"],
  ["options that are none", [mail, null], "null"],
  ["an option that is not there", [mail, { fil: "a.eml" }], 'no option "fil"'],
  ["an envelope without an address", [mail, { envelope: { helo: "a.example" } }], "no IP address"],
  ["an envelope of another form", [mail, { envelope: "192.0.2.1" }], "string"],
  ["a key of the envelope that is not there", [mail, { envelope: { ip: "192.0.2.1", mailfrom: "a@b.example" } }], '"mailfrom"'],
  ["a sender that is no address", [mail, { envelope: { ip: "192.0.2.1", mailFrom: "a b@c" } }], "no mail address"],
] as const)("%s is a wrong call, not a fault", async ([, args, said]) => {
  const { error, faults } = await untyped(checkMessage, ...args);
  expect([error?.code, faults]).toEqual(["usage-wrong", []]);
  expect(error?.message.en).toContain(said);
});

test("a mistyped name is asked about", async () => {
  expect((await untyped(checkMessage, mail, { trustRecieved: true })).error?.hint.en).toContain('"trustReceived"');
  expect((await untyped(checkTemplate, "<p>Hello</p>", { subjct: "x" })).error?.hint.en).toContain('"subject"');
  const envelope = { ip: "192.0.2.1", mailfrom: "a@b.example" };
  expect((await untyped(checkMessage, mail, { envelope })).error?.hint.en).toContain('"mailFrom"');
});

test.for([
  ["nothing", [undefined]],
  ["options that are none", ["<p>Hello</p>", null]],
  ["a plain text that is none", ["<p>Hello</p>", { text: 5 }]],
] as const)("%s is a wrong call for a template as well", async ([, args]) => {
  expect((await untyped(checkTemplate, ...args)).error?.code).toBe("usage-wrong");
});

test("bytes are bytes in whatever holds them", async () => {
  const bytes = Uint8Array.from(Buffer.from(`xx${mail}xx`));
  const inside = [2, bytes.length - 4] as const;
  const report = await checkMessage(mail);
  for (const source of [
    bytes.slice(2, -2).buffer,
    new DataView(bytes.buffer, ...inside),
    new Int8Array(bytes.buffer, ...inside),
    Buffer.from(mail),
  ])
    expect(await checkMessage(source)).toEqual(report);
});

const asSent = { nowMs: 0, rules: { "standard/*": { severity: "off" as const } } };

test.for([
  ["a draft", {}, []],
  ["what is said to be as sent", { sent: true }, ["auth/dkim-absent", "headers/date-missing", "headers/message-id-missing"]],
  [
    "what came over a connection",
    { envelope: { ip: "192.0.2.1" } },
    ["auth/dkim-absent", "headers/date-missing", "headers/message-id-missing"],
  ],
  ["what a server received", { trustReceived: true }, ["auth/dkim-absent", "headers/date-missing", "headers/message-id-missing"]],
] as const)("%s is held to what servers add: %j", async ([, options, expected]) => {
  const { findings } = await checkMessage(mail, { ...asSent, ...options });
  const missing = findings.map(({ ruleId }) => ruleId).filter((id) => /dkim-absent|date-missing|message-id-missing/.test(id));
  expect(missing.sort()).toEqual(expected);
});

test.for([
  ["", "is empty"],
  ["\r\n \r\n", "nothing but blanks or NUL"],
  ["\0".repeat(100_000), "nothing but blanks or NUL"],
] as const)("a message of nothing is told for what it is", async ([source, said]) => {
  const { error } = await checkMessage(source);
  expect([error?.code, error?.message.en.includes(said)]).toEqual(["input-empty", true]);
});

test("fields past those that are read are counted", async () => {
  const { findings } = await checkMessage(`${"X-A: b\n".repeat(12_345)}From: a@example.com\n\nHello\n`);
  expect(findings.find(({ ruleId }) => ruleId === "headers/fields-many")?.facts).toMatchObject({ counted: 12_346 });
});
