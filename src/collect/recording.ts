import type { Dns, DnsAnswer, DnsRecord, DnsType } from "../model/dns.ts";
import type { Policies, PolicyAnswer } from "../model/policy.ts";
import { plainName } from "../parse/zone/names.ts";

/** Answers as a file keeps them, in the order of names and types: `replay` gives them again. */
export interface Recording {
  readonly version: 1;
  readonly answers: readonly (DnsAnswer & { readonly name: string; readonly type: DnsType })[];
  readonly policies?: readonly (PolicyAnswer & { readonly host: string })[];
}

/** Sources of answers that note what they said. */
export interface Recorded {
  readonly dns: Dns;
  readonly policies: Policies;
  /** All that was said so far; the last answer to a question holds. */
  readonly recording: () => Recording;
}

/** Notes every answer that these sources give. */
export function recorded(dns: Dns, policies: Policies): Recorded {
  const { fetch: fetchPolicy } = policies;
  const answers = new Map<string, Recording["answers"][number]>();
  const fetched = new Map<string, PolicyAnswer & { readonly host: string }>();
  return {
    dns: {
      lookup: async (written, type) => {
        const answer = await dns.lookup(written, type);
        const name = plainName(written);
        answers.set(`${name} ${type}`, { name, type, ...withoutPlaces(answer) });
        return answer;
      },
    },
    policies: {
      fetch: async (written) => {
        const answer = await fetchPolicy(written);
        const host = plainName(written);
        fetched.set(host, { host, ...answer });
        return answer;
      },
    },
    recording: () => ({
      version: 1,
      answers: inOrder(answers),
      ...(fetched.size > 0 && { policies: inOrder(fetched) }),
    }),
  };
}

/** Where a record was written tells of the machine that recorded, not of the DNS. */
function withoutPlaces(answer: DnsAnswer): DnsAnswer {
  if (answer.status !== "found") return answer;
  const plain = ({ type, name, ttlSeconds, value }: DnsRecord): DnsRecord => ({ type, name, ttlSeconds, value });
  return { ...answer, records: answer.records.map(plain) };
}

function inOrder<T>(noted: ReadonlyMap<string, T>): readonly T[] {
  return [...noted].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
}
