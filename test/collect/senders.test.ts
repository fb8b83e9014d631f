import { expect, test } from "vitest";
import { Asking } from "../../src/collect/domain/asking.ts";
import { collectSenders, sendersFor } from "../../src/collect/domain/senders/collect-senders.ts";
import { collectConnections } from "../../src/collect/domain/senders/connections.ts";
import type { Dns } from "../../src/model/dns.ts";
import type { Esp } from "../../src/model/domain/esp.ts";
import type { DomainQuestion } from "../../src/model/domain/question.ts";
import type { DeclaredSender } from "../../src/model/domain/sender.ts";
import type { SenderRow } from "../../src/model/domain/senders.ts";
import { limits } from "../../src/model/limits.ts";
import { questionFor } from "../support/sender-worlds.ts";
import { failingAt, texts, world } from "../support/worlds.ts";

const base: DeclaredSender = { name: "app", from: "example.com" };

async function rowOf(dns: Dns, sender: DeclaredSender, change: Partial<DomainQuestion> = {}): Promise<SenderRow> {
  const part = await collectSenders(new Asking({ ...questionFor([sender]), ...change }, dns));
  if (typeof part === "string" || !part.rows[0]) throw new Error("no row");
  return part.rows[0];
}

function spfRow(record: string, ips: readonly string[]): Promise<SenderRow> {
  return rowOf(texts({ "example.com": record }), { ...base, ips });
}

test("a block that the record authorizes in part does not pass, and the part is named", async () => {
  const { spf, causes } = await spfRow("v=spf1 ip4:192.0.2.16/28 ip4:192.0.2.64 -all", ["192.0.2.0/25"]);
  expect(spf.result).toBe("fail");
  expect(spf.checks.filter(({ evaluation }) => evaluation.result === "pass").map(({ ip }) => ip)).toEqual([
    "192.0.2.16",
    "192.0.2.31",
    "192.0.2.64",
  ]);
  expect(causes[0]).toMatchObject({ kind: "spf-unauthorised", name: "example.com", found: "fail" });
});

test("a hole in an authorized block is found behind an include", async () => {
  const dns = texts({
    "example.com": "v=spf1 include:spf.example.net -all",
    "spf.example.net": "v=spf1 -ip4:192.0.2.77 ip4:192.0.2.0/24 -all",
  });
  const { spf } = await rowOf(dns, { ...base, ips: ["192.0.2.0/24"] });
  expect(spf.checks.filter(({ evaluation }) => evaluation.result === "fail").map(({ ip }) => ip)).toEqual(["192.0.2.77"]);
});

test("addresses of a block that are tried have a limit", async () => {
  const holes = Array.from({ length: 40 }, (_, at) => `-ip4:192.0.2.${at * 5}`).join(" ");
  const { spf } = await spfRow(`v=spf1 ${holes} ip4:192.0.2.0/24 -all`, ["192.0.2.0/24"]);
  expect(spf.checks).toHaveLength(limits.senderBlockAddressesMax);
});

function espOf(include: string): readonly Esp[] {
  const spf = { purpose: "spf", need: "required", host: "{domain}", value: "", includes: [include] } as const;
  const text = { en: "ESP", zh: "ESP" };
  return [{ id: "esp", title: text, read: "2026-11", sources: [], notes: text, enterpriseMail: "together", records: [spf] }];
}

test("of an ESP's customer, addresses out of the ESP's records are tried", async () => {
  const esp = { "spf.esp.example": "v=spf1 include:a.esp.example ~all", "a.esp.example": "v=spf1 ip4:203.0.113.0/24 ~all" };
  const senderEsps = espOf("spf.esp.example");
  const sender = { ...base, provider: "esp" };
  const included = texts({ ...esp, "example.com": "v=spf1 include:spf.esp.example -all" });
  expect((await rowOf(included, sender, { senderEsps })).spf).toMatchObject({ result: "pass", checks: [{ ip: "203.0.113.0" }] });
  const flattened = texts({ ...esp, "example.com": "v=spf1 ip4:203.0.113.0/24 -all" });
  expect((await rowOf(flattened, sender, { senderEsps })).spf.result).toBe("pass");
  const forgotten = texts({ ...esp, "example.com": "v=spf1 -all" });
  expect((await rowOf(forgotten, sender, { senderEsps })).spf.result).toBe("fail");
});

test("an ESP whose records cannot be asked for leaves SPF unjudged", async () => {
  const dns = failingAt(texts({ "example.com": "v=spf1 -all" }), 1);
  const { spf } = await rowOf(dns, { ...base, provider: "esp" }, { senderEsps: espOf("spf.esp.example") });
  expect(spf).toMatchObject({ result: "lookup-failed", checks: [] });
});

test("records of an ESP that lead in a circle end", async () => {
  const dns = texts({ "a.example": "v=spf1 include:b.example -all", "b.example": "v=spf1 include:a.example -all" });
  const { spf } = await rowOf(dns, { ...base, provider: "esp" }, { senderEsps: espOf("a.example") });
  expect(spf).toMatchObject({ result: "address-not-given", checks: [] });
});

