import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluateSpf } from "../../src/collect/spf/evaluate.ts";
import { walkSpf } from "../../src/collect/spf/walk.ts";
import type { Dns } from "../../src/model/dns.ts";
import type { SpfTree } from "../../src/model/domain/spf.ts";
import type { Range } from "../../src/model/place.ts";
import { contains, sizeOf } from "../../src/parse/records/spf/address-set.ts";
import { clientAddressOf } from "../../src/parse/records/spf/networks.ts";
import { clients, dnsOf, sourceOf, worlds } from "../support/spf-worlds.ts";
import { world } from "../support/worlds.ts";

function walk(domain: string, dns: Dns): Promise<SpfTree> {
  return walkSpf(domain, sourceOf(dns));
}

const zone = `$ORIGIN example.com.
$TTL 3600
@ TXT "v=spf1 a mx include:one include:two.example.com exists:%{i}.x.example.com redirect=end.example.com"
@ A 192.175.48.1
@ MX 10 mx1
mx1 A 192.175.48.25
two TXT "v=spf1 include:three.example.com a:none.example.com -all"
three TXT "v=spf1 ip4:192.31.196.0/24 -all"
end CNAME three
`.replace("include:one ", "include:three.example.com ");

test("terms are counted in the order that receivers come to them, records in records too", async () => {
  const { steps, lookups, voidLookups } = await walk("example.com", world(zone));
  expect(steps.map((step) => [step.depth, step.written, step.lookups, step.voidLookups])).toEqual([
    [0, "a", 1, 0],
    [0, "mx", 2, 0],
    [0, "include:three.example.com", 3, 0],
    [0, "include:two.example.com", 4, 0],
    [1, "include:three.example.com", 5, 0],
    [1, "a:none.example.com", 6, 1],
    [0, "exists:%{i}.x.example.com", 7, 1],
    [0, "redirect=end.example.com", 8, 1],
  ]);
  expect([lookups, voidLookups]).toEqual([8, 1]);
});

test("what only a host can tell is said to be unknown, and the rest is counted", async () => {
  const { passes, nodes } = await walk("example.com", world(zone));
  expect(passes.unknown).toEqual(["exists:%{i}.x.example.com"]);
  expect(sizeOf(passes[4])).toBe(258n);
  expect(nodes.find(({ name }) => name === "end.example.com")?.aliases).toEqual(["three.example.com"]);
});

test("each term that asks names the root's term by which it is come to", async () => {
  const { steps, nodes } = await walk("example.com", world(zone));
  expect(steps.filter(({ depth }) => depth === 1).map(({ rootAt }) => writtenAt(nodes, rootAt))).toEqual([
    "include:two.example.com",
    "include:two.example.com",
  ]);
  expect(steps.filter(({ depth, rootAt, written }) => depth === 0 && writtenAt(nodes, rootAt) !== written)).toEqual([]);
});

function writtenAt([root]: SpfTree["nodes"], { start, end }: Range): string | undefined {
  return root?.read?.record.text.slice(start, end);
}

test("a circle is told by its names and followed once", async () => {
  const circle = `$ORIGIN example.com.
$TTL 60
@ TXT "v=spf1 include:b.example.com -all"
b TXT "v=spf1 include:c.example.com -all"
c TXT "v=spf1 include:b.example.com -all"
`;
  const { loops, lookups, nodes } = await walk("example.com", world(circle));
  expect(loops.map(({ names }) => names)).toEqual([["b.example.com", "c.example.com", "b.example.com"]]);
  expect(loops.map(({ rootAt }) => writtenAt(nodes, rootAt))).toEqual(["include:b.example.com"]);
  expect(lookups).toBe(3);
});

