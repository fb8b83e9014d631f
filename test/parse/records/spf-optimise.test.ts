import * as fc from "fast-check";
import { spf } from "mailauth/lib/spf/index.js";
import { describe, expect, test } from "vitest";
import { resolverOf } from "../../../src/collect/resolver.ts";
import { evaluateSpf } from "../../../src/collect/spf/evaluate.ts";
import { walkSpf } from "../../../src/collect/spf/walk.ts";
import type { Dns, DnsRecord } from "../../../src/model/dns.ts";
import type { SpfTree } from "../../../src/model/domain/spf.ts";
import { printAddress } from "../../../src/parse/records/spf/networks.ts";
import { optimiseSpf, stringsOf } from "../../../src/parse/records/spf/optimise.ts";
import { dnsOf, sourceOf } from "../../support/spf-worlds.ts";
import { txt } from "../../support/worlds.ts";

function record(name: string, type: DnsRecord["type"], value: string): DnsRecord {
  return { name, type, value, ttlSeconds: 0 };
}

const others: readonly DnsRecord[] = [
  txt("inc.example.org", "v=spf1 ip4:203.0.113.0/26 ip4:203.0.113.64/26 ip6:2001:db8:1::/48 -all"),
  txt("more.example.org", "v=spf1 ip4:198.51.100.0/24 -ip4:192.0.2.0/24 ip4:192.0.0.0/16 ~all"),
  txt("macro.example.org", "v=spf1 exists:%{i}.x.example.org -all"),
  txt("rest.example.org", "v=spf1 ip4:192.0.2.128/25 -all"),
  ...Array.from({ length: 11 }, (_, at) => record(`h${at}.example.org`, "A", `198.51.100.${at * 3}`)),
  record("a.example.com", "A", "192.0.2.80"),
  record("a.example.com", "AAAA", "2001:db8:2::80"),
  record("a.example.com", "MX", "10 h1.example.org"),
];

async function treeOf(text: string, records: readonly DnsRecord[] = others): Promise<SpfTree> {
  return walkSpf("a.example.com", sourceOf(dnsOf([txt("a.example.com", text), ...records])));
}

const rows: readonly (readonly [text: string, smaller: string])[] = [
  ["v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.128/25 -all", "v=spf1 ip4:192.0.2.0/24 -all"],
  ["v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/24 -all", "v=spf1 ip4:192.0.2.0/24 -all"],
  ["v=spf1 include:inc.example.org include:inc.example.org -all", "v=spf1 include:inc.example.org -all"],
  ["v=spf1 ip4:203.0.113.5 include:inc.example.org -all", "v=spf1 include:inc.example.org -all"],
  ["v=spf1 ip4:192.0.2.1 exists:%{i}.x.example.org ip4:192.0.2.0 -all", "v=spf1 ip4:192.0.2.0/31 exists:%{i}.x.example.org -all"],
  ["v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.128/25 redirect=rest.example.org", "v=spf1 ip4:192.0.2.0/24 redirect=rest.example.org"],
  ["v=spf1 ip4:192.0.2.0/24 redirect=rest.example.org -all", "v=spf1 ip4:192.0.2.0/24 -all"],
  ["v=spf1 a -ip4:192.0.2.9 -all", "v=spf1 a -all"],
  [
    "v=spf1 -ip4:192.0.2.0/24 ip4:192.0.0.0/17 ip4:192.0.128.0/17 ~all exp=why.example.org",
    "v=spf1 -ip4:192.0.2.0/24 ip4:192.0.0.0/16 ~all exp=why.example.org",
  ],
];

describe("a smaller record that decides the same", () => {
  test.for(rows)("%s", async ([text, smaller]) => {
    expect(optimiseSpf(await treeOf(text))).toMatchObject({ status: "smaller", record: smaller, proof: { isEqual: true } });
    expect(optimiseSpf(await treeOf(smaller))).toEqual({ status: "unchanged" });
  });
});

