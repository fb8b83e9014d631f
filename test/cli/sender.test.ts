import { afterAll, expect, test } from "vitest";
import { witnessFor } from "../../src/cli/witness.ts";
import { checkMessage } from "../../src/platform/check-message.ts";
import { must } from "../../tools/must.ts";
import { folderWith } from "../support/command.ts";
import { book } from "../support/rule-book.ts";
import { world } from "../support/worlds.ts";

const folder = folderWith({
  "mail.html": "<p>Hello</p>",
  "good.zone": 'example.com TXT "v=spf1 -all"\n',
  "bad.zone": "example.com A 1.2.3\nb.example.com MX\n",
  "good.json": '{"version":1,"answers":[]}',
  "bad.json": '{"version":1',
  "odd.json": '{"version":2,"answers":[]}',
});
afterAll(folder.remove);

const proven = book.rules.find(({ id }) => id === "auth/dkim-failed");
const [good] = proven?.examples.passes ?? [];
const crlf = (text = ""): string => text.replaceAll("\n", "\r\n");
folder.write("signed.eml", crlf(good?.message));
folder.write("changed.eml", crlf(`${good?.message}One line more.\n`));
folder.write("example.zone", `$ORIGIN .\n${good?.zone}`);

/** What is said of rules on authentication, by file: those broken, and why others are unjudged. */
function judged(...args: readonly string[]): readonly (readonly [file: string, broken: string, unjudged: string])[] {
  const { out, err } = folder.run(["check", "--format", "ndjson", "--now", "2026-01-01T12:00:00Z", ...args]);
  expect(err).toBe("");
  return out
    .trimEnd()
    .split("\n")
    .map((line) => {
      const { file, findings, unjudged } = JSON.parse(line);
      const own = <Said extends { readonly ruleId: string }>(all: readonly Said[]): readonly Said[] =>
        all.filter(({ ruleId }) => ruleId.startsWith("auth/dkim-failed"));
      return [
        file,
        own(findings)
          .map(({ ruleId }) => ruleId)
          .join(),
        own<{ ruleId: string; because: string }>(unjudged)
          .map(({ because }) => because)
          .join(),
      ];
    });
}

test.for([[[]], [["--workers", "2"]]] as const)("messages are judged by a zone %j", ([args]) => {
  expect(judged("--dns", "zone:example.zone", ...args, "signed.eml", "changed.eml")).toEqual([
    ["signed.eml", "", ""],
    ["changed.eml", "auth/dkim-failed", ""],
  ]);
});

test("without a source of answers nothing is said that needs one", () => {
  expect(judged("signed.eml")).toEqual([["signed.eml", "", "offline,offline"]]);
});

test("a recording that says nothing of the key leaves the signature unjudged", () => {
  expect(judged("--dns", "replay:good.json", "signed.eml")).toEqual([["signed.eml", "", "lookup-failed,lookup-failed"]]);
});

test("the library judges senders too", async () => {
  const report = await checkMessage(crlf(good?.message), { dns: world(good?.zone ?? ""), nowMs: Date.UTC(2026, 0, 1, 12) });
  expect(report.unjudged.filter(({ ruleId }) => ruleId.startsWith("auth/dkim-"))).toEqual([]);
  expect((await checkMessage("From: a@example.com\n\nHello", { dns: "nobody" })).error?.code).toBe("usage-wrong");
});

test.for([
  [["--dns", "nope"], 'There is no source of DNS answers "nope".'],
  [["--dns", "zone:"], "There is no source"],
  [["--dns", "zone:absent.zone"], "absent.zone cannot be read"],
  [["--dns", "zone:bad.zone"], "bad.zone:1:15 error The zone file cannot be used: This is not an IPv4 address. (1 more like it)"],
  [["--dns", "replay:bad.json"], "is not JSON"],
  [["--dns", "replay:odd.json"], "cannot be used: version"],
  [["--ip", "1.2.3"], '"1.2.3" is no IP address.'],
  [["--mail-from", "a@example.com"], "The address that the messages came from is missing."],
  [["--ip", "192.0.2.1", "--mail-from", "a b@c"], '"a b@c" is no mail address.'],
  [["--ip", "192.0.2.1", "--mail-from", "postmaster"], '"postmaster" is no mail address.'],
  [["--ip", "192.0.2.1", "--mail-from", ""], "<> for the null sender"],
  [["--ip", "192.0.2.1", "--helo", "x y"], '"x y" is no name that a sender greets with.'],
  [["--ip", "192.0.2.1", "--helo", ""], '"" is no name'],
  [["--now", "soon"], '"soon" is no moment.'],
] as const)("%j is refused before anything is judged", ([flags, said]) => {
  const { code, out, err } = folder.run(["check", "mail.html", ...flags]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(said);
  expect(err).toContain("hint");
});

test.for([["zone:good.zone"], ["replay:good.json"]] as const)(
  "%s is a source of answers, and a template needs none",
  ([source]) => {
    expect(folder.run(["check", "mail.html", "--type", "trigger", "--dns", source]).err).toBe("");
  },
);

test.for(["2025-02-30T12:00:00Z", "2025-02-29T12:00:00+08:00", "2026-01-01T12:00:00", "2026-01-01", "2026-01-01T24:30:00Z"])(
  "%s is no moment",
  async (now) => {
    const witness = await witnessFor({ now });
    expect(witness.ok ? undefined : witness.problem.hint.en).toContain("zone");
  },
);

test.for([
  ["2024-02-29T12:00Z", Date.UTC(2024, 1, 29, 12)],
  ["2026-01-01t20:00:00.5+08:00", Date.UTC(2026, 0, 1, 12, 0, 0, 500)],
] as const)("%s is a moment", async ([now, nowMs]) => {
  expect(must(await witnessFor({ now })).nowMs).toBe(nowMs);
});

test.for([
  ["<>", ""],
  ['"a b"@example.com', '"a b"@example.com'],
] as const)("%s is a sender of the envelope", async ([mailFrom, read]) => {
  expect(must(await witnessFor({ ip: "192.0.2.1", mailFrom })).envelope?.mailFrom).toBe(read);
});

test("flags become a witness", async () => {
  const flags = { ip: "[IPv6:2001:db8::1]", helo: "m.example.com", mailFrom: "<a@example.com>", now: "2026-01-01T12:00:00Z" };
  expect(must(await witnessFor(flags))).toEqual({
    dns: undefined,
    nowMs: Date.UTC(2026, 0, 1, 12),
    envelope: { ip: "2001:db8::1", helo: "m.example.com", mailFrom: "a@example.com" },
    trustsReceived: false,
    isSent: true,
  });
  expect(must(await witnessFor({ sent: true }))).toMatchObject({ envelope: undefined, isSent: true });
  expect(must(await witnessFor({})).isSent).toBe(false);
  expect(must(await witnessFor({ trustReceived: true }))).toMatchObject({
    envelope: undefined,
    trustsReceived: true,
    isSent: true,
  });
});
