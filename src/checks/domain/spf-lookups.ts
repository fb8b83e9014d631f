import * as v from "valibot";
import type { Check, Hit } from "../../model/check.ts";
import type { SpfNode, SpfTree } from "../../model/domain/spf.ts";
import { asWritten, count, noParams, params } from "../params.ts";
import { type Followed, followed, hitAt, hitAtRecord, linksIn, unlessFailed, writtenIn } from "./spf-tree.ts";

type NoParams = Readonly<Record<string, never>>;

/** Terms of one check that may ask the DNS (RFC 7208, 4.6.4). */
interface LookupParams {
  readonly lookupsMax: number;
}

const lookupParams: v.GenericSchema<unknown, LookupParams> = v.strictObject({ lookupsMax: count });

/**
 * Finds that more terms ask than receivers go along with: the term that is one too many, and what asked before it. It is
 * placed at the root's term that leads there, which is the one that the owner can change.
 */
export const spfLookups: Check<"spf", LookupParams> = followed({
  name: "spf-lookups",
  facts: ["name", "count", "max", "domain", "term", "tree"],
  parseParams: params(lookupParams, asWritten),
  find: ({ root, tree }, { lookupsMax }) => {
    const crossing = tree.steps.find(({ lookups }) => lookups > lookupsMax);
    const facts = { name: root.name, count: tree.lookups, max: lookupsMax, tree: treeText(tree) };
    if (!crossing) return unlessFailed([], tree);
    return [hitAt(root, crossing.rootAt, { ...facts, domain: crossing.domain, term: crossing.written })];
  },
});

/** Lines of a tree in a report. */
const TREE_LINES_MAX = 25;

function treeText({ steps }: SpfTree): string {
  const lines = steps
    .slice(0, TREE_LINES_MAX)
    .map(({ depth, written, lookups }) => `${"> ".repeat(depth)}${written} (${lookups})`);
  return `${lines.join(", ")}${steps.length > TREE_LINES_MAX ? ", …" : ""}`;
}

interface HeadroomParams extends LookupParams {
  readonly lookupsMin: number;
}

const headroomParams: v.GenericSchema<unknown, HeadroomParams> = v.strictObject({ lookupsMin: count, lookupsMax: count });

/** Finds that few terms are left before the limit, and how many are asked for the addresses that were given. */
export const spfHeadroom: Check<"spf", HeadroomParams> = followed({
  name: "spf-headroom",
  facts: ["name", "count", "max", "left", "taken"],
  parseParams: params(headroomParams, asWritten),
  find: ({ part, root, read, tree }, { lookupsMin, lookupsMax }) => {
    const isNear = tree.lookups >= lookupsMin && tree.lookups <= lookupsMax;
    const taken = part.evaluations.map(({ ip, evaluation }) => `${ip}: ${evaluation.lookups}`).join(", ");
    const facts = { name: root.name, count: tree.lookups, max: lookupsMax, left: lookupsMax - tree.lookups, taken };
    return unlessFailed(isNear ? [hitAtRecord(read, facts)] : [], tree);
  },
});

interface VoidParams {
  readonly voidLookupsMax: number;
}

const voidParams: v.GenericSchema<unknown, VoidParams> = v.strictObject({ voidLookupsMax: count });

/** Finds that more terms find nothing than receivers go along with. */
export const spfVoidLookups: Check<"spf", VoidParams> = followed({
  name: "spf-void-lookups",
  facts: ["name", "count", "max", "terms"],
  parseParams: params(voidParams, asWritten),
  find: ({ root, read, tree }, { voidLookupsMax }) => {
    const terms = linksIn(tree).filter(({ link }) => link.isVoid);
    const facts = {
      name: root.name,
      count: tree.voidLookups,
      max: voidLookupsMax,
      terms: listed(terms.map(({ link }) => link.written)),
    };
    return unlessFailed(tree.voidLookups > voidLookupsMax ? [hitAtRecord(read, facts)] : [], tree);
  },
});

/** The first few of many. */
export function listed(texts: readonly string[]): string {
  return `${texts.slice(0, LISTED_MAX).join(", ")}${texts.length > LISTED_MAX ? ", …" : ""}`;
}

const LISTED_MAX = 20;

/** Finds `mx` terms whose domain has more hosts than receivers ask for. */
export const spfMxHosts: Check<"spf", { readonly hostsMax: number }> = followed({
  name: "spf-mx-hosts",
  facts: ["name", "term", "count", "max"],
  parseParams: params(v.strictObject({ hostsMax: count }), asWritten),
  find: ({ tree }, { hostsMax }) => {
    const many = linksIn(tree).filter(({ link }) => link.mxHosts > hostsMax);
    const hits = many.map(({ node, link }) =>
      hitAt(node, link.term.at, { name: node.name, term: link.written, count: link.mxHosts, max: hostsMax }),
    );
    return unlessFailed(hits, tree);
  },
});

/** Finds records that lead back to themselves, placed at the root's term that leads there. */
export const spfLoop: Check<"spf", NoParams> = followed({
  name: "spf-loop",
  facts: ["name", "loop"],
  parseParams: noParams,
  find: ({ root, tree }) =>
    unlessFailed(
      tree.loops.map(({ names, rootAt }) => hitAt(root, rootAt, { name: root.name, loop: names.join(" → ") })),
      tree,
    ),
});

/** What is wrong with a record that another leads to. */
export const targetStates = ["name-absent", "record-absent", "several", "malformed"] as const;

interface TargetParams {
  readonly states: readonly (typeof targetStates)[number][];
}

const targetParams: v.GenericSchema<unknown, TargetParams> = v.strictObject({ states: v.array(v.picklist(targetStates)) });

/** Finds `include` and `redirect` that lead to no record, or to one that cannot be read: receivers stop there. */
export const spfTarget: Check<"spf", TargetParams> = followed({
  name: "spf-target",
  facts: ["name", "term", "target", "state", "gone"],
  parseParams: params(targetParams, asWritten),
  find: (given, { states }) => unlessFailed(brokenTargets(given, states), given.tree),
});

function brokenTargets({ tree }: Followed, states: TargetParams["states"]): readonly Hit[] {
  return linksIn(tree).flatMap(({ node, link }) => {
    const target: SpfNode | undefined = link.node === undefined ? undefined : tree.nodes[link.node];
    const state = states.find((each) => each === target?.state);
    if (target === undefined || state === undefined) return [];
    const facts = {
      name: node.name,
      term: writtenIn(node, link.term),
      target: target.name,
      state,
      gone: target.goneDomain ?? "",
    };
    return [hitAt(node, link.term.at, facts)];
  });
}
