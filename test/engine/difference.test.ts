import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalog } from "../../src/checks/catalog.ts";
import { collectDomain } from "../../src/collect/domain/collect-domain.ts";
import { closedZone, zoneDns } from "../../src/collect/zone-dns.ts";
import { analyze } from "../../src/engine/analyze.ts";
import { differenceOf } from "../../src/engine/difference.ts";
import type { JudgedDomain } from "../../src/engine/observations.ts";
import { buildRuleset } from "../../src/engine/ruleset.ts";
import { summarize } from "../../src/engine/summarize.ts";
import type { Flip } from "../../src/model/difference.ts";
import type { Dns } from "../../src/model/dns.ts";
import type { DeclaredSender } from "../../src/model/domain/sender.ts";
import { jsonReport } from "../../src/render/json.ts";
import { must } from "../../tools/must.ts";
import { readDomainExample } from "../support/domain-example.ts";
import { book } from "../support/rule-book.ts";
import { anySender, questionFor, senderWorlds } from "../support/sender-worlds.ts";
import { texts, txt } from "../support/worlds.ts";

const rules = must(buildRuleset(book, catalog, "recommended", {})).rulesFor("domain", "marketing");
const setting = { profile: "recommended", type: "marketing", typeFrom: "default" } as const;

async function judged(dns: Dns, senders: readonly DeclaredSender[]): Promise<JudgedDomain> {
  const document = await collectDomain(questionFor(senders, ["192.0.2.1"]), dns);
  return { document, verdicts: analyze(document, rules, "marketing") };
}

async function flipsBetween(before: Dns, after: Dns, senders: readonly DeclaredSender[]): Promise<readonly Flip[]> {
  return differenceOf("example.com", await judged(before, senders), await judged(after, senders)).flips;
}

/** What a whole report says, by a name for each thing: read from what users get, not from what the difference is made of. */
function saidBy({ document, verdicts }: JudgedDomain): ReadonlyMap<string, string> {
  const report = JSON.parse(JSON.stringify(jsonReport(summarize(document, verdicts, setting), "en")));
  const said = new Map<string, string>(rules.map(({ definition: { id } }) => [`rule ${id}`, "kept"]));
  for (const { ruleId } of report.findings) said.set(`rule ${ruleId}`, "broken");
  for (const { ruleId } of report.unjudged) said.set(`rule ${ruleId}`, "unjudged");
  for (const row of report.senders ?? []) {
    for (const { ip, result } of row.spf.checks) said.set(`spf ${row.name} ${ip}`, result);
    said.set(`dkim ${row.name}`, row.dkim.state);
    for (const standard of ["rfc9989", "rfc7489"])
      said.set(`dmarc ${row.name} ${standard}`, row.dmarc[standard].disposition ?? "unjudged");
    for (const { provider, requirement, outcome } of row.cells) said.set(`cell ${row.name} ${provider} ${requirement}`, outcome);
  }
  for (const { ip, spf } of report.connections) said.set(`connection ${ip}`, spf.result);
  const { dmarc } = document.parts;
  said.set("policy rfc9989", dmarc?.byTree ? (dmarc.byTree.policy ?? "absent") : "unjudged");
  said.set("policy rfc7489", dmarc?.bySuffix ? (dmarc.bySuffix.policy ?? "absent") : "unjudged");
  return said;
}

function nameOf({ subject }: Flip): string {
  switch (subject.kind) {
    case "rule":
      return `rule ${subject.ruleId}`;
    case "policy":
      return `policy ${subject.standard}`;
    case "policy-id":
      return `policy-id ${subject.id}`;
    case "spf":
      return `spf ${subject.sender} ${subject.ip}`;
    case "dkim":
      return `dkim ${subject.sender}`;
    case "dmarc":
      return `dmarc ${subject.sender} ${subject.standard}`;
    case "cell":
      return `cell ${subject.sender} ${subject.provider} ${subject.requirement}`;
    case "connection":
      return `connection ${subject.ip}`;
  }
}

function dnsOf(records: readonly (readonly [name: string, text: string | undefined])[]): Dns {
  return texts(Object.fromEntries(records.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]))));
}

const senderLists = fc
  .array(anySender, { minLength: 1, maxLength: 3 })
  .map((senders) => senders.map((sender, at) => ({ ...sender, name: `sender ${at}` })));

test("what flips is exactly what two full evaluations say otherwise", async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(senderWorlds, senderWorlds, senderLists, async (old, now, senders) => {
      const [before, after] = [await judged(dnsOf(old), senders), await judged(dnsOf(now), senders)];
      const { flips } = differenceOf("example.com", before, after);
      const [then, later] = [saidBy(before), saidBy(after)];
      const differing = [...then].filter(([name, state]) => later.get(name) !== state);
      const told = new Map(flips.map((flip) => [nameOf(flip), `${flip.from} ${flip.to}`]));
      expect(Object.fromEntries(told)).toEqual(
        Object.fromEntries(differing.map(([name, state]) => [name, `${state} ${later.get(name)}`])),
      );
      count += flips.length;
    }),
    { numRuns: 150 },
  );
  expect(count).toBeGreaterThan(500);
});

test("what flips one way flips back the other way", async () => {
  await fc.assert(
    fc.asyncProperty(senderWorlds, senderWorlds, senderLists, async (old, now, senders) => {
      const [before, after] = [await judged(dnsOf(old), senders), await judged(dnsOf(now), senders)];
      const there = differenceOf("example.com", before, after).flips;
      const back = differenceOf("example.com", after, before).flips;
      expect(back.map((flip) => ({ ...flip, from: flip.to, to: flip.from, turn: undefined }))).toEqual(
        there.map((flip) => ({ ...flip, turn: undefined })),
      );
    }),
    { numRuns: 50 },
  );
});

