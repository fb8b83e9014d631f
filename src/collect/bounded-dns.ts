import type { Dns, DnsAnswer } from "../model/dns.ts";
import { nameFault, plainName } from "../parse/zone/names.ts";

/** Asks each question once, and no more than so many. A source that breaks its promise and throws counts as failed. */
export function boundedDns(dns: Dns, lookupsMax: number): Dns {
  const answers = new Map<string, Promise<DnsAnswer>>();
  return {
    lookup: (written, type) => {
      const name = plainName(written);
      if (nameFault(name) !== undefined) return Promise.resolve({ status: "failed", because: "name-invalid" });
      const key = `${type} ${name}`;
      const known = answers.get(key);
      if (known) return known;
      if (answers.size >= lookupsMax) return Promise.resolve({ status: "failed", because: "too-many" });
      const fresh = ask(dns, name, type);
      answers.set(key, fresh);
      return fresh;
    },
  };
}

async function ask(dns: Dns, ...question: Parameters<Dns["lookup"]>): Promise<DnsAnswer> {
  try {
    return await dns.lookup(...question);
  } catch {
    return { status: "failed", because: "server-failed" };
  }
}
