import type { SpfLink, SpfNode, SpfTree } from "../../../model/domain/spf.ts";
import { limits } from "../../../model/limits.ts";
import { fixedTarget } from "../../../parse/records/spf/expand.ts";
import { ownLookups } from "../../spf/steps.ts";

/** What keeps receivers from coming to a record that a domain's own names; undefined where nothing does. */
export type Barrier = "after-all" | "lookups-exceeded" | "qualifier" | undefined;

/** The ways by which an SPF record leads to one of some names, each by what bars it; none where no way does. */
export function waysTo(names: readonly string[], { nodes }: SpfTree): readonly Barrier[] {
  const ways: Barrier[] = [];
  const seen = new Set<string>();
  let lookups = 0;
  const go = (node: SpfNode, outer: Barrier): void => {
    if (namesBehindAll(node).some((name) => names.includes(name))) ways.push(outer ?? "after-all");
    for (const link of node.links) {
      lookups += ownLookups(link);
      const barrier = outer ?? barrierAt(link, lookups);
      const next = link.node === undefined ? undefined : nodes[link.node];
      if (!next) continue;
      if (names.includes(next.name)) ways.push(barrier);
      // What receivers do not come to in one place they may come to in another.
      const visit = `${barrier === undefined} ${next.name}`;
      if (seen.has(visit)) lookups += next.lookups;
      else go(next, barrier);
      seen.add(visit);
    }
  };
  for (const root of nodes.slice(0, 1)) go(root, undefined);
  return ways;
}

function barrierAt({ term }: SpfLink, lookups: number): Barrier {
  if (term.kind === "include" && term.qualifier !== "+") return "qualifier";
  return lookups > limits.spfLookupsMax ? "lookups-exceeded" : undefined;
}

/** Names that a record leads to by terms that its own `all` makes idle (RFC 7208, 5.1 and 6.1). */
function namesBehindAll({ name, read }: SpfNode): readonly string[] {
  const terms = read?.value?.terms ?? [];
  const all = terms.findIndex(({ kind }) => kind === "all");
  return terms.flatMap((term, at) => {
    const isIdle = all >= 0 && (term.kind === "redirect" || (term.kind === "include" && at > all));
    return isIdle ? (fixedTarget(term.target.parts, name, name) ?? []) : [];
  });
}
