import type { SpfLink, SpfNode, SpfTree } from "../../../model/domain/spf.ts";
import { limits } from "../../../model/limits.ts";
import { STRING_BYTES_MAX } from "../../../model/record-value.ts";
import type { SpfMechanism, SpfTerm } from "../../../model/spf.ts";
import { addressSet, blocksOf, isWithin } from "./address-set.ts";
import { compareDecisions, type Equivalence } from "./equivalence.ts";
import { type Decision, decisionsOf } from "./passes.ts";
import { printRecord, printTerm } from "./print.ts";
import { readSpf } from "./read-record.ts";

/** The smallest record we know that decides as the published one does, or why there is none to propose. */
export type SpfOptimisation =
  | {
      readonly status: "smaller";
      readonly record: string;
      /** The record as strings of at most 255 bytes, cut behind blanks. */
      readonly strings: readonly string[];
      readonly lookups: number;
      /** Terms whose addresses were written out so that the record asks less: they no longer follow their owner. */
      readonly flattened: readonly string[];
      readonly proof: Equivalence;
    }
  | { readonly status: "unchanged" }
  | { readonly status: "unproven"; readonly because: Unproven };

/** Why nothing is proposed. */
export type Unproven =
  /** A lookup on the way failed, so that nobody knows whom the record lets pass. */
  | "lookup-failed"
  /** A record on the way is missing or broken, or leads back to itself. */
  | "record-unusable"
  /** Terms that only a host can tell ask more than is allowed. */
  | "lookups-left"
  | "too-large"
  | "sets-differ";

/** Blocks in a record that anybody would publish: 65,535 bytes have room for some more. */
const BLOCKS_MAX = 2_000;

/**
 * Proposes the smallest record that decides the same for every address: blocks joined, what another term covers dropped,
 * macros kept, and terms written out as addresses only as far as the record asks more than `lookupsMax`. What is proposed is proved on
 * its text, by sets, for both families; what cannot be proved is not proposed.
 */
export function optimiseSpf(tree: SpfTree, lookupsMax: number = limits.spfLookupsMax): SpfOptimisation {
  const [root] = tree.nodes;
  const fault = faultOf(tree);
  if (root?.read === undefined || fault !== undefined) return { status: "unproven", because: fault ?? "record-unusable" };
  const before = decisionsOf(root, root.links, tree.nodes);
  const flattened = termsToFlatten(root, tree, lookupsMax);
  if (flattened === undefined) return { status: "unproven", because: "lookups-left" };
  const terms = smallest(before, flattened, root);
  if (terms.length > BLOCKS_MAX) return { status: "unproven", because: "too-large" };
  const record = printRecord(terms);
  const isSmaller = record.length < root.read.record.text.length || flattened.size > 0;
  if (!isSmaller) return { status: "unchanged" };
  const tail = tailOf(root, tree.nodes);
  const proof = compareDecisions([...before, ...tail], [...decisionsIn(record, before), ...tail]);
  if (!proof.isEqual) return { status: "unproven", because: "sets-differ" };
  const kept = root.links.filter(({ term }) => terms.includes(term));
  let lookups = 0;
  for (const link of kept) lookups += costOf(link, tree.nodes);
  return { status: "smaller", record, strings: stringsOf(record), lookups, flattened: [...flattened].map(printTerm), proof };
}

function faultOf({ nodes, loops }: SpfTree): Unproven | undefined {
  if (loops.length > 0) return "record-unusable";
  if (nodes.some(({ state }) => state === "failed")) return "lookup-failed";
  return nodes.some(({ state }) => state !== "found") ? "record-unusable" : undefined;
}

/** What a term and all below it ask. */
function costOf({ node, term }: SpfLink, nodes: readonly SpfNode[]): number {
  const parts = "target" in term ? (term.target?.parts ?? []) : [];
  const own = parts.some((part) => part.kind === "macro" && part.letter === "p") ? 2 : 1;
  return own + (node === undefined ? 0 : (nodes[node]?.lookups ?? 0));
}

/** The fewest terms to write out as addresses so that the rest asks no more than is allowed: those that ask most first. */
function termsToFlatten(root: SpfNode, { nodes, lookups }: SpfTree, lookupsMax: number): ReadonlySet<SpfTerm> | undefined {
  const chosen = new Set<SpfTerm>();
  let left = lookups;
  const able = root.links
    .filter(({ term, target, node, asked }) => {
      const isKnown = target !== undefined && asked.every(({ answer }) => answer.status !== "failed");
      const isConcrete = node === undefined || nodes[node]?.passes.unknown.length === 0;
      return isKnown && isConcrete && (term.kind === "include" || term.kind === "a" || term.kind === "mx");
    })
    .toSorted((a, b) => costOf(b, nodes) - costOf(a, nodes));
  for (const link of able) {
    if (left <= lookupsMax) break;
    chosen.add(link.term);
    left -= costOf(link, nodes);
  }
  return left <= lookupsMax ? chosen : undefined;
}

