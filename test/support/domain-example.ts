import { readFileSync } from "node:fs";
import { collectDomain } from "../../src/collect/domain/collect-domain.ts";
import { readKnownSelectors } from "../../src/collect/domain/dkim-selectors.ts";
import { zoneDns } from "../../src/collect/zone-dns.ts";
import type { Dns, DnsRecord } from "../../src/model/dns.ts";
import type { Document } from "../../src/model/document.ts";
import type { DomainQuestion } from "../../src/model/domain/question.ts";
import type { ExampleDomain } from "../../src/model/rule.ts";
import { readZone } from "../../src/parse/zone/read-zone.ts";
import { book } from "./rule-book.ts";

const DOMAIN = "example.com";

const knownSelectors = readKnownSelectors(book.tables["dkim-selectors"]) ?? [];

const clean: readonly DnsRecord[] = recordsIn(readFileSync("samples/domains/clean.zone", "utf8"));

/** The document of a domain that is the clean one but for what an example changes. */
export function readDomainExample(example: ExampleDomain, nowMs: number): Promise<Document> {
  const { name = DOMAIN, selectors = ["mail"], ips = [], helo } = example;
  const question: DomainQuestion = { domain: name, selectors, knownSelectors, ips, helo, nowMs };
  return collectDomain(question, exampleDns(example));
}

/** What the DNS holds in an example: nothing else exists. */
export function exampleDns({ records = "", without = [], failing = {} }: ExampleDomain): Dns {
  const changed = recordsIn(`$ORIGIN ${DOMAIN}.\n$TTL 3600\n${records}`);
  const replaced = new Set(changed.map(keyOf));
  const taken = new Set(without.map(absolute));
  const kept = clean.filter((record) => !replaced.has(keyOf(record)) && !taken.has(keyOf(record)) && !taken.has(record.name));
  const all = [...kept, ...changed];
  const below = zoneDns({ records: all, names: all.map(({ name }) => name), covered: [""] });
  const failures = new Map(Object.entries(failing).map(([question, because]) => [absolute(question), because]));
  return {
    lookup: (name, type) => {
      const because = failures.get(`${name} ${type}`);
      return because === undefined ? below.lookup(name, type) : Promise.resolve({ status: "failed", because });
    },
  };
}

function keyOf({ name, type }: DnsRecord): string {
  return `${name} ${type}`;
}

/** `_dmarc TXT` stands for `_dmarc.example.com TXT`; `@ TXT` for the domain's own; a name with a last dot is whole. */
function absolute(question: string): string {
  const [name = "", type] = question.split(" ");
  const whole = name === "@" ? DOMAIN : name.endsWith(".") ? name.slice(0, -1) : `${name}.${DOMAIN}`;
  return type === undefined ? whole : `${whole} ${type}`;
}

function recordsIn(text: string): readonly DnsRecord[] {
  const { zone, problems } = readZone(text);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return zone.records;
}
