import { Resolver } from "node:dns/promises";
import type { Dns, DnsAnswer, DnsFailure, DnsRecord, DnsType } from "../model/dns.ts";
import { limits } from "../model/limits.ts";
import { nameFault, plainName } from "../parse/zone/names.ts";
import { codeOf } from "./problems.ts";

/** Questions that wait for an answer at the same time. */
const OPEN_MAX = 50;

/** Asks the resolvers of this machine, each question once in a run. */
export function liveDns(resolver: Asking = systemResolver()): Dns {
  const answers = new Map<string, Promise<DnsAnswer>>();
  const gate = new Gate(OPEN_MAX);
  return {
    lookup: (written, type) => {
      const name = plainName(written);
      if (name === "" || nameFault(name) !== undefined) return Promise.resolve({ status: "failed", because: "name-invalid" });
      const key = `${type} ${name}`;
      const known = answers.get(key);
      if (known) return known;
      const fresh = gate.pass(() => ask(resolver, name, type));
      const [oldest] = answers.keys();
      if (answers.size >= limits.dnsAnswersKeptMax && oldest !== undefined) answers.delete(oldest);
      answers.set(key, fresh);
      return fresh;
    },
  };
}

/** What of Node's resolver is used; tests stand in for it. */
export type Asking = Pick<
  Resolver,
  | "resolve4"
  | "resolve6"
  | "resolveCname"
  | "resolveMx"
  | "resolveNs"
  | "resolvePtr"
  | "resolveSoa"
  | "resolveTlsa"
  | "resolveTxt"
  | "resolveCaa"
>;

function systemResolver(): Resolver {
  return new Resolver({ timeout: limits.dnsTimeoutMs, tries: 2 });
}

async function ask(resolver: Asking, name: string, type: DnsType): Promise<DnsAnswer> {
  // Node cannot ask for this type.
  if (type === "DS") return { status: "failed", because: "refused" };
  try {
    const values = await valuesOf(resolver, name, type);
    const records = values.map(({ value, ttlSeconds = 0 }): DnsRecord => ({ type, name, ttlSeconds, value }));
    return records.length > 0 ? { status: "found", records } : { status: "absent", kind: "type" };
  } catch (fault) {
    return answerOf(codeOf(fault));
  }
}

interface Value {
  readonly value: string | readonly string[];
  readonly ttlSeconds?: number;
}

const plain = (value: string): Value => ({ value });

async function valuesOf(resolver: Asking, name: string, type: Exclude<DnsType, "DS">): Promise<readonly Value[]> {
  switch (type) {
    case "A":
      return (await resolver.resolve4(name, { ttl: true })).map(({ address, ttl }) => ({ value: address, ttlSeconds: ttl }));
    case "AAAA":
      return (await resolver.resolve6(name, { ttl: true })).map(({ address, ttl }) => ({ value: address, ttlSeconds: ttl }));
    case "CNAME":
      return (await resolver.resolveCname(name)).map(plain);
    case "MX":
      return (await resolver.resolveMx(name)).map(({ priority, exchange }) => plain(`${priority} ${exchange}`));
    case "NS":
      return (await resolver.resolveNs(name)).map(plain);
    case "PTR":
      return (await resolver.resolvePtr(name)).map(plain);
    case "SOA":
      return [await resolver.resolveSoa(name)].map(soa);
    case "TLSA":
      return (await resolver.resolveTlsa(name)).map(tlsa);
    case "TXT":
      return (await resolver.resolveTxt(name)).map((value) => ({ value }));
    case "CAA":
      return (await resolver.resolveCaa(name)).map(caa);
  }
}

type SoaRecord = Awaited<ReturnType<Asking["resolveSoa"]>>;
type TlsaRecord = Awaited<ReturnType<Asking["resolveTlsa"]>>[number];
type CaaRecord = Awaited<ReturnType<Asking["resolveCaa"]>>[number];

function soa({ nsname, hostmaster, serial, refresh, retry, expire, minttl }: SoaRecord): Value {
  return plain([nsname, hostmaster, serial, refresh, retry, expire, minttl].join(" "));
}

function tlsa({ certUsage, selector, match, data }: TlsaRecord): Value {
  return plain([certUsage, selector, match, Buffer.from(data).toString("hex")].join(" "));
}

function caa({ critical, ...tags }: CaaRecord): Value {
  const [tag = "", value = ""] = Object.entries(tags).find(([name]) => name !== "type") ?? [];
  return plain(`${critical} ${tag} ${value}`);
}

const failures: Readonly<Record<string, DnsFailure>> = {
  ETIMEOUT: "timeout",
  ECANCELLED: "timeout",
  EREFUSED: "refused",
  EFORMERR: "malformed",
  EBADRESP: "malformed",
  EBADNAME: "name-invalid",
};

function answerOf(code: string): DnsAnswer {
  if (code === "ENOTFOUND") return { status: "absent", kind: "name" };
  if (code === "ENODATA") return { status: "absent", kind: "type" };
  return { status: "failed", because: failures[code] ?? "server-failed" };
}

/** Lets so many through at once; others wait their turn. */
class Gate {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(width: number) {
    this.free = width;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}
