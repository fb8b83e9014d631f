import { spf } from "mailauth/lib/spf/index.js";
import { evaluateSpf } from "../src/collect/spf/evaluate.ts";
import type { Dns, DnsAnswer, DnsRecord } from "../src/model/dns.ts";
import { inTurns, type Measured, median } from "./measure.ts";

/** Evaluations in each round. */
const EVALUATIONS = 2_000;

/** As a domain that sends through two providers has it: blocks of both families, `a`, `mx`, and an include in an include. */
const records: readonly (readonly [name: string, type: DnsRecord["type"], value: string])[] = [
  ["example.com", "TXT", "v=spf1 a mx ip4:192.0.2.0/28 include:_spf.one.example include:two.example ~all"],
  ["example.com", "A", "192.0.2.80"],
  ["example.com", "MX", "10 mx1.example.com"],
  ["mx1.example.com", "A", "192.0.2.25"],
  ["_spf.one.example", "TXT", "v=spf1 include:_a.one.example include:_b.one.example ~all"],
  ["_a.one.example", "TXT", `v=spf1 ${blocks("198.51.100", 12)} ~all`],
  ["_b.one.example", "TXT", "v=spf1 ip6:2001:db8:1::/48 ip6:2001:db8:2::/48 ip6:2001:db8:3::/48 ip4:203.0.113.0/26 ~all"],
  ["two.example", "TXT", `v=spf1 ${blocks("203.0.113", 10)} -all`],
];

const clients = ["192.0.2.3", "198.51.100.90", "203.0.113.70", "2001:db8:2::25", "192.0.2.200", "100.64.0.1"];

function blocks(start: string, count: number): string {
  return Array.from({ length: count }, (_, at) => `ip4:${start}.${at * 16}/28`).join(" ");
}

/**
 * Evaluations of SPF that our evaluator makes in a second, with the trace of every term, as a multiple of mailauth's by
 * the letter: both get answers of their own shape out of a table, in turns.
 */
export async function spfEvaluation({ rounds }: { readonly rounds: number }): Promise<Measured> {
  const dns = ourAnswers();
  const resolver = theirAnswers();
  const questions = Array.from({ length: EVALUATIONS }, (_, at) => clients[at % clients.length] ?? "");
  const sender = "news@example.com";
  const helo = "out.example.com";
  const times = await inTurns(rounds, {
    ours: async () => {
      for (const ip of questions) await evaluateSpf({ ip, sender, helo, domain: "example.com", nowMs: 0 }, dns);
    },
    theirs: async () => {
      for (const ip of questions) await spf({ ip, sender, helo, mta: "bench", strict: true, resolver });
    },
  });
  const perSecond = (name: string): number => (1_000 * EVALUATIONS) / median(times[name] ?? []);
  const [ours, theirs] = [perSecond("ours"), perSecond("theirs")];
  return { value: ours / theirs, detail: `${ours.toFixed(0)} a second against ${theirs.toFixed(0)}; ${rounds} rounds` };
}

function ourAnswers(): Dns {
  const answers = new Map<string, DnsAnswer>();
  for (const [name, type, value] of records) {
    const record: DnsRecord = { name, type, ttlSeconds: 0, value: type === "TXT" ? [value] : value };
    answers.set(`${type} ${name}`, { status: "found", records: [record] });
  }
  const absent: DnsAnswer = { status: "absent", kind: "type" };
  return { lookup: async (name, type) => answers.get(`${type} ${name}`) ?? absent };
}

function theirAnswers(): (name: string, type: string) => Promise<readonly unknown[]> {
  const answers = new Map(records.map(([name, type, value]) => [`${type} ${name}`, [nodeValue(type, value)]]));
  return async (name, type) => {
    const found = answers.get(`${type} ${name}`);
    if (!found) throw Object.assign(new Error("ENODATA"), { code: "ENODATA" });
    return found;
  };
}

/** A value as Node gives it. */
function nodeValue(type: string, value: string): unknown {
  if (type === "TXT") return [value];
  return type === "MX" ? { priority: 10, exchange: value.slice(3) } : value;
}
