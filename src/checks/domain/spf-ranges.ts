import * as v from "valibot";
import type { Check, Hit } from "../../model/check.ts";
import type { AddressSet, SpfNode } from "../../model/domain/spf.ts";
import type { SpfTerm } from "../../model/spf.ts";
import { addressSet, allAddresses, isWithin, sizeOf } from "../../parse/records/spf/address-set.ts";
import { printTerm } from "../../parse/records/spf/print.ts";
import { networkKind } from "../../parse/zone/address-kinds.ts";
import { asWritten, count, noParams, params } from "../params.ts";
import { type Followed, followed, hitAt, isKnownThroughout, linksIn, unlessFailed, writtenIn } from "./spf-tree.ts";

type Block = Extract<SpfTerm, { readonly kind: "ip4" | "ip6" }>;

function blocksIn({ read }: SpfNode): readonly Block[] {
  return (read?.value?.terms ?? []).flatMap((term) => (isBlock(term) && term.qualifier === "+" ? [term] : []));
}

/** Whether a term names addresses themselves. */
export function isBlock(term: SpfTerm): term is Block {
  return term.kind === "ip4" || term.kind === "ip6";
}

/** How many networks of 64 bits: what one customer of IPv6 has. */
function networks64(set: AddressSet): string {
  return sizeOf(addressSet(set.map(({ first, last }) => ({ first: first >> 64n, last: last >> 64n })))).toString();
}

interface BroadParams {
  readonly prefixBits4Min: number;
  readonly prefixBits6Min: number;
}

const broadParams: v.GenericSchema<unknown, BroadParams> = v.strictObject({ prefixBits4Min: count, prefixBits6Min: count });

/** Finds blocks that are larger than anybody sends from, and how many addresses the record lets pass in all. */
export const spfBroad: Check<"spf", BroadParams> = followed({
  name: "spf-broad",
  facts: ["name", "term", "addresses", "total4", "total6"],
  parseParams: params(broadParams, asWritten),
  find: ({ root, tree: { passes } }, { prefixBits4Min, prefixBits6Min }) => {
    const totals = { total4: sizeOf(passes[4]).toString(), total6: networks64(passes[6]) };
    return (
      blocksIn(root)
        // A block of all addresses does what `+all` does, which another rule says.
        .filter(({ network: { prefixBits } }) => prefixBits > 0)
        .filter(({ network: { family, prefixBits } }) => prefixBits < (family === 4 ? prefixBits4Min : prefixBits6Min))
        .filter((term) => useOf(term) === undefined)
        .map((term) =>
          hitAt(root, term.at, { name: root.name, term: writtenIn(root, term), addresses: blockSize(term), ...totals }),
        )
    );
  },
});

/** What a whole block is set aside for. */
function useOf({ network }: Block): string | undefined {
  return networkKind(network);
}

function blockSize({ network }: Block): string {
  return network.family === 4 ? sizeOf([network]).toString() : `2^${128 - network.prefixBits}`;
}

/** Finds addresses of private networks, of documentation and of other uses, which never send over the internet. */
export const spfReserved: Check<"spf", Readonly<Record<string, never>>> = followed({
  name: "spf-reserved",
  facts: ["name", "term", "use"],
  parseParams: noParams,
  find: ({ root }) =>
    blocksIn(root).flatMap((term) => {
      const use = useOf(term);
      return use === undefined ? [] : [hitAt(root, term.at, { name: root.name, term: writtenIn(root, term), use })];
    }),
});

/** Finds terms that another makes needless: said twice, or a block in another or in what an `include` lets pass. */
export const spfRedundant: Check<"spf", Readonly<Record<string, never>>> = followed({
  name: "spf-redundant",
  facts: ["name", "term", "within"],
  parseParams: noParams,
  find: (given) => {
    const { root, tree } = given;
    const terms = root.read?.value?.terms ?? [];
    const seen = new Set<string>();
    const hits = terms.flatMap((term): readonly Hit[] => {
      const within = repeatedIn(seen, term) ?? (isBlock(term) ? containerOf(term, given) : undefined);
      return within === undefined ? [] : [hitAt(root, term.at, { name: root.name, term: writtenIn(root, term), within })];
    });
    return unlessFailed(hits, tree);
  },
});

/** The form of a term that was seen before, which is kept in mind; blocks are held against each other by their addresses. */
function repeatedIn(seen: Set<string>, term: SpfTerm): string | undefined {
  if (term.kind === "all" || !("qualifier" in term)) return undefined;
  const form = printTerm(term).toLowerCase();
  if (seen.has(form)) return form;
  seen.add(form);
  return undefined;
}

const EVERYBODY = { 4: allAddresses(4)[0]?.last, 6: allAddresses(6)[0]?.last };

function containerOf(term: Block, { root, tree }: Followed): string | undefined {
  if (term.qualifier !== "+") return undefined;
  const { family, prefixBits } = term.network;
  const larger = blocksIn(root).find(
    ({ network }) => network.family === family && network.prefixBits < prefixBits && isWithin([term.network], [network]),
  );
  if (larger) return writtenIn(root, larger);
  const include = root.links.find(({ term: { kind }, written, node }) => {
    const passes = kind === "include" && !/^[-~?]/.test(written) && node !== undefined ? tree.nodes[node]?.passes : undefined;
    // One that lets everybody pass says more than that it makes a block needless, and has a rule of its own.
    return passes !== undefined && passes[family][0]?.last !== EVERYBODY[family] && isWithin([term.network], passes[family]);
  });
  return include?.written;
}

/** Finds includes of services that send for many, and how many addresses they let pass: each of their customers could. */
export const spfShared: Check<"spf", { readonly services: Readonly<Record<string, readonly string[]>> }> = followed({
  name: "spf-shared",
  facts: ["name", "term", "service", "total4", "total6"],
  parseParams: params(v.strictObject({ services: v.record(v.string(), v.array(v.string())) }), asWritten),
  find: ({ tree }, { services }) => {
    const hits = linksIn(tree).flatMap(({ node, link }): readonly Hit[] => {
      const target = link.node === undefined ? undefined : tree.nodes[link.node];
      const [service] = Object.entries(services).find(([, names]) => target !== undefined && names.includes(target.name)) ?? [];
      if (target === undefined || service === undefined || !isKnownThroughout(target, tree)) return [];
      const totals = { total4: sizeOf(target.passes[4]).toString(), total6: networks64(target.passes[6]) };
      return [hitAt(node, link.term.at, { name: node.name, term: link.written, service, ...totals })];
    });
    return unlessFailed(hits, tree);
  },
});
