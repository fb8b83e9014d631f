/** Our evaluator against mailauth, both by the letter, on worlds made up by chance. */
import * as fc from "fast-check";
import { spf } from "mailauth/lib/spf/index.js";
import { expect, test } from "vitest";
import { resolverOf } from "../../src/collect/resolver.ts";
import { evaluateSpf } from "../../src/collect/spf/evaluate.ts";
import type { Dns } from "../../src/model/dns.ts";
import { clients, dnsOf, worlds } from "../support/spf-worlds.ts";

const senders = fc.constantFrom("user@a.example.com", "strong-bad@b.example.com", "x@c.example.org", "", "x@void.example.net");

async function oracle(asked: { ip: string; sender: string; helo: string }, dns: Dns) {
  const { status, explanation, lookups } = await spf({
    ...asked,
    mta: "unknown",
    strict: true,
    resolver: resolverOf(dns).resolve,
  });
  const isEnded = ["permerror", "temperror", "none"].includes(status.result);
  // What was counted until an error ended it is of no use; and that no record is there is no void lookup of any term.
  return { result: status.result, explanation, ...(isEnded ? {} : { lookups: lookups?.count, voidLookups: lookups?.void }) };
}

test("it comes to what mailauth comes to", async () => {
  const results = new Set<string>();
  await fc.assert(
    fc.asyncProperty(worlds, clients, senders, async (world, ip, sender) => {
      const dns = dnsOf(world);
      const helo = "a.example.com";
      const domain = sender === "" ? helo : sender.slice(sender.indexOf("@") + 1);
      const evaluation = await evaluateSpf({ ip, sender, helo, domain, nowMs: 0 }, dns);
      expect(evaluation).toMatchObject(await oracle({ ip, sender, helo }, dns));
      results.add(evaluation.result);
    }),
    { numRuns: Number(process.env["SPF_RUNS"] ?? 1_000) },
  );
  expect([...results].toSorted()).toEqual(["fail", "neutral", "none", "pass", "permerror", "softfail"]);
});
