import type { SpfLink, SpfNode, SpfTreeStep } from "../../model/domain/spf.ts";
import { limits } from "../../model/limits.ts";
import type { SpfTerm } from "../../model/spf.ts";

interface Lookups {
  readonly lookups: number;
  readonly voidLookups: number;
}

/** What the terms of a record ask, with all that they lead to: a record that two of them lead to is asked twice. */
export function lookupsOf(links: readonly SpfLink[], nodes: readonly SpfNode[]): Lookups {
  let lookups = 0;
  let voidLookups = 0;
  for (const link of links) {
    const below = link.node === undefined ? undefined : nodes[link.node];
    lookups += ownLookups(link) + (below?.lookups ?? 0);
    voidLookups += (link.isVoid ? 1 : 0) + (below?.voidLookups ?? 0);
  }
  // Records in records double; past this nobody counts.
  return { lookups: Math.min(lookups, COUNTED_MAX), voidLookups: Math.min(voidLookups, COUNTED_MAX) };
}

const COUNTED_MAX = 1_000_000;

/** What one term asks: a macro for the host's name asks as a term of its own does (RFC 7208, 4.6.4). */
export function ownLookups({ term }: SpfLink): number {
  const parts = "target" in term ? (term.target?.parts ?? []) : [];
  return parts.some((part) => part.kind === "macro" && part.letter === "p") ? 2 : 1;
}

/** The terms that ask in the order that a receiver comes to them when nothing matches. */
export function stepsIn(nodes: readonly SpfNode[]): readonly SpfTreeStep[] {
  const steps: SpfTreeStep[] = [];
  let lookups = 0;
  let voidLookups = 0;
  const tell = (at: number, depth: number, rootTerm?: SpfTerm): void => {
    const node = nodes[at];
    for (const link of node?.links ?? []) {
      if (node === undefined || steps.length >= limits.spfStepsToldMax) return;
      const by = rootTerm ?? link.term;
      lookups += ownLookups(link);
      if (link.isVoid) voidLookups++;
      steps.push({ depth, domain: node.name, written: link.written, rootAt: by.at, lookups, voidLookups });
      if (link.node !== undefined) tell(link.node, depth + 1, by);
    }
  };
  tell(0, 0);
  return steps;
}
