import type { Check, Facts, Hit, Sight } from "../../model/check.ts";
import type { ReadSpf, SpfLink, SpfNode, SpfPart, SpfTree } from "../../model/domain/spf.ts";
import { excerpt } from "../../model/excerpt.ts";
import type { Range } from "../../model/place.ts";
import type { SpfTerm } from "../../model/spf.ts";

/** A record that can be followed, and all that it leads to. */
export interface Followed {
  readonly part: SpfPart;
  readonly root: SpfNode;
  readonly read: ReadSpf;
  readonly tree: SpfTree;
}

type TreeCheck<Params> = Pick<Check<"spf", Params>, "name" | "facts" | "parseParams"> & {
  readonly find: (followed: Followed, params: Params) => Sight;
};

/** Makes a check of what a record leads to; unjudged where there is not one record that can be followed. */
export function followed<Params>({ name, facts, parseParams, find }: TreeCheck<Params>): Check<"spf", Params> {
  return {
    name,
    part: "spf",
    facts,
    parseParams,
    run: (part, params) => {
      const { tree } = part;
      if (typeof tree === "string") return tree;
      const [root] = tree.nodes;
      if (root?.read === undefined) return "record-unusable";
      return find({ part, root, read: root.read, tree }, params);
    },
  };
}

/** Nothing found is nothing sure where a lookup on the way failed. */
export function unlessFailed(hits: readonly Hit[], { nodes }: SpfTree): Sight {
  return hits.length === 0 && nodes.some(isUnsure) ? "lookup-failed" : hits;
}

/** Whether a record and all that it leads to could be read, so that what it lets pass is known to the last address. */
export function isKnownThroughout(node: SpfNode, { nodes }: SpfTree): boolean {
  const open = [node];
  const seen = new Set(open);
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (isUnsure(each)) return false;
    for (const { node: at } of each.links) {
      const target = at === undefined ? undefined : nodes[at];
      if (target === undefined || seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return true;
}

function isUnsure({ state, links }: SpfNode): boolean {
  return state === "failed" || links.some(({ asked }) => asked.some(({ answer }) => answer.status === "failed"));
}

/** A finding at a term of a record. */
export function hitAt({ read }: SpfNode, at: Range, facts: Facts): Hit {
  return { facts, ...(read && { at: { source: read.record.source, start: at.start, end: at.end } }) };
}

/** A finding at a record as a whole. */
export function hitAtRecord({ record }: ReadSpf, facts: Facts): Hit {
  return { facts, at: { source: record.source, start: 0, end: record.text.length } };
}

/** A term as it is written, cut short. */
export function writtenIn({ read }: SpfNode, { at }: SpfTerm): string {
  return excerpt(read?.record.text.slice(at.start, at.end) ?? "");
}

/** Every term that asks, with the record it stands in. */
export function linksIn({ nodes }: SpfTree): readonly { readonly node: SpfNode; readonly link: SpfLink }[] {
  return nodes.flatMap((node) => node.links.map((link) => ({ node, link })));
}
