import { Asking } from "../../src/collect/domain/asking.ts";
import type { DomainTables } from "../../src/collect/domain/question.ts";
import { zoneDns } from "../../src/collect/zone-dns.ts";
import type { Dns } from "../../src/model/dns.ts";
import type { DomainQuestion } from "../../src/model/domain/question.ts";
import { readZone } from "../../src/parse/zone/read-zone.ts";

/** Tables that name nothing. */
export const noTables: DomainTables = {
  knownSelectors: [],
  blockLists: [],
  esps: [],
  mailHosts: [],
  requirements: { providers: {}, requirements: [] },
};

/** Asks about `example.com` in a world that holds these lines and nothing else; `questions` says what was asked. */
export function askingZone(
  lines: string,
  question: Partial<DomainQuestion> = {},
): Asking & { readonly questions: readonly string[] } {
  const { zone } = readZone(`$ORIGIN example.com.\n${lines}`);
  const covered = ["", ...zone.records.filter(({ type }) => type === "NS").map(({ name }) => name)];
  const below = zoneDns({ ...zone, covered });
  const questions: string[] = [];
  const dns: Dns = {
    lookup: (name, type) => {
      questions.push(`${name} ${type}`);
      return name.includes("silent") ? Promise.resolve({ status: "failed", because: "timeout" }) : below.lookup(name, type);
    },
  };
  const whole: DomainQuestion = {
    domain: "example.com",
    selectors: [],
    ips: [],
    helo: undefined,
    pasted: [],
    mailFrom: undefined,
    senders: [],
    senderEsps: [],
    lists: [],
    certificates: [],
    zone: undefined,
    nowMs: 0,
    ...noTables,
    ...question,
  };
  return Object.assign(new Asking(whole, dns), { questions });
}
