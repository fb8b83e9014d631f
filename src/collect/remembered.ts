import type { Dns, DnsAnswer } from "../model/dns.ts";
import type { Policies, PolicyAnswer } from "../model/policy.ts";

/** Asks each question once, however often a domain is judged: what is judged again is judged by the same answers. */
export function rememberedDns(dns: Dns): Dns {
  const answers = new Map<string, Promise<DnsAnswer>>();
  return { lookup: (name, type) => once(answers, `${type} ${name}`, () => dns.lookup(name, type)) };
}

/** Fetches each policy once. */
export function rememberedPolicies({ fetch: fetchPolicy }: Policies): Policies {
  const answers = new Map<string, Promise<PolicyAnswer>>();
  return { fetch: (host) => once(answers, host, () => fetchPolicy(host)) };
}

function once<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  return answer;
}
