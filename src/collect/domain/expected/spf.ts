import type { SpfTree } from "../../../model/domain/spf.ts";
import { isWithin } from "../../../parse/records/spf/address-set.ts";
import { isSpfVersion } from "../../../parse/records/spf/version.ts";
import { walkSpf } from "../../spf/walk.ts";
import type { Asking } from "../asking.ts";
import { different, type Judged, met, missing, unknown } from "./judged.ts";
import type { Wanted } from "./wanted.ts";
import { type Barrier, waysTo } from "./ways.ts";

/** Whether a domain lets a provider send: by its include, directly or through others, or by the same addresses. */
export async function compareSpf(
  asking: Asking,
  { name, includes }: Extract<Wanted, { readonly purpose: "spf" }>,
): Promise<Judged> {
  const texts = await asking.textsAt(name, "TXT");
  if (typeof texts === "string") return unknown(texts);
  const records = texts.filter(({ text }) => isSpfVersion(text));
  if (records.length === 0) return missing;
  if (records.length > 1) return different(records, "several");
  const tree = await walkSpf(name, asking);
  if (tree.nodes[0]?.state === "malformed") return unknown("record-unusable");
  const states: (Barrier | "include-missing")[] = [];
  for (const group of includes) states.push(await stateOf(asking, group, tree));
  const state = states.includes("include-missing") ? "include-missing" : states.find((each) => each !== undefined);
  if (state === undefined) return met(records);
  return state === "include-missing" && !isWhole(tree) ? unknown("lookup-failed") : different(records, state);
}

/** What keeps the hosts of one of some names from passing; undefined where they do. */
async function stateOf(asking: Asking, group: readonly string[], tree: SpfTree): Promise<Barrier | "include-missing"> {
  const ways = waysTo(group, tree);
  if (ways.includes(undefined)) return undefined;
  if (!ways.includes("lookups-exceeded") && (await isCovered(asking, group, tree))) return undefined;
  return ways.length === 0 ? "include-missing" : ways[0];
}

/** Whether the addresses of one of the names are among those that may send already. */
async function isCovered(asking: Asking, group: readonly string[], { passes }: SpfTree): Promise<boolean> {
  for (const name of group) {
    const wanted = await walkSpf(name, asking);
    const { 4: wanted4, 6: wanted6, unknown: unsure } = wanted.passes;
    const isKnown = unsure.length === 0 && isWhole(wanted) && wanted4.length + wanted6.length > 0;
    if (isKnown && isWithin(wanted4, passes[4]) && isWithin(wanted6, passes[6])) return true;
  }
  return false;
}

function isWhole({ nodes }: SpfTree): boolean {
  return nodes.every(({ state }) => state !== "failed");
}
