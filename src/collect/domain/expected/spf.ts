import type { Network } from "../../../model/spf.ts";
import { isSpfVersion } from "../../../parse/records/spf/version.ts";
import type { Asking } from "../asking.ts";
import { different, type Judged, met, missing, unknown } from "./judged.ts";
import { covers, type ReachedRecord, reachOf, type SpfReach } from "./spf-walk.ts";
import type { Wanted } from "./wanted.ts";

/** Whether a domain lets a provider send: by its include, directly or through others, or by the same addresses. */
export async function compareSpf(
  asking: Asking,
  { name, includes }: Extract<Wanted, { readonly purpose: "spf" }>,
): Promise<Judged> {
  const texts = await asking.textsAt(name, "TXT");
  if (typeof texts === "string") return unknown(texts);
  const records = texts.filter(({ text }) => isSpfVersion(text));
  const [record, second] = records;
  if (!record) return missing;
  if (second) return different(records, "several");
  const reach = await reachOf(asking, record.text);
  const barriers: ReachedRecord["barrier"][] = [];
  for (const group of includes) {
    const found = reach.records.filter((each) => group.includes(each.name));
    if (found.some(({ barrier }) => barrier === undefined) || (await isCovered(asking, group, reach))) continue;
    if (found.length === 0) return reach.isWhole ? different(records, "include-missing") : unknown("lookup-failed");
    barriers.push(found[0]?.barrier);
  }
  const [barrier] = barriers;
  return barrier === undefined ? met(records) : different(records, barrier);
}

/** Whether the addresses of one of the names are among those that may send already. */
async function isCovered(asking: Asking, group: readonly string[], { networks }: SpfReach): Promise<boolean> {
  for (const name of group) {
    const wanted = await networksOf(asking, name);
    if (wanted.length > 0 && covers(networks, wanted)) return true;
  }
  return false;
}

/** The addresses of a provider's record; none where it names hosts in other ways, or is not to be had. */
async function networksOf(asking: Asking, name: string): Promise<readonly Network[]> {
  const texts = await asking.textsAt(name, "TXT");
  const record = typeof texts === "string" ? undefined : texts.find(({ text }) => isSpfVersion(text));
  if (!record) return [];
  const { networks, isByAddressOnly, isWhole } = await reachOf(asking, record.text);
  return isByAddressOnly && isWhole ? networks : [];
}
