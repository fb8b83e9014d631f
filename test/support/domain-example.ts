import { readFileSync } from "node:fs";
import { collectDomain } from "../../src/collect/domain/collect-domain.ts";
import { editedDns } from "../../src/collect/domain/edited-dns.ts";
import { editedZone } from "../../src/collect/domain/edited-zone.ts";
import { domainQuestion, domainTables } from "../../src/collect/domain/question.ts";
import { zoneDns } from "../../src/collect/zone-dns.ts";
import type { Dns, DnsRecord } from "../../src/model/dns.ts";
import type { Document } from "../../src/model/document.ts";
import type { RecordChange } from "../../src/model/domain/repair.ts";
import type { DeclaredSender, Sender } from "../../src/model/domain/sender.ts";
import type { Policies, PolicyAnswer } from "../../src/model/policy.ts";
import type { ExampleDomain } from "../../src/model/rule.ts";
import type { Servers } from "../../src/model/servers.ts";
import type { Zone } from "../../src/model/zone.ts";
import { readSender } from "../../src/parse/sender.ts";
import { readZone } from "../../src/parse/zone/read-zone.ts";
import { type FakeServer, fakeServers } from "./fake-servers.ts";
import { book } from "./rule-book.ts";

const DOMAIN = "example.com";

/** What comes before lines of an example. */
const HEAD = `$ORIGIN ${DOMAIN}.\n$TTL 3600\n`;

const tables = domainTables(book.tables) ?? unfit();

function unfit(): never {
  throw new Error("a table for domains does not fit");
}

const clean: readonly DnsRecord[] = recordsIn(readFileSync("samples/domains/clean.zone", "utf8"));

const cleanPolicy = readFileSync("samples/domains/clean.mta-sts.txt", "utf8");

/** The document of a domain that is the clean one but for what an example changes, and then for some records changed. */
export function readDomainExample(
  example: ExampleDomain,
  nowMs: number,
  changes: readonly RecordChange[] = [],
): Promise<Document> {
  const { name = DOMAIN, selectors = ["mail"], lists = [], mailFrom, senders = [], source = "live" } = example;
  const zone = source === "zone" ? editedZone(zoneOf(example), changes) : undefined;
  const certificates = Object.entries(example.certificates ?? {}).map(([host, pem]) => ({ host, pem }));
  const named = { mailFrom: mailFrom?.replace("<>", ""), senders: declared(senders) };
  const question = domainQuestion(name, { ...example, ...named, selectors, lists, certificates, nowMs }, tables, zone);
  const dns = editedDns(exampleDns(example), changes);
  return collectDomain(question, dns, examplePolicies(example), exampleServers(example));
}

/** Senders as they are declared; one that cannot be is a mistake in the example. */
export function declared(senders: readonly DeclaredSender[]): readonly Sender[] {
  return senders.map((each) => {
    const read = readSender(each);
    if (!read.ok) throw new Error(read.fault.message.en);
    return read.value;
  });
}

/** What the DNS holds in an example: nothing else exists. */
export function exampleDns(example: ExampleDomain): Dns {
  const zone = zoneOf(example);
  const delegated = zone.records.filter(({ type }) => type === "NS").map(({ name }) => name);
  const below = zoneDns({ ...zone, covered: ["", ...delegated] });
  const failures = new Map(Object.entries(example.failing ?? {}).map(([question, because]) => [absolute(question), because]));
  return {
    lookup: (name, type) => {
      const because = failures.get(`${name} ${type}`) ?? (isOwn(name) ? example.failing?.["*"] : undefined);
      return because === undefined ? below.lookup(name, type) : Promise.resolve({ status: "failed", because });
    },
  };
}

/** The servers of an example: each serves the zone with changes of its own. */
function exampleServers(example: ExampleDomain): Servers | undefined {
  const { servers, records = "", without = [] } = example;
  if (!servers) return undefined;
  const worlds = Object.entries(servers).map(([address, server]): readonly [string, FakeServer] => {
    const zone = zoneOf({
      records: `${records}\n${server.records ?? ""}`,
      without: [...without, ...(server.without ?? [])],
    });
    return [address, { ...server, held: zone.records, referral: recordsIn(`${HEAD}${server.refers ?? ""}`) }];
  });
  return fakeServers(new Map(worlds), zoneOf(example).records);
}

/** The policy of the domain alone is there. */
function examplePolicies({ name = DOMAIN, policy = {} }: ExampleDomain): Policies {
  const { text = cleanPolicy, contentType = "text/plain", httpStatus, failing } = policy;
  const answer: PolicyAnswer =
    failing !== undefined
      ? { status: "failed", because: failing }
      : httpStatus !== undefined
        ? { status: "absent", httpStatus }
        : { status: "found", text, contentType };
  return {
    fetch: (host) => Promise.resolve(host === name ? answer : { status: "failed", because: "not-recorded" }),
  };
}

/** The clean zone with an example's changes, as a zone file that covers the domain. */
function zoneOf({ records = "", without = [] }: ExampleDomain): Zone {
  const changed = recordsIn(`${HEAD}${records}`);
  const replaced = new Set(changed.map(keyOf));
  const taken = new Set(without.map(absolute));
  const kept = clean.filter((record) => !replaced.has(keyOf(record)) && !taken.has(keyOf(record)) && !taken.has(record.name));
  const all = [...kept, ...changed];
  return { records: all, names: all.map(({ name }) => name), covered: [DOMAIN] };
}

function isOwn(name: string): boolean {
  return name === DOMAIN || name.endsWith(`.${DOMAIN}`);
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
