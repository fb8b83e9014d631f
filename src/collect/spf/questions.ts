import type { Dns, DnsAnswer, DnsRecord, DnsType } from "../../model/dns.ts";
import { limits } from "../../model/limits.ts";
import { textOf } from "../../model/record-value.ts";
import type { SpfLookup, SpfProblem, SpfProblemKind } from "../../model/spf-evaluation.ts";

/** Where a question comes from. */
export interface Asker {
  readonly domain: string;
  /** As written; empty where nothing is counted. */
  readonly term: string;
  /** The questions of this term so far. */
  readonly asked: SpfLookup[];
}

/** Asks the DNS for one check, counts, and remembers what ended it: every problem ends the check as a whole. */
export class Questions {
  lookups = 0;
  voidLookups = 0;
  problem: SpfProblem | undefined;
  private readonly dns: Dns;

  constructor(dns: Dns) {
    this.dns = dns;
  }

  /** Counts a term that asks; false where it is one too many. */
  counts(asker: Asker): boolean {
    this.lookups++;
    if (this.lookups > limits.spfLookupsMax) this.end("lookups-exceeded", asker);
    return this.problem === undefined;
  }

  /** The values at a name, and a void lookup counted where there are none; undefined where the check has ended. */
  async values(asker: Asker, name: string, type: DnsType): Promise<readonly string[] | undefined> {
    const answer = await this.ask(asker, name, type);
    if (answer.status === "failed") return this.fail(asker, name, answer);
    if (answer.status === "found") return valuesIn(answer.records, type);
    this.voidLookups++;
    if (this.voidLookups > limits.spfVoidLookupsMax) this.end("void-lookups-exceeded", asker, name);
    return this.problem === undefined ? [] : undefined;
  }

  /** The same, nothing counted: hosts of `mx` are part of one term. A name that cannot exist has no address. */
  async hostAddresses(asker: Asker, name: string, type: DnsType): Promise<readonly string[] | undefined> {
    const answer = await this.ask(asker, name, type);
    if (answer.status === "failed") return this.fail(asker, name, answer);
    return answer.status === "found" ? valuesIn(answer.records, type) : [];
  }

  /** The texts at a name; undefined where the check has ended. */
  async texts(asker: Asker, name: string): Promise<readonly string[] | undefined> {
    const answer = await this.ask(asker, name, "TXT");
    if (answer.status === "failed") return answer.because === "name-invalid" ? [] : this.fail(asker, name, answer);
    return answer.status === "found" ? textsIn(answer.records) : [];
  }

  /** The names of an address. Only a void lookup too many can end the check here (RFC 7208, 5.5). */
  async pointers(asker: Asker, name: string): Promise<readonly string[]> {
    const answer = await this.ask(asker, name, "PTR");
    if (answer.status === "absent" && asker.term !== "" && ++this.voidLookups > limits.spfVoidLookupsMax)
      this.end("void-lookups-exceeded", asker, name);
    return answer.status === "found" ? valuesIn(answer.records, "PTR") : [];
  }

  /** A question whose failure ends nothing. */
  async tried(asker: Asker, name: string, type: DnsType): Promise<readonly string[]> {
    const answer = await this.ask(asker, name, type);
    return answer.status === "found" ? (type === "TXT" ? textsIn(answer.records) : valuesIn(answer.records, type)) : [];
  }

  end(kind: SpfProblemKind, { domain, term }: Asker, name = ""): undefined {
    this.problem ??= { kind, domain, term, name, because: undefined };
  }

  private async ask({ asked }: Asker, name: string, type: DnsType): Promise<DnsAnswer> {
    const answer = await this.dns.lookup(name, type);
    asked.push({ name, type, status: answer.status });
    return answer;
  }

  /** Names that cannot be asked for have nothing to them; that is sure, and no failure. */
  private fail({ domain, term }: Asker, name: string, { because }: DnsAnswer & { readonly status: "failed" }) {
    if (because === "name-invalid") return [];
    this.problem ??= { kind: "lookup-failed", domain, term, name, because };
    return undefined;
  }
}

function valuesIn(records: readonly DnsRecord[], type: DnsType): readonly string[] {
  return records.flatMap((record) => (record.type === type && typeof record.value === "string" ? [record.value] : []));
}

function textsIn(records: readonly DnsRecord[]): readonly string[] {
  return records.flatMap(({ type, value }) => (type === "TXT" ? [textOf(value)] : []));
}
