import { hypergeometric } from "../../world/chance/hypergeometric.ts";
import type { Stream } from "../../world/chance/stream.ts";
import { TryRings } from "./try-rings.ts";

/** Where a stream's groups begin: those that it has not reached yet. */
const AHEAD = 0;

/**
 * The recipients of each stream who stand together, counted by state: those ahead, and those whose mail waits, by its
 * tries and the tick in which it is due. Groups of one stream share nobody; who is in none of them is done with.
 */
export class Groups {
  readonly #chance: Stream;
  readonly #width: number;
  readonly #rings: TryRings;
  readonly #perStream: number;
  readonly #counts: Int32Array;
  readonly #totals: Int32Array;

  constructor(chance: Stream, streams: number, width: number, retryTicks: readonly number[]) {
    this.#chance = chance;
    this.#width = width;
    this.#rings = new TryRings(retryTicks);
    this.#perStream = this.#rings.slots + 1;
    this.#totals = new Int32Array(streams * this.#perStream);
    this.#counts = new Int32Array(this.#totals.length * width);
  }

  /** The group of those ahead of a stream. */
  ahead(stream: number): number {
    return stream * this.#perStream + AHEAD;
  }

  /** The group of a stream's mails that have had so many tries and are due in a tick; after the last try the tick is nothing. */
  waiting(stream: number, tries: number, tick: number): number {
    return stream * this.#perStream + AHEAD + 1 + this.#rings.waiting(tries, tick);
  }

  /** The group that mail waits in which is deferred in a tick, and has then had so many tries. */
  deferred(stream: number, tries: number, tick: number): number {
    return stream * this.#perStream + AHEAD + 1 + this.#rings.deferred(tries, tick);
  }

  /** How many tries mail gets. */
  get triesMax(): number {
    return this.#rings.triesMax;
  }

  /** Recipients in a group. */
  size(group: number): number {
    return this.#totals[group] ?? 0;
  }

  /** Those of a stream's groups who are in a state. */
  inState(stream: number, state: number): number {
    let sum = 0;
    for (let group = stream * this.#perStream; group < (stream + 1) * this.#perStream; group++)
      sum += this.#counts[group * this.#width + state] ?? 0;
    return sum;
  }

  /** Puts all of a cohort ahead of a stream, of whom so many are in each state; says how many mails waited. */
  restart(stream: number, states: Int32Array): number {
    let waited = 0;
    const first = stream * this.#perStream;
    for (let group = first + 1; group < first + this.#perStream; group++) waited += this.#totals[group] ?? 0;
    this.#totals.fill(0, first, first + this.#perStream);
    this.#counts.fill(0, first * this.#width, (first + this.#perStream) * this.#width);
    this.#counts.set(states, first * this.#width);
    for (const count of states) this.#totals[first] = (this.#totals[first] ?? 0) + count;
    return waited;
  }

  /** Adds recipients in a state to a group. */
  add(group: number, state: number, count: number): void {
    const at = group * this.#width + state;
    this.#counts[at] = (this.#counts[at] ?? 0) + count;
    this.#totals[group] = (this.#totals[group] ?? 0) + count;
  }

  /** Takes `count` of a group's recipients out, any alike: how many of each state is drawn into `taken`. */
  take(group: number, count: number, taken: Int32Array): void {
    let size = this.#totals[group] ?? 0;
    let left = Math.min(count, size);
    this.#totals[group] = size - left;
    const first = group * this.#width;
    for (let state = 0; state < this.#width; state++) {
      const here = this.#counts[first + state] ?? 0;
      const drawn = hypergeometric(this.#chance, size, here, left);
      taken[state] = drawn;
      this.#counts[first + state] = here - drawn;
      size -= here;
      left -= drawn;
    }
  }

  /** Of `pool` recipients of a cohort in a state, `count` went into another: each group of a stream gets its share, drawn. */
  move(stream: number, from: number, to: number, pool: number, count: number): void {
    const end = (stream + 1) * this.#perStream;
    let left = count;
    let rest = pool;
    for (let group = stream * this.#perStream; group < end && left > 0; group++) {
      const at = group * this.#width;
      const here = this.#counts[at + from] ?? 0;
      if (here === 0) continue;
      const moved = hypergeometric(this.#chance, rest, here, left);
      this.#counts[at + from] = here - moved;
      this.#counts[at + to] = (this.#counts[at + to] ?? 0) + moved;
      rest -= here;
      left -= moved;
    }
  }
}
