import { closedZone, zoneDns } from "../../src/collect/zone-dns.ts";
import type { Dns, DnsAnswer, DnsRecord } from "../../src/model/dns.ts";
import { readZone } from "../../src/parse/zone/read-zone.ts";

/** A world of TXT records by name, in which nothing else exists. */
export function texts(records: Readonly<Record<string, string | readonly string[]>>): Dns {
  return zoneDns(
    closedZone(
      Object.entries(records).flatMap(([name, value]) =>
        (typeof value === "string" ? [value] : value).map((text) => txt(name, text)),
      ),
    ),
  );
}

export function txt(name: string, ...strings: readonly string[]): DnsRecord {
  return { type: "TXT", name: name.toLowerCase(), ttlSeconds: 300, value: strings };
}

/** A world as a master file says it, in which nothing else exists. */
export function world(file: string): Dns {
  const { zone, problems } = readZone(file);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return zoneDns({ ...zone, covered: [""] });
}

/** A world whose `nth` question fails, and how many were asked. */
export function failingAt(dns: Dns, nth: number): Dns & { readonly asked: () => number } {
  let asked = 0;
  const answer = (name: string, type: Parameters<Dns["lookup"]>[1]): Promise<DnsAnswer> =>
    ++asked === nth ? Promise.resolve({ status: "failed", because: "server-failed" }) : dns.lookup(name, type);
  return { lookup: answer, asked: () => asked };
}
