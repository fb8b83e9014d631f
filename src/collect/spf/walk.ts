import type { DnsAnswer, DnsRecord, DnsType } from "../../model/dns.ts";
import type { ReadSpf, SpfAsked, SpfLink, SpfLoop, SpfNode, SpfNodeState, SpfTree } from "../../model/domain/spf.ts";
import { limits } from "../../model/limits.ts";
import type { Range } from "../../model/place.ts";
import type { RecordText } from "../../model/record.ts";
import type { SpfReading, SpfTerm } from "../../model/spf.ts";
import { fixedTarget, isTargetName } from "../../parse/records/spf/expand.ts";
import { passesOf } from "../../parse/records/spf/passes.ts";
import { readSpf } from "../../parse/records/spf/read-record.ts";
import { isSpfVersion } from "../../parse/records/spf/version.ts";
import { registrableDomain } from "../../parse/text/organisation.ts";
import { isUnregistered } from "../domain/unregistered.ts";
import { mxHosts } from "./matching.ts";
import { lookupsOf, stepsIn } from "./steps.ts";

/** Where answers and texts to judge come from. */
export interface SpfSource {
  readonly lookup: (name: string, type: DnsType) => Promise<DnsAnswer>;
  readonly textOf: (name: string, record: DnsRecord) => RecordText;
  /** Asks without waiting. */
  readonly prefetch: (questions: readonly (readonly [name: string, type: DnsType])[]) => void;
}

/** Follows a domain's record to all that it leads to, each record once, without a host to judge. */
export async function walkSpf(domain: string, source: SpfSource): Promise<SpfTree> {
  const walk = new Walk(domain, source);
  await walk.visit(domain);
  const { nodes, loops } = walk;
  const [root] = nodes;
  const { lookups = 0, voidLookups = 0, passes = { 4: [], 6: [], unknown: [] } } = root ?? {};
  return { nodes, lookups, voidLookups, steps: stepsIn(nodes), loops, passes };
}

/** Readings by the record they are of: thousands of domains include the records of the same few providers. */
const readings = new WeakMap<DnsRecord, SpfReading>();

function readingOf(record: DnsRecord, { text, strings }: RecordText): SpfReading {
  const known = readings.get(record);
  if (known) return known;
  const reading = readSpf(text, strings);
  readings.set(record, reading);
  return reading;
}

class Walk {
  readonly nodes: SpfNode[] = [];
  readonly loops: SpfLoop[] = [];
  private readonly root: string;
  private readonly source: SpfSource;
  private readonly known = new Map<string, number>();
  /** The names that lead to the one being read. */
  private readonly path: string[] = [];
  private namesAsked = 0;
  /** The root's term that is followed now. */
  private rootAt: Range = { start: 0, end: 0 };

  constructor(root: string, source: SpfSource) {
    this.root = root;
    this.source = source;
  }

  /** The index of the node of a name that is not on the path. */
  async visit(name: string): Promise<number> {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const at = this.nodes.length;
    this.known.set(name, at);
    const answer = at < limits.spfRecordsMax ? await this.ask(name, "TXT") : tooMany;
    const bare = this.nodeOf(name, answer);
    this.nodes.push(bare);
    if (bare.state === "name-absent") this.nodes[at] = { ...bare, goneDomain: await this.goneDomain(name) };
    if (bare.state !== "found") return at;
    const terms = askingTerms(bare.read);
    this.source.prefetch(terms.flatMap((term) => this.questionsOf(term, name)));
    this.path.push(name);
    const links: SpfLink[] = [];
    for (const term of terms) {
      if (at === 0) this.rootAt = term.at;
      links.push(await this.follow(term, bare));
    }
    this.path.pop();
    const node = { ...bare, links, ...lookupsOf(links, this.nodes), passes: passesOf(bare, links, this.nodes) };
    this.nodes[at] = node;
    return at;
  }

  private nodeOf(name: string, answer: DnsAnswer): SpfNode {
    const aliases = answer.status === "failed" ? [] : (answer.aliases ?? []);
    const passes = { 4: [], 6: [], unknown: [] };
    const node = {
      name,
      because: undefined,
      read: undefined,
      goneDomain: undefined,
      aliases,
      links: [],
      lookups: 0,
      voidLookups: 0,
      passes,
    };
    if (answer.status === "failed") return { ...node, state: "failed", because: answer.because };
    if (answer.status === "absent") return { ...node, state: answer.kind === "name" ? "name-absent" : "record-absent" };
    const texts = answer.records
      .filter(({ type }) => type === "TXT")
      .map((record) => ({ record, text: this.source.textOf(name, record) }));
    const [first, second] = texts.filter(({ text }) => isSpfVersion(text.text));
    if (first === undefined) return { ...node, state: "record-absent" };
    if (second !== undefined) return { ...node, state: "several" };
    const read = { record: first.text, ...readingOf(first.record, first.text) };
    const state: SpfNodeState = read.value?.isWellFormed ? "found" : "malformed";
    return { ...node, state, read };
  }

