import { binomial } from "../../world/chance/binomial.ts";
import type { Stream } from "../../world/chance/stream.ts";

/**
 * Entries of the shared list, counted by the tick in which they end. Those that were there from the beginning end evenly
 * over the first ticks: how many do is drawn when it comes to that.
 */
export class Listings {
  readonly #ticks: number;
  readonly #kinds: number;
  /** A ring over ticks for each cohort: an entry ends where it was made, one round later. */
  readonly #entries: Int32Array;
  readonly #fromBefore: Int32Array;

  constructor(cohorts: number, kinds: number, ticks: number) {
    this.#ticks = Math.max(1, ticks);
    this.#kinds = kinds;
    this.#entries = new Int32Array(cohorts * this.#ticks * kinds);
    this.#fromBefore = new Int32Array(cohorts);
  }

  /** Entries of a cohort that were made before the beginning. */
  beginWith(cohort: number, count: number): void {
    this.#fromBefore[cohort] = count;
  }

  /** Makes entries of a kind in a tick. */
  add(cohort: number, kind: number, tick: number, count: number): void {
    const at = this.#at(cohort, kind, tick);
    this.#entries[at] = (this.#entries[at] ?? 0) + count;
  }

  /** Ends the entries of a kind whose time is over in a tick; says how many. */
  end(cohort: number, kind: number, tick: number): number {
    const at = this.#at(cohort, kind, tick);
    const ended = this.#entries[at] ?? 0;
    this.#entries[at] = 0;
    return ended;
  }

  /** Ends those of the entries from before the beginning whose time is over in a tick; says how many. */
  endFromBefore(chance: Stream, cohort: number, tick: number): number {
    const left = this.#fromBefore[cohort] ?? 0;
    if (left === 0 || tick < 1) return 0;
    const ended = tick >= this.#ticks ? left : binomial(chance, left, 1 / (this.#ticks - tick + 1));
    this.#fromBefore[cohort] = left - ended;
    return ended;
  }

  #at(cohort: number, kind: number, tick: number): number {
    return (cohort * this.#ticks + (tick % this.#ticks)) * this.#kinds + kind;
  }
}
