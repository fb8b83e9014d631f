import type { AddressSet, SpfLink, SpfNode } from "../../model/domain/spf.ts";
import { limits } from "../../model/limits.ts";
import type { Network, SpfTerm } from "../../model/spf.ts";
import { addressBits, addressOf, printNetwork } from "../../parse/records/spf/networks.ts";
import { printTerm } from "../../parse/records/spf/print.ts";
import { type Mending, type Proposal, replaced } from "./mending.ts";
import { ownSpf } from "./spf-menders.ts";

/** Terms that ask the DNS written as the addresses that they come to: one by one, then more and more of them. */
export function byFlattening(mending: Mending): readonly Proposal[] {
  const record = ownSpf(mending);
  const { tree } = mending.document.parts.spf ?? {};
  if (!record || !tree || typeof tree === "string" || !flattens.has(mending.finding.ruleId)) return [];
  const [root] = tree.nodes;
  const terms = root?.read?.value?.terms ?? [];
  if (root?.read?.record.text !== record.text) return [];
  const flat = new Map(root.links.flatMap((link) => flattened(link, tree.nodes)));
  const written = (chosen: readonly SpfTerm[]): string =>
    ["v=spf1", ...terms.map((term) => (chosen.includes(term) ? flat.get(term) : undefined) ?? printTerm(term))].join(" ");
  const able = [...flat.keys()];
  const several = able.map((_, count) => able.slice(-count - 1));
  return [...able.map((term) => [term]), ...several].map((chosen) => replaced(record, written(chosen)));
}

const flattens: ReadonlySet<string> = new Set([
  "dns/spf-lookups-exceeded",
  "dns/spf-lookups-many",
  "dns/spf-mx-hosts-many",
  "dns/spf-ptr-used",
]);

/** A term, and the addresses that it lets pass in words; none where only a host can tell, or they would fill the record. */
function flattened({ term, node, asked }: SpfLink, nodes: readonly SpfNode[]): readonly (readonly [SpfTerm, string])[] {
  if (!("qualifier" in term) || term.qualifier !== "+") return [];
  const passes = node === undefined ? undefined : nodes[node]?.passes;
  const isWhole = passes !== undefined && passes.unknown.length === 0 && term.kind === "include";
  const words = isWhole ? [...wordsOf(passes[4], 4), ...wordsOf(passes[6], 6)] : addressWords(term, asked);
  return words.length === 0 || words.length > limits.flattenedTermsMax ? [] : [[term, words.join(" ")]];
}

function addressWords(term: SpfTerm, asked: SpfLink["asked"]): readonly string[] {
  if ((term.kind !== "a" && term.kind !== "mx") || term.prefixBits4 !== 32 || term.prefixBits6 !== 128) return [];
  const records = asked.flatMap(({ answer }) => (answer.status === "found" ? answer.records : []));
  const addresses = records.flatMap(({ type, value }) =>
    typeof value === "string" && (type === "A" || type === "AAAA") ? (addressOf(value) ?? []) : [],
  );
  return addresses.map(({ family, value }) => word({ family, first: value, last: value, prefixBits: addressBits[family] }));
}

function wordsOf(set: AddressSet, family: 4 | 6): readonly string[] {
  const words: string[] = [];
  for (const { first, last } of set) {
    let from = first;
    while (from <= last && words.length <= limits.flattenedTermsMax) {
      const block = widestAt(from, last, family);
      words.push(word(block));
      from = block.last + 1n;
    }
  }
  return words;
}

/** The widest block that begins at an address and does not go past another. */
function widestAt(first: bigint, last: bigint, family: 4 | 6): Network {
  let hostBits = 0n;
  while (hostBits < BigInt(addressBits[family])) {
    const wider = 1n << (hostBits + 1n);
    if (first % wider !== 0n || first + wider - 1n > last) break;
    hostBits++;
  }
  return { family, first, last: first + (1n << hostBits) - 1n, prefixBits: addressBits[family] - Number(hostBits) };
}

function word(network: Network): string {
  return `${network.family === 4 ? "ip4" : "ip6"}:${printNetwork(network)}`;
}
