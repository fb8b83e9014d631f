import { mixedReputation, reputation } from "../../world/formulas.ts";
import type { Receiving } from "../../world/parameters.ts";
import { acceptedOf, deliveredOf, type ProviderCells } from "./cells.ts";

/** Whether nobody knew the sender when the log began, or it had long been sending as in the log's first week. */
export const starts = ["new", "known"] as const;
export type Start = (typeof starts)[number];

/** Evidence about the sender of each cell when its day begins; complaints are counted apart from other faults. */
interface Evidence {
  readonly good: Float64Array;
  readonly faults: Float64Array;
  readonly complaints: Float64Array;
}

/** Says the reputation that the sender of each cell has when its day begins, by what a complaint weighs. */
export type Reputations = (complaintWeight: number) => Float64Array;

/** The evidence of a log about its domains and pools at one provider, as the world gathers it. */
export function reputationsOf({ profile, cells }: ProviderCells, receiving: Receiving, start: Start): Reputations {
  const added = cells.map(({ counts }) => addedBy(counts, profile, receiving));
  const days = cells.map(({ day }) => day);
  const gather = (keys: readonly number[]): Evidence => ({
    good: gathered(
      days,
      keys,
      added.map(({ good }) => good),
      receiving,
      start,
    ),
    faults: gathered(
      days,
      keys,
      added.map(({ faults }) => faults),
      receiving,
      start,
    ),
    complaints: gathered(
      days,
      keys,
      added.map(({ complaints }) => complaints),
      receiving,
      start,
    ),
  });
  const ofDomain = gather(cells.map(({ domain }) => domain));
  const ofPool = gather(cells.map(({ pool }) => pool));
  return (complaintWeight) => {
    const judged = ({ good, faults, complaints }: Evidence, at: number): number =>
      reputation(good[at] ?? 0, (faults[at] ?? 0) + complaintWeight * (complaints[at] ?? 0), receiving);
    return Float64Array.from(days, (_, at) => mixedReputation(judged(ofDomain, at), judged(ofPool, at), profile.domainWeight));
  };
}

/** What a day's mail adds to the evidence, complaints by number. */
function addedBy(
  counts: ProviderCells["cells"][number]["counts"],
  { missingShare, machineOpenShare }: ProviderCells["profile"],
  { openWeight, unopenedWeight, invalidWeight }: Receiving,
): { readonly good: number; readonly faults: number; readonly complaints: number } {
  const placed = Math.min(deliveredOf(counts), acceptedOf(counts)) * (1 - missingShare);
  const counted = counts.unique_opens ?? 0;
  const opens = Math.min(placed, Math.max(0, (counted - machineOpenShare * placed) / (1 - machineOpenShare)));
  return {
    good: opens * openWeight + (placed - opens) * unopenedWeight,
    faults: (counts.hard_bounce ?? 0) * invalidWeight,
    complaints: counts.complaints ?? 0,
  };
}

/** Days from whose mean the evidence of a sender that was known before is taken. */
const FIRST_DAYS = 7;

/** A kind of evidence when the day of each cell begins: what came before, fading day by day. */
function gathered(
  days: readonly number[],
  keys: readonly number[],
  added: readonly number[],
  { halfLifeDays }: Receiving,
  start: Start,
): Float64Array {
  const kept = 0.5 ** (1 / halfLifeDays);
  const before = start === "new" ? new Map<number, number>() : steady(days, keys, added, kept);
  const held = new Map<number, { day: number; before: number; after: number }>();
  return Float64Array.from(days, (day, at) => {
    const key = keys[at] ?? 0;
    const last = held.get(key) ?? { day: day - 1, before: 0, after: before.get(key) ?? 0 };
    const now = last.day === day ? last.before : last.after * kept ** (day - 1 - last.day);
    const after = (last.day === day ? last.after : now * kept) + (added[at] ?? 0);
    held.set(key, { day, before: now, after });
    return now;
  });
}

/** The evidence that gathers, sooner or later, where every day is as those of the first week. */
function steady(
  days: readonly number[],
  keys: readonly number[],
  added: readonly number[],
  kept: number,
): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  const end = (days[0] ?? 0) + FIRST_DAYS;
  for (const [at, day] of days.entries()) {
    if (day >= end) break;
    const key = keys[at] ?? 0;
    sums.set(key, (sums.get(key) ?? 0) + (added[at] ?? 0) / (FIRST_DAYS * (1 - kept)));
  }
  return sums;
}
