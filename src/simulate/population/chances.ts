import { type Key, keyWith } from "../../world/chance/hash.ts";
import { Stream } from "../../world/chance/stream.ts";
import type { Tick } from "../../world/population.ts";
import { NUMBERS_A_TICK } from "./numbers-a-tick.ts";

/**
 * The chance of many entities, each with a key of its own: what one draws in a tick depends on nothing that others draw, so
 * that two plans can be compared by the same chance.
 */
export class Chances {
  private readonly keys: readonly Key[];
  /** How far each has come in its numbers, and in which tick. */
  private readonly counters: Int32Array;
  private readonly ticks: Int32Array;
  private readonly shared: Stream;

  constructor(keys: readonly Key[]) {
    this.keys = keys;
    this.counters = new Int32Array(keys.length);
    this.ticks = new Int32Array(keys.length).fill(-1);
    this.shared = new Stream(keys[0] ?? { first: 0, second: 0 });
  }

  /** The one stream that all draw from in turn; what it draws is that of the entity that was {@link enter}ed last. */
  get stream(): Stream {
    return this.shared;
  }

  /** Goes on drawing what an entity draws in a tick. */
  enter(entity: number, tick: Tick): void {
    if (this.ticks[entity] !== tick) this.counters[entity] = tick * NUMBERS_A_TICK;
    this.ticks[entity] = tick;
    const key = this.keys[entity];
    if (key) this.shared.reset(key, this.counters[entity]);
  }

  /** Keeps how far an entity has come. */
  leave(entity: number): void {
    this.counters[entity] = this.shared.counter;
  }
}

/** What keys are for. */
const FOR_COHORT = 1;
const FOR_STREAM = 2;

/** The keys of so many streams, then of so many cohorts. */
export function peopleKeys(key: Key, streams: number, cohorts: number): readonly Key[] {
  const keysOf = (purpose: number, length: number): readonly Key[] => {
    const own = keyWith(key, purpose);
    return Array.from({ length }, (_, entity) => keyWith(own, entity));
  };
  return [...keysOf(FOR_STREAM, streams), ...keysOf(FOR_COHORT, cohorts)];
}
