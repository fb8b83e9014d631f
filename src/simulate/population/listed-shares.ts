import type { PeopleCohort } from "../../world/people.ts";
import type { Tick } from "../../world/population.ts";

/**
 * How probable it is of an address that nobody has looked at that the shared list has it: exact shares, apart for addresses
 * that exist and for those that do not, moved on tick by tick. Cohorts whose shares are the same for ever have one of these.
 */
class ListedShare {
  private readonly listedShare: number;
  private readonly ticks: number;
  /** Of the addresses that exist, and of those that do not: who may be mailed. */
  private free: number;
  private freeInvalid = 1;
  /** Who was listed in a tick: a ring over ticks, for an entry ends one round later. */
  private readonly made: Float64Array;
  private readonly madeInvalid: Float64Array;
  /** Up to which tick entries have ended, and new ones were made. */
  private unlistedTick = -1;
  private listedTick = -1;

  constructor(listedShare: number, ticks: number) {
    this.listedShare = listedShare;
    this.ticks = ticks;
    this.free = 1 - listedShare;
    this.made = new Float64Array(ticks);
    this.madeInvalid = new Float64Array(ticks);
  }

  /** Entries end with a tick; those from before the beginning end evenly over the first ones. */
  unlist(tick: Tick): void {
    if (this.unlistedTick === tick) return;
    this.unlistedTick = tick;
    const at = tick % this.ticks;
    const before = tick >= 1 && tick <= this.ticks ? this.listedShare / this.ticks : 0;
    this.free += before + (this.made[at] ?? 0);
    this.freeInvalid += this.madeInvalid[at] ?? 0;
    this.made[at] = 0;
    this.madeInvalid[at] = 0;
  }

  /** Each address that may be mailed is listed with a probability. */
  list(probability: number, tick: Tick): void {
    if (this.listedTick === tick) return;
    this.listedTick = tick;
    const at = tick % this.ticks;
    this.made[at] = (this.made[at] ?? 0) + this.free * probability;
    this.madeInvalid[at] = (this.madeInvalid[at] ?? 0) + this.freeInvalid * probability;
    this.free -= this.free * probability;
    this.freeInvalid -= this.freeInvalid * probability;
  }

  /** The share that may be mailed of addresses of which a share does not exist, and of that the share that does not exist. */
  mailable(invalidShare: number): number {
    return invalidShare * this.freeInvalid + (1 - invalidShare) * this.free;
  }

  invalid(invalidShare: number): number {
    const invalid = invalidShare * this.freeInvalid;
    return invalid === 0 ? 0 : invalid / this.mailable(invalidShare);
  }
}

/** The same by cohort. */
export class ListedShares {
  private readonly invalidShares: Float64Array;
  private readonly shares: readonly ListedShare[];

  constructor(cohorts: readonly PeopleCohort[], blocklistTicks: number) {
    const known = new Map<string, ListedShare>();
    this.invalidShares = Float64Array.from(cohorts, ({ invalidShare }) => invalidShare);
    this.shares = cohorts.map(({ listedShare, listedPerDay }, cohort) => {
      const key = `${listedShare} ${listedPerDay ?? `cohort ${cohort}`}`;
      const share = known.get(key) ?? new ListedShare(listedShare, Math.max(1, blocklistTicks));
      known.set(key, share);
      return share;
    });
  }

  /** Entries end with a tick. */
  unlist(cohort: number, tick: Tick): void {
    this.shares[cohort]?.unlist(tick);
  }

  /** Each address that may be mailed is listed with a probability. */
  list(cohort: number, probability: number, tick: Tick): void {
    this.shares[cohort]?.list(probability, tick);
  }

  /** The share of a cohort that may be mailed. */
  mailable(cohort: number): number {
    return this.shares[cohort]?.mailable(this.invalidShares[cohort] ?? 0) ?? 0;
  }

  /** Of those who may be mailed, the share whose addresses do not exist. */
  invalid(cohort: number): number {
    return this.shares[cohort]?.invalid(this.invalidShares[cohort] ?? 0) ?? 0;
  }
}