/** The same said otherwise: strings cut anywhere, tags with other blanks, mechanisms in capitals. */
function rewritten(text: string, cut: number): readonly string[] {
  const said = /^v=(?:DMARC1|DKIM1)/.test(text)
    ? text.replaceAll("; ", ";").replace(/;?$/, "; ")
    : text.replace(/(?<= )(?:ip4|include|[-~?]all)(?=[: ]|$)/g, (word) => word.toUpperCase());
  const at = cut % Math.max(1, said.length);
  return [said.slice(0, at), said.slice(at)];
}

test("nothing flips where the same is said in other words", async () => {
  await fc.assert(
    fc.asyncProperty(senderWorlds, senderLists, fc.nat(), async (records, senders, cut) => {
      const present = records.flatMap(([name, text]) =>
        text === undefined || text.startsWith("v=DKIM1; p=A") ? [] : [{ name, text }],
      );
      const other = present.toReversed().map(({ name, text }) => ({ ...txt(name, ...rewritten(text, cut)), ttlSeconds: 300 }));
      const before = texts(Object.fromEntries(present.map(({ name, text }) => [name, text])));
      expect(await flipsBetween(before, zoneDns(closedZone(other)), senders)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

describe("a turn is told for what it is", () => {
  const sender = { name: "app", from: "example.com", ips: ["192.0.2.1"] };
  const policy = (record: string): Dns => texts({ "_dmarc.example.com": record, "example.com": "v=spf1 ip4:192.0.2.1 -all" });
  const spf = (record: string): Dns => texts({ "example.com": record, "_dmarc.example.com": "v=DMARC1; p=reject" });

  test.for([
    [policy("v=DMARC1; p=none"), policy("v=DMARC1; p=reject"), "policy", "better"],
    [policy("v=DMARC1; p=reject"), policy("v=DMARC1; p=quarantine"), "policy", "worse"],
    [spf("v=spf1 ip4:192.0.2.1 -all"), spf("v=spf1 ~all"), "spf", "worse"],
    [spf("v=spf1 -all"), spf("v=spf1 ~all"), "spf", "better"],
    [spf("v=spf1 ?all"), spf("no record"), "spf", "other"],
    [spf("v=spf1 ip4:192.0.2.1 -all"), spf("v=spf1 -all"), "dmarc", "worse"],
    [spf("v=spf1 -all"), spf("v=spf1 ip4:192.0.2.1 -all"), "cell", "better"],
  ] as const)("%#: %s", async ([before, after, kind, turn]) => {
    const flips = (await flipsBetween(before, after, [sender])).filter(({ subject }) => subject.kind === kind);
    expect(new Set(flips.map((flip) => flip.turn))).toEqual(new Set([turn]));
  });

  test("what is not known any more is worse where it was good, and only different where it was not", async () => {
    const silent: Dns = { lookup: () => Promise.resolve({ status: "failed", because: "timeout" }) };
    const turns = async (record: string) => {
      const flips = await flipsBetween(spf(record), silent, [sender]);
      return flips.filter(({ subject }) => subject.kind === "spf").map((flip) => flip.turn);
    };
    expect(await turns("v=spf1 ip4:192.0.2.1 -all")).toEqual(["worse"]);
    expect(await turns("v=spf1 -all")).toEqual(["other"]);
  });
});

describe("the id of an MTA-STS policy", () => {
  const policy = (...lines: readonly string[]) => ["version: STSv1", ...lines, ""].join("\r\n");
  const enforced = policy("mode: enforce", "mx: mx1.example.com", "mx: mx2.example.com", "max_age: 1209600");

  async function published(text: string, id = "1"): Promise<JudgedDomain> {
    const domain = { policy: { text }, records: `_mta-sts TXT "v=STSv1; id=${id}"` };
    return { document: await readDomainExample(domain, 0), verdicts: [] };
  }

  async function idsThatFlip(before: Promise<JudgedDomain>, after: Promise<JudgedDomain>): Promise<readonly string[]> {
    const { flips } = differenceOf("example.com", await before, await after);
    return flips.flatMap(({ subject, severity }) => (subject.kind === "policy-id" ? [`${subject.id} ${severity}`] : []));
  }

  test.for([
    ["mode", policy("mode: testing", "mx: mx1.example.com", "mx: mx2.example.com", "max_age: 1209600")],
    ["hosts", policy("mode: enforce", "mx: *.example.com", "max_age: 1209600")],
    ["age", policy("mode: enforce", "mx: mx1.example.com", "mx: mx2.example.com", "max_age: 86400")],
  ] as const)("is stale where another %s is asked for under it", async ([, text]) => {
    expect(await idsThatFlip(published(enforced), published(text))).toEqual(["1 error"]);
    expect(await idsThatFlip(published(enforced), published(text, "2"))).toEqual([]);
  });

  test("is not where the policy says the same in other words, or cannot be read", async () => {
    const reordered = policy("max_age: 1209600", "mx: mx2.example.com", "mx: mx1.example.com", "mode: enforce");
    expect(await idsThatFlip(published(enforced), published(reordered.replaceAll("\r", "")))).toEqual([]);
    expect(await idsThatFlip(published(enforced), published("nothing"))).toEqual([]);
  });
});
