import type { AddressSet, Passes, SpfLink, SpfNode } from "../../../model/domain/spf.ts";
import { limits } from "../../../model/limits.ts";
import type { SpfQualifier, SpfRecord, SpfTerm } from "../../../model/spf.ts";
import { addressSet, allAddresses, intersect, noAddresses, subtract, union } from "./address-set.ts";
import { addressOf, networkOf } from "./networks.ts";

/** The addresses that a term matches; undefined where only a host, or an answer that failed, could tell. */
export type Matched = { readonly 4: AddressSet; readonly 6: AddressSet } | undefined;

/** One line of the list that a record is: who is meant, and what they get. */
export interface Decision {
  readonly term: SpfTerm;
  readonly written: string;
  readonly qualifier: SpfQualifier;
  readonly matched: Matched;
}

/** The addresses that a record lets pass, going by its terms in order. */
export function passesOf(node: SpfNode, links: readonly SpfLink[], nodes: readonly SpfNode[]): Passes {
  const value = links.length === 0 ? node.read?.value : undefined;
  const known = value && withoutLinks.get(value);
  if (known) return known;
  const passes = passesThrough(node, links, nodes);
  if (value) withoutLinks.set(value, passes);
  return passes;
}

/** What records let pass that lead nowhere else, by their reading: it never changes, and many domains share the record. */
const withoutLinks = new WeakMap<SpfRecord, Passes>();

function passesThrough(node: SpfNode, links: readonly SpfLink[], nodes: readonly SpfNode[]): Passes {
  const decisions = decisionsOf(node, links, nodes);
  const inner = links.flatMap((link) => (link.node === undefined ? [] : (nodes[link.node]?.passes.unknown ?? [])));
  const own = decisions.filter(({ matched }) => matched === undefined).map(({ written }) => written);
  const redirect = links.find(({ term }) => term.kind === "redirect");
  const rest = redirect?.node === undefined ? undefined : nodes[redirect.node]?.passes;
  return { 4: passing(4, decisions, rest), 6: passing(6, decisions, rest), unknown: [...new Set([...own, ...inner])] };
}

function passing(family: 4 | 6, decisions: readonly Decision[], rest: Passes | undefined): AddressSet {
  let open = allAddresses(family);
  let pass = noAddresses;
  for (const { qualifier, set } of together(family, decisions)) {
    if (open.length === 0) break;
    if (qualifier === "+") pass = union(pass, intersect(open, set));
    open = subtract(open, set);
  }
  return rest === undefined ? pass : union(pass, intersect(open, rest[family]));
}

/** Neighbours with one qualifier as one set: their order among themselves changes nothing. */
function together(family: 4 | 6, decisions: readonly Decision[]) {
  const groups: { readonly qualifier: SpfQualifier; readonly sets: AddressSet[] }[] = [];
  for (const { qualifier, matched } of decisions) {
    if (matched === undefined || matched[family].length === 0) continue;
    const last = groups.at(-1);
    if (last?.qualifier === qualifier) last.sets.push(matched[family]);
    else groups.push({ qualifier, sets: [matched[family]] });
  }
  return groups.map(({ qualifier, sets }) => ({ qualifier, set: addressSet(sets.flat()) }));
}

/** The mechanisms of a record with the addresses they match now. */
export function decisionsOf(node: SpfNode, links: readonly SpfLink[], nodes: readonly SpfNode[]): readonly Decision[] {
  const { read } = node;
  const byTerm = new Map(links.map((link) => [link.term, link]));
  return (read?.value?.terms ?? []).slice(0, limits.spfTermsCountedMax).flatMap((term) => {
    if (!("qualifier" in term)) return [];
    const written = read?.record.text.slice(term.at.start, term.at.end) ?? "";
    return [{ term, written, qualifier: term.qualifier, matched: matchedBy(term, byTerm.get(term), nodes) }];
  });
}

function matchedBy(term: SpfTerm, link: SpfLink | undefined, nodes: readonly SpfNode[]): Matched {
  if (term.kind === "all") return everybody;
  if (term.kind === "ip4") return { 4: [term.network], 6: noAddresses };
  if (term.kind === "ip6") return { 4: noAddresses, 6: [term.network] };
  // What stands behind `all` is not come to.
  return link === undefined ? nobody : matchedAt(term, link, nodes);
}

function matchedAt(term: SpfTerm, link: SpfLink, nodes: readonly SpfNode[]): Matched {
  const isUnknown = link.target === undefined || link.asked.some(({ answer }) => answer.status === "failed");
  if (isUnknown || term.kind === "ptr") return undefined;
  if (term.kind === "include") return link.node === undefined ? nobody : nodes[link.node]?.passes;
  if (term.kind === "exists") return link.isVoid ? nobody : everybody;
  return term.kind === "a" || term.kind === "mx" ? hostsOf(term, link) : nobody;
}

const everybody = { 4: allAddresses(4), 6: allAddresses(6) };
const nobody = { 4: noAddresses, 6: noAddresses };

function hostsOf({ prefixBits4, prefixBits6 }: Extract<SpfTerm, { readonly kind: "a" | "mx" }>, { asked }: SpfLink): Matched {
  const networks = asked
    .flatMap(({ answer }) => (answer.status === "found" ? answer.records : []))
    .flatMap(({ type, value }) => {
      const address = (type === "A" || type === "AAAA") && typeof value === "string" ? addressOf(value) : undefined;
      return address === undefined ? [] : [networkOf(address, address.family === 4 ? prefixBits4 : prefixBits6)];
    });
  return {
    4: addressSet(networks.filter(({ family }) => family === 4)),
    6: addressSet(networks.filter(({ family }) => family === 6)),
  };
}
