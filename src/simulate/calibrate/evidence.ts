import type { LogStart } from "../../model/calibration.ts";
import { calibrationThresholds } from "../../model/thresholds.ts";
import { sharesByDay } from "../../world/flag-shares.ts";
import { mixedReputation, reputation } from "../../world/formulas.ts";
import type { Receiving } from "../../world/parameters.ts";
import { acceptedOf, deliveredOf, type ProviderCells } from "./cells.ts";

/** Evidence about the sender of each cell when its day begins; complaints are counted apart from other faults. */
interface Evidence {
  readonly good: Float64Array;
  readonly faults: Float64Array;
  readonly complaints: Float64Array;
}

/** Says the reputation that the sender of each cell has when its day begins, by what a complaint weighs. */
export type Reputations = (complaintWeight: number) => Float64Array;

/** The evidence of a log about its domains and pools at one provider, as the world gathers it. */
export function reputationsOf({ profile, cells }: ProviderCells, receiving: Receiving, start: LogStart): Reputations {
  const days = cells.map(({ day }) => day);
  const added = cells.map(({ counts }) => addedBy(counts, profile, receiving));
  const opening = sharesByDay(receiving, 0);
  const complaining = sharesByDay(receiving, receiving.feedbackDelayHours);
  const ofSender = (keys: readonly number[]): Evidence => {
    const gather = (kind: keyof Added, shares: readonly number[]): Float64Array =>
      new Gathering(days, keys, receiving).of(
        added.map((each) => each[kind]),
        shares,
        start,
      );
    const seen = gather("seen", [1]);
    const opened = gather("opened", opening);
    return {
      good: seen.map((each, at) => each + (opened[at] ?? 0)),
      faults: gather("faults", [1]),
      complaints: gather("complaints", complaining),
    };
  };
  const ofDomain = ofSender(cells.map(({ domain }) => domain));
  const ofPool = ofSender(cells.map(({ pool }) => pool));
  return (complaintWeight) => {
    const judged = ({ good, faults, complaints }: Evidence, at: number): number =>
      reputation(good[at] ?? 0, (faults[at] ?? 0) + complaintWeight * (complaints[at] ?? 0), receiving);
    const reputations = new Float64Array(days.length);
    for (let at = 0; at < days.length; at++) {
      const own = judged(ofDomain, at);
      const pool = judged(ofPool, at);
      reputations[at] = own === pool ? own : mixedReputation(own, pool, profile.domainWeight);
    }
    return reputations;
  };
}

/** What a day's mail adds to the evidence: as if nobody opened it, what opens add to that, faults, and complaints by number. */
interface Added {
  readonly seen: number;
  readonly opened: number;
  readonly faults: number;
  readonly complaints: number;
}

function addedBy(
  counts: ProviderCells["cells"][number]["counts"],
  { missingShare, machineOpenShare }: ProviderCells["profile"],
  { openWeight, unopenedWeight, invalidWeight }: Receiving,
): Added {
  const placed = Math.min(deliveredOf(counts), acceptedOf(counts)) * (1 - missingShare);
  const counted = counts.unique_opens ?? 0;
  const opens = Math.min(placed, Math.max(0, (counted - machineOpenShare * placed) / (1 - machineOpenShare)));
  return {
    seen: placed * unopenedWeight,
    opened: opens * (openWeight - unopenedWeight),
    faults: (counts.hard_bounce ?? 0) * invalidWeight,
    complaints: counts.complaints ?? 0,
  };
}

const { firstDays } = calibrationThresholds;

/** Evidence about one sender: what there is when a day begins, and what is to come at the end of that day and of those after it. */
interface Held {
  day: number;
  now: number;
  readonly coming: number[];
}

/** Gathers evidence about the senders of cells, which fades day by day. */
class Gathering {
  readonly #days: readonly number[];
  readonly #keys: readonly number[];
  /** What a day leaves of it. */
  readonly #kept: number;

  constructor(days: readonly number[], keys: readonly number[], { halfLifeDays }: Receiving) {
    this.#days = days;
    this.#keys = keys;
    this.#kept = 0.5 ** (1 / halfLifeDays);
  }

  /** A kind of evidence when the day of each cell begins; what a cell adds comes by shares on its day and those after it. */
  of(added: readonly number[], shares: readonly number[], start: LogStart): Float64Array {
    const before = start === "new" ? new Map<number, number>() : this.#steady(added);
    const senders = new Map<number, Held>();
    return Float64Array.from(this.#days, (day, at) => {
      const key = this.#keys[at] ?? 0;
      const held = senders.get(key) ?? { day, now: before.get(key) ?? 0, coming: shares.map(() => 0) };
      senders.set(key, held);
      this.#advance(held, day);
      for (const [later, share] of shares.entries()) held.coming[later] = (held.coming[later] ?? 0) + share * (added[at] ?? 0);
      return held.now;
    });
  }

  #advance(held: Held, day: number): void {
    const { coming } = held;
    for (let each = 0; held.day < day && each < coming.length; each++) {
      held.now = held.now * this.#kept + (coming.shift() ?? 0);
      coming.push(0);
      held.day++;
    }
    held.now *= this.#kept ** (day - held.day);
    held.day = day;
  }

  /** The evidence that gathers, sooner or later, where every day is as those of the first week. */
  #steady(added: readonly number[]): ReadonlyMap<number, number> {
    const sums = new Map<number, number>();
    const end = (this.#days[0] ?? 0) + firstDays;
    for (const [at, day] of this.#days.entries()) {
      if (day >= end) break;
      const key = this.#keys[at] ?? 0;
      sums.set(key, (sums.get(key) ?? 0) + (added[at] ?? 0) / (firstDays * (1 - this.#kept)));
    }
    return sums;
  }
}