test("a sender of which no address is known is not judged by SPF", async () => {
  const row = await rowOf(texts({ "example.com": "v=spf1 -all", "_dmarc.example.com": "v=DMARC1; p=reject" }), base);
  expect(row.spf.result).toBe("address-not-given");
  expect(row.dmarc).toEqual({ rfc9989: "address-not-given", rfc7489: "address-not-given" });
  expect(row.cells.find(({ requirement }) => requirement === "spf")).toMatchObject({
    outcome: "unjudged",
    because: "address-not-given",
  });
  expect(row.causes).toMatchObject([{ kind: "dkim-unsigned" }]);
});

test.for([
  ["v=DMARC1; p=reject; t=y", "quarantine", "reject"],
  ["v=DMARC1; p=quarantine; t=y", "none", "quarantine"],
  ["v=DMARC1; p=reject; pct=0", "reject", "quarantine"],
  ["v=DMARC1; p=reject", "reject", "reject"],
] as const)("%s has mail that fails come to %s by RFC 9989 and %s by RFC 7489", async ([record, rfc9989, rfc7489]) => {
  const dns = texts({ "example.com": "v=spf1 -all", "_dmarc.example.com": record });
  const { dmarc } = await rowOf(dns, { ...base, ips: ["192.0.2.1"] });
  expect(dmarc).toMatchObject({ rfc9989: { disposition: rfc9989 }, rfc7489: { disposition: rfc7489 } });
});

test("a bound of the organization counts by RFC 9989 only", async () => {
  const dns = texts({
    "_dmarc.example.com": "v=DMARC1; p=reject",
    "_dmarc.news.example.com": "v=DMARC1; p=reject; psd=n",
    "example.com": "v=spf1 ip4:192.0.2.1 -all",
  });
  const row = await rowOf(dns, { ...base, from: "news.example.com", mailFrom: "example.com", ips: ["192.0.2.1"] });
  expect(row.dmarc).toMatchObject({ rfc9989: { result: "fail" }, rfc7489: { result: "pass" } });
  expect(row.causes).toMatchObject([{ kind: "dkim-unsigned" }, { kind: "unaligned", name: "news.example.com" }]);
  expect(row.cells.filter(({ requirement }) => requirement === "alignment").map(({ outcome }) => outcome)).toEqual([
    "broken",
    "broken",
    "broken",
  ]);
});

test("only those who write in the name of the domain, or of one below it, are its senders", () => {
  const named = ["example.com", "news.example.com", "notexample.com", "com", "example.net"];
  const senders = named.map((from) => ({ name: from, from: from === "com" ? "a.com" : from }));
  expect(sendersFor(questionFor(senders)).map(({ name }) => name)).toEqual(["example.com", "news.example.com"]);
  const many = Array.from({ length: 60 }, (_, at) => ({ name: String(at), from: "example.com" }));
  expect(sendersFor(questionFor(many))).toHaveLength(limits.sendersMax);
});

test("whichever question fails, nothing is called met or broken that rests on it", async () => {
  const sound = texts({
    "example.com": "v=spf1 include:spf.example.net -all",
    "spf.example.net": "v=spf1 ip4:192.0.2.1 -all",
    "_dmarc.example.com": "v=DMARC1; p=reject",
  });
  const sender = { ...base, ips: ["192.0.2.1"] };
  const whole = await rowOf(sound, sender);
  for (let nth = 1; nth <= 20; nth++) {
    const dns = failingAt(sound, nth);
    const row = await rowOf(dns, sender);
    if (row.spf.checks.some(({ evaluation }) => evaluation.result === "temperror")) expect(row.spf.result).toBe("lookup-failed");
    for (const [at, { requirement, outcome }] of row.cells.entries())
      if (outcome !== "unjudged")
        expect({ nth, requirement, outcome }).toEqual({ nth, requirement, outcome: whole.cells[at]?.outcome });
    if (nth > dns.asked()) return;
  }
  expect.unreachable("asks without end");
});

test("a greeting is judged where its name has the address", async () => {
  const dns = world(
    'out.example.com. A 192.0.2.1\nout.example.com. TXT "v=spf1 -all"\nexample.com. TXT "v=spf1 a:out.example.com -all"',
  );
  const asked = async (change: Partial<DomainQuestion>) => {
    const part = await collectConnections(new Asking({ ...questionFor([], ["192.0.2.1"]), ...change }, dns));
    if (typeof part === "string") throw new Error(part);
    const [connection] = part.connections;
    const { heloSpf, spf } = connection ?? {};
    return [spf?.result, typeof heloSpf === "object" ? heloSpf.result : heloSpf];
  };
  expect(await asked({ helo: "out.example.com" })).toEqual(["pass", "fail"]);
  expect(await asked({ helo: "other.example.com" })).toEqual(["pass", "record-unusable"]);
  expect(await asked({})).toEqual(["pass", "no-envelope"]);
  expect(await asked({ mailFrom: "", helo: "out.example.com" })).toEqual(["fail", "fail"]);
});
