import type { Dns, DnsAnswer } from "../model/dns.ts";
import { limits } from "../model/limits.ts";
import { nameFault, plainName } from "../parse/zone/names.ts";

/**
 * Asks each question of one message once, no more than so many, and none any more when several timed out. A source that
 * breaks its promise and throws counts as failed.
 */
export function boundedDns(dns: Dns): Dns {
  const answers = new Map<string, Promise<DnsAnswer>>();
  let timeouts = 0;
  const ask: Dns["lookup"] = async (name, type) => {
    const answer = await safely(dns, name, type);
    if (answer.status === "failed" && answer.because === "timeout") timeouts++;
    return answer;
  };
  return {
    lookup: (written, type) => {
      const name = plainName(written);
      if (nameFault(name) !== undefined) return Promise.resolve({ status: "failed", because: "name-invalid" });
      const key = `${type} ${name}`;
      const known = answers.get(key);
      if (known) return known;
      if (answers.size >= limits.dnsLookupsPerMessageMax) return Promise.resolve({ status: "failed", because: "too-many" });
      if (timeouts >= limits.dnsTimeoutsPerMessageMax) return Promise.resolve({ status: "failed", because: "timeout" });
      const fresh = ask(name, type);
      answers.set(key, fresh);
      return fresh;
    },
  };
}

async function safely(dns: Dns, ...question: Parameters<Dns["lookup"]>): Promise<DnsAnswer> {
  try {
    return await dns.lookup(...question);
  } catch {
    return { status: "failed", because: "server-failed" };
  }
}