test("as few terms are written out as addresses as bring it under ten lookups", async () => {
  const hosts = Array.from({ length: 10 }, (_, at) => `a:h${at}.example.org`).join(" ");
  const optimised = optimiseSpf(await treeOf(`v=spf1 ${hosts} include:inc.example.org exists:%{i}.x.example.org -all`));
  expect(optimised).toMatchObject({ status: "smaller", lookups: 10, proof: { isEqual: true } });
  expect(optimised.status === "smaller" && optimised.flattened.length).toBe(2);
  expect(optimised.status === "smaller" && optimised.record).toContain("exists:%{i}.x.example.org");
});

test.for([
  ["v=spf1 include:none.example.org ip4:192.0.2.1 ip4:192.0.2.1 -all", "record-unusable"],
  ["v=spf1 include:a.example.com ip4:192.0.2.1 ip4:192.0.2.1 -all", "record-unusable"],
  [`v=spf1 ${Array.from({ length: 11 }, (_, at) => `exists:%{i}.${at}.example.org`).join(" ")} -all`, "lookups-left"],
] as const)("nothing is proposed that cannot be proved: %s", async ([text, because]) => {
  expect(optimiseSpf(await treeOf(text))).toEqual({ status: "unproven", because });
});

test("strings end behind blanks and come to the record again", () => {
  const text = `v=spf1 ${Array.from({ length: 60 }, (_, at) => `ip4:192.0.2.${at}`).join(" ")} -all`;
  const strings = stringsOf(text);
  expect(strings.join("")).toBe(text);
  for (const string of strings) expect(string.length).toBeLessThanOrEqual(255);
  for (const string of strings.slice(0, -1)) expect(string.endsWith(" ")).toBe(true);
});

const block = fc
  .tuple(fc.constantFrom("", "", "", "-", "~", "?"), fc.nat(255), fc.integer({ min: 22, max: 32 }))
  .map(([sign, host, bits]) => `${sign}ip4:192.0.2.${host}/${bits}`);
const term = fc.oneof(
  { weight: 6, arbitrary: block },
  fc.constantFrom(
    "a",
    "mx",
    "include:inc.example.org",
    "include:more.example.org",
    "~include:inc.example.org",
    "ip6:2001:db8:1::/49",
    "a/28",
    "exists:%{i}.x.example.org",
    "include:macro.example.org",
  ),
);
const texts = fc
  .tuple(fc.array(term, { maxLength: 14 }), fc.constantFrom("-all", "~all", "?all", "redirect=rest.example.org", ""))
  .map(([terms, end]) => `v=spf1 ${[...terms, end].join(" ")}`);

async function verdictOf(ip: string, text: string, dns: Dns): Promise<string> {
  const sender = "x@a.example.com";
  const { result } = await evaluateSpf({ ip, sender, helo: "a.example.com", domain: "a.example.com", nowMs: 0 }, dns);
  const { status } = await spf({
    ip,
    sender,
    helo: "a.example.com",
    mta: "unknown",
    strict: true,
    resolver: resolverOf(dns).resolve,
  });
  expect(`${text} ${status.result}`).toBe(`${text} ${result}`);
  return result;
}

/** Some 10,000 addresses in all: 200 records, 50 each. */
test("published and proposed record come to the same for sampled addresses, by our evaluator and by mailauth", async () => {
  const addresses = fc.array(
    fc.oneof(
      fc.nat(1_023).map((offset) => printAddress({ family: 4, value: 0xc0000000n + BigInt(offset) })),
      fc
        .integer({ min: 0, max: 65_535 })
        .map((offset) => printAddress({ family: 4, value: 0xcb007100n - 30_000n + BigInt(offset) })),
      fc.nat(3).map((at) => `2001:db8:${at}:8000::${at}`),
    ),
    { minLength: 50, maxLength: 50 },
  );
  await fc.assert(
    fc.asyncProperty(texts, addresses, async (text, ips) => {
      const optimised = optimiseSpf(await treeOf(text));
      if (optimised.status !== "smaller") return;
      const before = dnsOf([txt("a.example.com", text), ...others]);
      const after = dnsOf([txt("a.example.com", ...optimised.strings), ...others]);
      for (const ip of ips) {
        const verdict = await verdictOf(ip, text, before);
        // A record that asks too much has no verdict to keep.
        if (verdict !== "permerror") expect(await verdictOf(ip, optimised.record, after)).toBe(verdict);
      }
    }),
    { numRuns: 200 },
  );
});