/** The terms of the new record: groups of one qualifier, whose order among themselves changes nothing, each made small. */
function smallest(before: readonly Decision[], flattened: ReadonlySet<SpfTerm>, root: SpfNode): readonly SpfTerm[] {
  const all = before.findIndex(({ term }) => term.kind === "all");
  const end = before[all];
  const groups = groupsOf(all < 0 ? before : before.slice(0, all));
  const last = groups.at(-1);
  const needed = groups.flatMap((group) => {
    const terms = groupTerms(group, flattened);
    // A block that gets what everybody behind it gets needs no word.
    return group === last && group[0]?.qualifier === end?.qualifier ? terms.filter((term) => !isBlock(term)) : terms;
  });
  return [...needed, ...(end ? [end.term] : []), ...modifiersOf(root, end)];
}

function isBlock({ kind }: SpfTerm): boolean {
  return kind === "ip4" || kind === "ip6";
}

/** Neighbours of one qualifier together. */
function groupsOf(decisions: readonly Decision[]): readonly (readonly Decision[])[] {
  const groups: Decision[][] = [];
  for (const decision of decisions) {
    const last = groups.at(-1);
    if (last?.[0]?.qualifier === decision.qualifier) last.push(decision);
    else groups.push([decision]);
  }
  return groups;
}

/** A redirect beside `all` is never followed, and must not be once `all` is there. */
function modifiersOf({ read }: SpfNode, end: Decision | undefined): readonly SpfTerm[] {
  const terms = read?.value?.terms ?? [];
  return terms.filter(({ kind }) => kind === "exp" || kind === "other" || (kind === "redirect" && end === undefined));
}

function groupTerms(group: readonly Decision[], flattened: ReadonlySet<SpfTerm>): readonly SpfTerm[] {
  const isWritten = ({ term }: Decision) => isBlock(term) || flattened.has(term);
  const named = withoutRepeats(group.filter((decision) => !isWritten(decision)));
  const written = group.filter(isWritten);
  const blocks = ([4, 6] as const).flatMap((family) => {
    const set = addressSet(written.flatMap(({ matched }) => matched?.[family] ?? []));
    const covered = addressSet(named.flatMap(({ matched }) => matched?.[family] ?? []));
    return blocksOf(set, family)
      .map(({ first, prefixBits }) => blockTerm(group, family, { first, prefixBits }))
      .filter(({ network }) => !isWithin([network], covered));
  });
  return [...blocks, ...named.map(({ term }) => term)];
}

function blockTerm(
  group: readonly Decision[],
  family: 4 | 6,
  { first, prefixBits }: { readonly first: bigint; readonly prefixBits: number },
) {
  const last = first + (1n << BigInt((family === 4 ? 32 : 128) - prefixBits)) - 1n;
  const kind = family === 4 ? ("ip4" as const) : ("ip6" as const);
  const network = { family, first, last, prefixBits };
  return { kind, at: { start: 0, end: 0 }, qualifier: group[0]?.qualifier ?? "+", network } satisfies SpfMechanism;
}

/** Each name once. One that is only covered by chance stays: its owner may change it. */
function withoutRepeats(decisions: readonly Decision[]): readonly Decision[] {
  const forms = decisions.map(({ term }) => printTerm(term).toLowerCase());
  return decisions.filter((_, at) => forms.indexOf(forms[at] ?? "") === at);
}

/** The list of decisions that the proposed text is, named terms meaning what they mean now. */
function decisionsIn(record: string, before: readonly Decision[]): readonly Decision[] {
  const known = new Map(before.map((decision) => [printTerm(decision.term).toLowerCase(), decision]));
  const { value, faults } = readSpf(record);
  if (!value?.isWellFormed || faults.length > 0) return [];
  return value.terms.flatMap((term): readonly Decision[] => {
    if (!("qualifier" in term)) return [];
    const { qualifier } = term;
    const written = printTerm(term);
    if (term.kind === "ip4") return [{ term, written, qualifier, matched: { 4: [term.network], 6: [] } }];
    if (term.kind === "ip6") return [{ term, written, qualifier, matched: { 4: [], 6: [term.network] } }];
    const decision = known.get(written.toLowerCase());
    return decision ? [decision] : [];
  });
}

/** What the record that this one is redirected to decides where nothing here has; it stays as it is. */
function tailOf(root: SpfNode, nodes: readonly SpfNode[]): readonly Decision[] {
  const tail: Decision[] = [];
  let node: SpfNode | undefined = root;
  for (let step = 0; node !== undefined && step < nodes.length; step++) {
    const link: SpfLink | undefined = node.links.find(({ term }) => term.kind === "redirect");
    node = link?.node === undefined ? undefined : nodes[link.node];
    if (node) tail.push(...decisionsOf(node, node.links, nodes));
  }
  return tail;
}

/** Strings of at most 255 bytes, each but the last ending in a blank where there is one. */
export function stringsOf(record: string): readonly string[] {
  const strings: string[] = [];
  let start = 0;
  while (record.length - start > STRING_BYTES_MAX) {
    const blank = record.lastIndexOf(" ", start + STRING_BYTES_MAX - 1);
    const end = blank > start ? blank + 1 : start + STRING_BYTES_MAX;
    strings.push(record.slice(start, end));
    start = end;
  }
  return [...strings, record.slice(start)];
}