test("records that double at each step are asked once each, and counted in full", async () => {
  const deep = Array.from(
    { length: 40 },
    (_, at) => `d${at} TXT "v=spf1 include:d${at + 1}.example.com include:d${at + 1}.example.com -all"`,
  );
  let asked = 0;
  const dns = world(`$ORIGIN example.com.\n$TTL 60\n${deep.join("\n")}\nd40 TXT "v=spf1 -all"\n`);
  const counting: Dns = {
    lookup: (name, type) => {
      asked++;
      return dns.lookup(name, type);
    },
  };
  const { lookups, nodes, steps } = await walk("d0.example.com", counting);
  expect(nodes.length).toBe(41);
  expect(asked).toBeLessThan(50);
  expect(lookups).toBe(1_000_000);
  expect(steps.length).toBe(60);
});

test("a failed lookup is a state of its own, and no missing record", async () => {
  const dns = world(zone);
  const failing: Dns = {
    lookup: (name, type) =>
      name === "three.example.com" ? Promise.resolve({ status: "failed", because: "timeout" }) : dns.lookup(name, type),
  };
  const { nodes } = await walk("example.com", failing);
  expect(nodes.find(({ name }) => name === "three.example.com")).toMatchObject({ state: "failed", because: "timeout" });
});

test("who passes by the walk passes by evaluation, and nobody else", async () => {
  await fc.assert(
    fc.asyncProperty(worlds, clients, async (records, ip) => {
      const dns = dnsOf(records);
      const { passes, nodes } = await walk("a.example.com", dns);
      const question = { ip, sender: "x@a.example.com", helo: "a.example.com", domain: "a.example.com", nowMs: 0 };
      const { result } = await evaluateSpf(question, dns);
      const address = clientAddressOf(ip);
      const isSound = nodes.every(({ state }) => state === "found") && passes.unknown.length === 0;
      if (!isSound || address === undefined || result === "permerror") return;
      expect([ip, contains(passes[address.family], address.value)]).toEqual([ip, result === "pass"]);
    }),
    { numRuns: 2_000 },
  );
});

describe("a trace", () => {
  const question = { sender: "x@example.com", helo: "h.example.com", domain: "example.com", nowMs: 0 };

  test("says of each term what was asked, whether it matched, and what has been counted", async () => {
    const { result, trace, lookups, voidLookups } = await evaluateSpf({ ...question, ip: "192.31.196.9" }, world(zone));
    expect(result).toBe("pass");
    expect(
      trace.steps.map(({ written, outcome, asked }) => [written, outcome, asked.map(({ name, type }) => `${type} ${name}`)]),
    ).toEqual([
      ["a", "unmatched", ["A example.com"]],
      ["mx", "unmatched", ["MX example.com", "A mx1.example.com"]],
      ["include:three.example.com", "matched", ["TXT three.example.com"]],
    ]);
    expect(trace.steps.at(-1)?.inner?.steps.map(({ written }) => written)).toEqual(["ip4:192.31.196.0/24"]);
    expect([lookups, voidLookups]).toEqual([3, 0]);
  });

  test("names the lookup that failed, and its reason", async () => {
    const dns = world(zone);
    const failing: Dns = {
      lookup: (name, type) =>
        type === "MX" ? Promise.resolve({ status: "failed", because: "refused" }) : dns.lookup(name, type),
    };
    const { result, problem } = await evaluateSpf({ ...question, ip: "192.31.196.9" }, failing);
    expect(result).toBe("temperror");
    expect(problem).toEqual({
      kind: "lookup-failed",
      domain: "example.com",
      term: "mx",
      name: "example.com",
      because: "refused",
    });
  });

  test.for([
    ["v=spf1 ipv4:192.0.2.1", "record-malformed"],
    ["v=spf1 include:none.example.com", "target-without-record"],
    ["v=spf1 a:a.none.test a:b.none.test a:c.none.test -all", "void-lookups-exceeded"],
    ["v=spf1 redirect=example.com", "lookups-exceeded"],
  ] as const)("says why %s comes to permerror: %s", async ([text, kind]) => {
    const { result, problem } = await evaluateSpf({ ...question, ip: "192.0.2.9" }, world(`example.com. 60 TXT "${text}"\n`));
    expect([result, problem?.kind]).toEqual(["permerror", kind]);
  });
});
