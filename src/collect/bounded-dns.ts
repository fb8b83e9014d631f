import type { Dns, DnsAnswer, DnsType } from "../model/dns.ts";
import { limits } from "../model/limits.ts";
import { nameFault, plainName } from "../parse/zone/names.ts";

/** A source that asks no more than it may, and knows what it asked. */
export interface BoundedDns extends Dns {
  /** The questions so far, in order. */
  readonly asked: () => readonly Asked[];
}

/** One question, and its answer once there is one. */
export interface Asked {
  readonly name: string;
  readonly type: DnsType;
  readonly answer: DnsAnswer | undefined;
}

/**
 * Asks each question of one message or domain once, no more than so many, and none any more when several timed out. A
 * source that breaks its promise and throws counts as failed.
 */
export function boundedDns(dns: Dns): BoundedDns {
  const questions = new Map<string, Question>();
  let timeouts = 0;
  const settled = (question: Question, answer: DnsAnswer): DnsAnswer => {
    question.answer = answer;
    if (answer.status === "failed" && answer.because === "timeout") timeouts++;
    return answer;
  };
  return {
    lookup: (written, type) => {
      const name = plainName(written);
      const key = `${type} ${name}`;
      const known = questions.get(key);
      if (known) return known.promise;
      if (nameFault(name) !== undefined) return nameInvalid;
      if (questions.size >= limits.dnsLookupsPerMessageMax) return tooMany;
      if (timeouts >= limits.dnsTimeoutsPerMessageMax) return timedOut;
      const question: Question = { name, type, answer: undefined, promise: nameInvalid };
      question.promise = asked(dns, name, type).then(
        (answer) => settled(question, answer),
        () => settled(question, { status: "failed", because: "server-failed" }),
      );
      questions.set(key, question);
      return question.promise;
    },
    asked: () => [...questions.values()],
  };
}

interface Question {
  readonly name: string;
  readonly type: DnsType;
  answer: DnsAnswer | undefined;
  promise: Promise<DnsAnswer>;
}

const nameInvalid: Promise<DnsAnswer> = Promise.resolve({ status: "failed", because: "name-invalid" });
const tooMany: Promise<DnsAnswer> = Promise.resolve({ status: "failed", because: "too-many" });
const timedOut: Promise<DnsAnswer> = Promise.resolve({ status: "failed", because: "timeout" });

/** A source may throw before it has promised anything. */
function asked(dns: Dns, name: string, type: DnsType): Promise<DnsAnswer> {
  try {
    return dns.lookup(name, type);
  } catch (fault) {
    return Promise.reject(fault instanceof Error ? fault : new Error(String(fault)));
  }
}
