import * as v from "valibot";
import type { Check, Hit } from "../../model/check.ts";
import type { SpfLink, SpfNode } from "../../model/domain/spf.ts";
import type { MacroLetter, SpfQualifier, SpfTerm } from "../../model/spf.ts";
import { asWritten, count, noParams, params } from "../params.ts";
import { listed } from "./spf-lookups.ts";
import { isBlock } from "./spf-ranges.ts";
import { type Followed, followed, hitAt, hitAtRecord, linksIn, unlessFailed, writtenIn } from "./spf-tree.ts";

type NoParams = Readonly<Record<string, never>>;

const qualifiers = ["+", "-", "~", "?"] as const;

interface AllParams {
  readonly qualifier: SpfQualifier;
}

/** Finds what a record says of everybody else, in it or in what it leads to as a whole. */
export const spfAll: Check<"spf", AllParams> = followed({
  name: "spf-all",
  facts: ["name", "term"],
  parseParams: params(v.strictObject({ qualifier: v.picklist(qualifiers) }), asWritten),
  find: (given, { qualifier }) => {
    const ends = qualifier === "+" ? openEnds(given) : endsOf(given).filter(({ term }) => term.qualifier === qualifier);
    const hits = ends.map(({ node, term }) => hitAt(node, term.at, { name: node.name, term: writtenIn(node, term) }));
    return unlessFailed(hits, given.tree);
  },
});

interface End {
  readonly node: SpfNode;
  readonly term: Extract<SpfTerm, { readonly kind: "all" | "ip4" | "ip6" }>;
}

/** The `all` that decides: the record's own, or that of the record it is redirected to. */
function endsOf({ root, tree }: Followed): readonly End[] {
  let node: SpfNode | undefined = root;
  for (let step = 0; node !== undefined && step <= tree.nodes.length; step++) {
    const [own] = allIn(node);
    if (own) return [own];
    const redirect: SpfLink | undefined = node.links.find(({ term }) => term.kind === "redirect");
    node = redirect?.node === undefined ? undefined : tree.nodes[redirect.node];
  }
  return [];
}

/** `+all` lets everybody pass wherever it stands, in an `include` too; so does a block of all addresses. */
function openEnds({ tree }: Followed): readonly End[] {
  const ends = tree.nodes.flatMap((node) => [...allIn(node), ...blocksOfAll(node)]);
  return ends.filter(({ term }) => term.qualifier === "+");
}

function blocksOfAll(node: SpfNode): readonly End[] {
  const terms = node.state === "found" ? (node.read?.value?.terms ?? []) : [];
  return terms.flatMap((term) => (isBlock(term) && term.network.prefixBits === 0 ? [{ node, term }] : []));
}

function allIn(node: SpfNode): readonly End[] {
  const first = node.read?.value?.terms.find((term) => term.kind === "all");
  return first && node.state === "found" ? [{ node, term: first }] : [];
}

/** Finds that a record says nothing of everybody else: neither `all` nor `redirect`. */
export const spfEndMissing: Check<"spf", NoParams> = followed({
  name: "spf-end-missing",
  facts: ["name", "record"],
  parseParams: noParams,
  find: ({ root, read }) => {
    const hasEnd = read.value?.terms.some(({ kind }) => kind === "all" || kind === "redirect") ?? false;
    return hasEnd ? [] : [hitAtRecord(read, { name: root.name, record: `${read.record.text.trimEnd()} ~all` })];
  },
});

/** Finds `ptr`, and macros for the name of the host, which ask more than they tell. */
export const spfPtr: Check<"spf", NoParams> = followed({
  name: "spf-ptr",
  facts: ["name", "term"],
  parseParams: noParams,
  find: ({ tree }) => {
    const found = linksIn(tree).filter(({ link }) => link.term.kind === "ptr" || names(link.term, "p"));
    return unlessFailed(
      found.map(({ node, link }) => hitAt(node, link.term.at, { name: node.name, term: link.written })),
      tree,
    );
  },
});

function names(term: SpfTerm, ...letters: readonly MacroLetter[]): boolean {
  const parts = "target" in term ? (term.target?.parts ?? []) : [];
  return parts.some((part) => part.kind === "macro" && letters.includes(part.letter));
}

/** Finds terms whose name depends on who sends, and what they depend on: nobody can tell beforehand whom they let pass. */
export const spfMacroTarget: Check<"spf", NoParams> = followed({
  name: "spf-macro-target",
  facts: ["name", "term", "macros"],
  parseParams: noParams,
  find: ({ tree }) =>
    unlessFailed(
      linksIn(tree)
        .filter(({ link }) => link.target === undefined && !names(link.term, "p"))
        .map(({ node, link }) => hitAt(node, link.term.at, { name: node.name, term: link.written, macros: macrosIn(link.term) })),
      tree,
    ),
});

function macrosIn(term: SpfTerm): string {
  const parts = "target" in term ? (term.target?.parts ?? []) : [];
  return listed([...new Set(parts.flatMap((part) => (part.kind === "macro" ? [`%{${part.letter}}`] : [])))]);
}

/** Finds `a` and `mx` whose name has no address. */
export const spfHostAddress: Check<"spf", { readonly voidLookupsMax: number }> = followed({
  name: "spf-host-address",
  facts: ["name", "term", "target"],
  parseParams: params(v.strictObject({ voidLookupsMax: count }), asWritten),
  find: ({ tree }, { voidLookupsMax }) => {
    const hits = linksIn(tree).flatMap(({ node, link }): readonly Hit[] => {
      if (!link.isVoid || (link.term.kind !== "a" && link.term.kind !== "mx")) return [];
      return [hitAt(node, link.term.at, { name: node.name, term: link.written, target: link.target ?? "" })];
    });
    // More of them than receivers go along with is told by another rule.
    return unlessFailed(tree.voidLookups > voidLookupsMax ? [] : hits, tree);
  },
});

/** Finds `include` whose record is reached by an alias, which another party can turn. */
export const spfAlias: Check<"spf", NoParams> = followed({
  name: "spf-alias",
  facts: ["name", "term", "target", "alias"],
  parseParams: noParams,
  find: ({ tree }) => {
    const hits = linksIn(tree).flatMap(({ node, link }): readonly Hit[] => {
      const target = link.node === undefined ? undefined : tree.nodes[link.node];
      const alias = target?.aliases.at(-1);
      if (target === undefined || alias === undefined) return [];
      return [hitAt(node, link.term.at, { name: node.name, term: link.written, target: target.name, alias })];
    });
    return unlessFailed(hits, tree);
  },
});

/** Finds `exp` that leads to no text that could be shown. */
export const spfExplanation: Check<"spf", NoParams> = followed({
  name: "spf-explanation",
  facts: ["name", "target", "state"],
  parseParams: noParams,
  find: ({ part: { explanation }, root }) => {
    if (explanation === undefined || explanation.state === "found") return [];
    if (explanation.state === "unknown") return explanation.target === "" ? [] : "lookup-failed";
    return [hitAt(root, explanation.at, { name: root.name, target: explanation.target, state: explanation.state })];
  },
});