  /** The registered domain above a name that does not exist, where that does not exist either. */
  private async goneDomain(name: string): Promise<string | undefined> {
    const isGone = await isUnregistered({ lookup: (above, type) => this.ask(above, type) }, name);
    return isGone ? registrableDomain(name) : undefined;
  }

  private async follow(term: AskingTerm, { name, read }: SpfNode): Promise<SpfLink> {
    const written = read?.record.text.slice(term.at.start, term.at.end) ?? "";
    const target = this.targetOf(term, name);
    const link = { term, written, target, asked: [], node: undefined, isVoid: false, mxHosts: 0 };
    if (target === undefined || term.kind === "ptr") return link;
    return { ...link, ...(isLeading(term) ? await this.lead(target) : await this.askHosts(term, target)) };
  }

  private async lead(target: string): Promise<Pick<SpfLink, "node" | "isVoid">> {
    const from = this.path.indexOf(target);
    if (from >= 0) {
      this.loops.push({ names: [...this.path.slice(from), target], rootAt: this.rootAt });
      return { node: undefined, isVoid: false };
    }
    const node = await this.visit(target);
    const state = this.nodes[node]?.state;
    return { node, isVoid: state === "name-absent" || (state === "record-absent" && !(await this.hasTexts(target))) };
  }

  /** An answer with texts that are none of SPF is no void lookup. */
  private async hasTexts(name: string): Promise<boolean> {
    return (await this.source.lookup(name, "TXT")).status === "found";
  }

  private targetOf(term: AskingTerm, domain: string): string | undefined {
    return term.target === undefined ? domain : fixedTarget(term.target.parts, domain, this.root);
  }

  private questionsOf(term: AskingTerm, domain: string): readonly (readonly [string, DnsType])[] {
    const target = this.targetOf(term, domain);
    if (target === undefined || !isTargetName(target)) return [];
    return questionTypes[term.kind].map((type) => [target, type] as const);
  }

  private async askHosts(
    term: Exclude<AskingTerm, { readonly kind: "include" | "redirect" }>,
    target: string,
  ): Promise<Pick<SpfLink, "asked" | "isVoid" | "mxHosts">> {
    const asked: SpfAsked[] = [];
    for (const type of questionTypes[term.kind]) asked.push({ name: target, type, answer: await this.ask(target, type) });
    const isVoid = asked.every(({ answer }) => answer.status === "absent");
    if (term.kind !== "mx") return { asked, isVoid, mxHosts: 0 };
    const hosts = asked.flatMap(({ answer }) => hostsIn(answer));
    for (const name of hosts.slice(0, limits.spfMxHostsMax))
      for (const type of ["A", "AAAA"] as const) asked.push({ name, type, answer: await this.ask(name, type) });
    return { asked, isVoid, mxHosts: hosts.length };
  }

  private async ask(name: string, type: DnsType): Promise<DnsAnswer> {
    if (!isTargetName(name)) return { status: "absent", kind: "name" };
    if (++this.namesAsked > limits.spfNamesAskedMax) return tooMany;
    return this.source.lookup(name, type);
  }
}

const tooMany: DnsAnswer = { status: "failed", because: "too-many" };

type AskingTerm = Extract<SpfTerm, { readonly kind: keyof typeof questionTypes }>;

/** What each kind of term asks for at its target first. */
const questionTypes = {
  include: ["TXT"],
  redirect: ["TXT"],
  a: ["A", "AAAA"],
  mx: ["MX"],
  exists: ["A"],
  ptr: [],
} as const satisfies Readonly<Record<string, readonly DnsType[]>>;

/** The terms that receivers come to and that ask: up to the first `all`, and `redirect` where there is none. */
function askingTerms(read: ReadSpf | undefined): readonly AskingTerm[] {
  const terms = read?.value?.terms ?? [];
  const all = terms.findIndex(({ kind }) => kind === "all");
  const reached = all < 0 ? terms : terms.slice(0, all);
  const asking = reached.filter(isAsking);
  return [
    ...asking.filter(({ kind }) => kind !== "redirect"),
    ...(all < 0 ? asking.filter(({ kind }) => kind === "redirect") : []),
  ];
}

function isAsking(term: SpfTerm): term is AskingTerm {
  return Object.hasOwn(questionTypes, term.kind);
}

function isLeading(term: AskingTerm): term is Extract<AskingTerm, { readonly kind: "include" | "redirect" }> {
  return term.kind === "include" || term.kind === "redirect";
}

function hostsIn(answer: DnsAnswer): readonly string[] {
  return answer.status === "found"
    ? mxHosts(answer.records.flatMap(({ value }) => (typeof value === "string" ? [value] : [])))
    : [];
}
