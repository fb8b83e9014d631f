import type { People } from "../../world/people.ts";
import type { Tick } from "../../world/population.ts";

/**
 * How probable it is of an address that nobody has looked at that the shared list has it: exact shares, apart for addresses
 * that exist and for those that do not, moved on tick by tick.
 */
export class ListedShare {
  private readonly listedShare: number;
  private readonly ticks: number;
  /** Of the addresses that exist, and of those that do not: who may be mailed. */
  free: number;
  freeInvalid = 1;
  /** Who was listed in a tick: a ring over ticks, for an entry ends one round later. */
  private readonly made: Float64Array;
  private readonly madeInvalid: Float64Array;
  constructor(listedShare: number, ticks: number) {
    this.listedShare = listedShare;
    this.ticks = ticks;
    this.free = 1 - listedShare;
    this.made = new Float64Array(ticks);
    this.madeInvalid = new Float64Array(ticks);
  }

  /**
   * Goes on to a tick, the next after the last one. Entries end with it, those from before the beginning evenly over the first
   * ones; then each address that may be mailed is listed with a probability.
   */
  goTo(tick: Tick, probability: number): void {
    const at = tick % this.ticks;
    const before = tick >= 1 && tick <= this.ticks ? this.listedShare / this.ticks : 0;
    this.free += before + (this.made[at] ?? 0);
    this.freeInvalid += this.madeInvalid[at] ?? 0;
    this.made[at] = this.free * probability;
    this.madeInvalid[at] = this.freeInvalid * probability;
    this.free -= this.free * probability;
    this.freeInvalid -= this.freeInvalid * probability;
  }
}

/** Cohorts that have one {@link ListedShare}, for theirs are the same for ever. */
export interface ListedGroup {
  readonly share: ListedShare;
  readonly cohorts: readonly number[];
}

/** The cohorts of people by their shares. */
export function listedGroups({ cohorts, blocklistTicks }: People): readonly ListedGroup[] {
  const groups: {
    readonly share: ListedShare;
    readonly cohorts: number[];
    readonly listedShare: number;
    readonly perDay: number;
  }[] = [];
  for (const [cohort, { listedShare, listedPerDay: perDay = Number.NaN }] of cohorts.entries()) {
    // Where it is not known what others do, a cohort is like no other.
    const known = groups.find((group) => group.listedShare === listedShare && group.perDay === perDay);
    if (known) known.cohorts.push(cohort);
    else
      groups.push({ share: new ListedShare(listedShare, Math.max(1, blocklistTicks)), cohorts: [cohort], listedShare, perDay });
  }
  return groups;
}
