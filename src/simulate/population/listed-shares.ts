import type { PeopleCohort } from "../../world/people.ts";
import type { Tick } from "../../world/population.ts";

/**
 * How probable it is of an address that nobody has looked at that the shared list has it: exact shares by cohort, apart for
 * addresses that exist and for those that do not, moved on tick by tick.
 */
export class ListedShares {
  readonly #cohorts: readonly PeopleCohort[];
  readonly #ticks: number;
  /** Of the addresses that exist, and of those that do not: who may be mailed. */
  readonly #free: Float64Array;
  readonly #freeInvalid: Float64Array;
  /** Who was listed in a tick: a ring over ticks for each cohort, for an entry ends one round later. */
  readonly #made: Float64Array;
  readonly #madeInvalid: Float64Array;

  constructor(cohorts: readonly PeopleCohort[], blocklistTicks: number) {
    this.#cohorts = cohorts;
    this.#ticks = Math.max(1, blocklistTicks);
    this.#free = Float64Array.from(cohorts, ({ listedShare }) => 1 - listedShare);
    this.#freeInvalid = new Float64Array(cohorts.length).fill(1);
    this.#made = new Float64Array(cohorts.length * this.#ticks);
    this.#madeInvalid = new Float64Array(cohorts.length * this.#ticks);
  }

  /** Entries end with a tick; those from before the beginning end evenly over the first ones. */
  unlist(cohort: number, tick: Tick): void {
    const at = this.#at(cohort, tick);
    const before = tick >= 1 && tick <= this.#ticks ? (this.#cohorts[cohort]?.listedShare ?? 0) / this.#ticks : 0;
    this.#free[cohort] = (this.#free[cohort] ?? 0) + before + (this.#made[at] ?? 0);
    this.#freeInvalid[cohort] = (this.#freeInvalid[cohort] ?? 0) + (this.#madeInvalid[at] ?? 0);
    this.#made[at] = 0;
    this.#madeInvalid[at] = 0;
  }

  /** Each address that may be mailed is listed with a probability. */
  list(cohort: number, probability: number, tick: Tick): void {
    const at = this.#at(cohort, tick);
    const made = (this.#free[cohort] ?? 0) * probability;
    const madeInvalid = (this.#freeInvalid[cohort] ?? 0) * probability;
    this.#made[at] = (this.#made[at] ?? 0) + made;
    this.#madeInvalid[at] = (this.#madeInvalid[at] ?? 0) + madeInvalid;
    this.#free[cohort] = (this.#free[cohort] ?? 0) - made;
    this.#freeInvalid[cohort] = (this.#freeInvalid[cohort] ?? 0) - madeInvalid;
  }

  /** The share of a cohort that may be mailed, and of that the share that does not exist. */
  mailable(cohort: number): number {
    const invalid = this.#cohorts[cohort]?.invalidShare ?? 0;
    return invalid * (this.#freeInvalid[cohort] ?? 0) + (1 - invalid) * (this.#free[cohort] ?? 0);
  }

  /** Of those who may be mailed, the share whose addresses do not exist. */
  invalid(cohort: number): number {
    const invalid = (this.#cohorts[cohort]?.invalidShare ?? 0) * (this.#freeInvalid[cohort] ?? 0);
    return invalid === 0 ? 0 : invalid / this.mailable(cohort);
  }

  #at(cohort: number, tick: Tick): number {
    return cohort * this.#ticks + (tick % this.#ticks);
  }
}
