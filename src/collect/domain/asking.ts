import type { Dns, DnsAnswer, DnsRecord, DnsType } from "../../model/dns.ts";
import type { Gap, Parts, Source } from "../../model/document.ts";
import type { Lookups } from "../../model/domain/lookups.ts";
import type { DomainQuestion } from "../../model/domain/question.ts";
import type { Policies, PolicyAnswer } from "../../model/policy.ts";
import type { FileText, RecordText } from "../../model/record.ts";
import type { Servers } from "../../model/servers.ts";
import { isAtOrBelow } from "../../parse/zone/names.ts";
import { type BoundedDns, boundedDns } from "../bounded-dns.ts";

/** The parts that a domain has. */
export type DomainPart =
  | "spf"
  | "dkim"
  | "dmarc"
  | "lookups"
  | "mx"
  | "expected"
  | "mtaSts"
  | "tlsRpt"
  | "bimi"
  | "dnssec"
  | "tlsa"
  | "nameServers"
  | "soa"
  | "mailTtls"
  | "wildcard"
  | "aliases"
  | "caa"
  | "zoneFile"
  | "hosts"
  | "listings"
  | "senders"
  | "connections"
  | "propagation";

/** For a run that may not ask anybody over HTTPS. */
const noPolicies: Policies = { fetch: () => Promise.resolve({ status: "failed", because: "offline" }) };

/** Collects one part of a domain; a gap where what it needs was not given, or a lookup that all of it rests on failed. */
export type Slice<P extends DomainPart> = (asking: Asking) => Promise<Parts[P] | Gap>;

/** What the slices share while one domain is asked about: each question is asked once, each record becomes a source once. */
export class Asking {
  readonly question: DomainQuestion;
  readonly sources: Source[] = [];
  /** Undefined where nobody wanted servers to be asked one by one. */
  readonly servers: Servers | undefined;
  private readonly dns: BoundedDns;
  private readonly policies: Policies;
  private readonly texts = new Map<DnsRecord, RecordText>();

  constructor(question: DomainQuestion, dns: Dns, policies: Policies = noPolicies, servers?: Servers) {
    this.question = question;
    this.policies = policies;
    this.servers = servers;
    this.dns = boundedDns(dns);
  }

  get domain(): string {
    return this.question.domain;
  }

  lookup(name: string, type: DnsType): Promise<DnsAnswer> {
    return this.dns.lookup(name, type);
  }

  /** The records of a type at a name as texts to judge: none where there are none, a gap where nobody knows. */
  async textsAt(name: string, type: DnsType): Promise<readonly RecordText[] | Gap> {
    const answer = await this.lookup(name, type);
    if (answer.status === "failed") return "lookup-failed";
    return answer.status === "absent"
      ? []
      : answer.records.filter((record) => record.type === type).map((record) => this.textOf(name, record));
  }

  /** A record as a text that places lead into. */
  textOf(name: string, record: DnsRecord): RecordText {
    const known = this.texts.get(record);
    if (known) return known;
    const { type, ttlSeconds, value, writtenAt } = record;
    const strings = typeof value === "string" ? [value] : value;
    const text = strings.join("");
    const made: RecordText = { name, type, ttlSeconds, text, strings, source: this.sources.length };
    this.sources.push({ file: `${name} ${type}`, text, ...(writtenAt && { writtenAt }) });
    this.texts.set(record, made);
    return made;
  }

  /** The domain's MTA-STS policy; a source that breaks its promise and throws counts as silent. */
  async policy(): Promise<PolicyAnswer> {
    try {
      const { fetch: fetchPolicy } = this.policies;
      return await fetchPolicy(this.domain);
    } catch {
      return { status: "failed", because: "timeout" };
    }
  }

  /** A text from beside the DNS that places lead into. */
  fileOf(name: string, text: string): FileText {
    this.sources.push({ file: name, text });
    return { name, text, source: this.sources.length - 1 };
  }

  /** Asks without waiting, so that the slices, which go one after another, find the answer there. */
  prefetch(questions: readonly (readonly [name: string, type: DnsType])[]): void {
    for (const [name, type] of questions) void this.lookup(name, type);
  }

  /** How the asking went. Where nothing was answered, the zone above is asked for: is it the domain's servers, or the resolver? */
  async lookups(): Promise<Lookups> {
    const isMute = this.dns.asked().every(({ answer }) => answer?.status === "failed");
    if (isMute) await this.lookup(this.domain.slice(this.domain.indexOf(".") + 1), "NS");
    return this.counted();
  }

  private counted(): Lookups {
    const asked = this.dns.asked();
    const failed = asked.flatMap(({ name, type, answer }) =>
      answer?.status === "failed" ? [{ name, type, because: answer.because }] : [],
    );
    const own = asked.filter(({ name, answer }) => answer !== undefined && isAtOrBelow(name, this.domain));
    const others = asked.filter(({ name, answer }) => {
      const isAnswered = answer !== undefined && answer.status !== "failed";
      return isAnswered && !isAtOrBelow(name, this.domain);
    });
    const counts = { asked: asked.length, ownAsked: own.length, othersAnswered: others.length };
    return { domain: this.domain, ...counts, failed };
  }
}
