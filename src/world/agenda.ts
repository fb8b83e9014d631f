import { limits } from "../model/limits.ts";

/** Room that an agenda begins with; it doubles when it is full. */
const EVENTS_FIRST = 1_024;
/** Where the heap's root stands, so that the four children of an entry begin at a multiple of four: in one line of a cache. */
const ROOT = 3;

/**
 * Events to come, by their time: what is due first is taken first, and of events of one time the one that was added first.
 * An event is a number that means something to its owner. A heap with four children an entry, in typed arrays: 20 bytes an
 * event. The sandbox that is to come stands on it, with mails one by one at exact times; the planner's ticks need none.
 */
export class Agenda {
  readonly #eventsMax: number;
  #room = 0;
  #size = 0;
  #added = 0;
  /** By place: the time, then how many events had been added before. */
  #keys: Float64Array = new Float64Array(0);
  #events: Int32Array = new Int32Array(0);

  /** An agenda with room for so many events at a time. */
  constructor(eventsMax: number = limits.agendaEventsMax) {
    this.#eventsMax = Math.min(eventsMax, limits.agendaEventsMax);
  }

  /** Events that are still to come. */
  get size(): number {
    return this.#size;
  }

  /** When the next event is due, in ms; undefined where there is none. */
  get nextMs(): number | undefined {
    return this.#size === 0 ? undefined : this.#keys[2 * ROOT];
  }

  /** Adds an event, a whole number of 32 bits, that is due at a whole number of ms. Says no when there is no room. */
  add(dueMs: number, event: number): boolean {
    if (this.#size === this.#room && !this.#grow()) return false;
    this.#rise(ROOT + this.#size++, dueMs, this.#added++, event);
    return true;
  }

  /** Takes the event that is due next off the agenda; undefined where there is none. */
  take(): number | undefined {
    if (this.#size === 0) return undefined;
    const event = this.#events[ROOT];
    const last = ROOT + --this.#size;
    if (this.#size > 0) this.#fillRoot(last);
    return event;
  }

  #grow(): boolean {
    if (this.#room >= this.#eventsMax) return false;
    this.#room = Math.min(this.#eventsMax, Math.max(EVENTS_FIRST, 2 * this.#room));
    const keys = new Float64Array(2 * (ROOT + this.#room));
    const events = new Int32Array(ROOT + this.#room);
    keys.set(this.#keys);
    events.set(this.#events);
    this.#keys = keys;
    this.#events = events;
    return true;
  }

  /** Puts an entry into a free place, or, where it is before those above, into theirs, which move down. */
  #rise(from: number, dueMs: number, added: number, event: number): void {
    const keys = this.#keys;
    let at = from;
    while (at > ROOT) {
      const parent = (at >> 2) + 2;
      const parentMs = keys[2 * parent] ?? 0;
      if (parentMs < dueMs || (parentMs === dueMs && (keys[2 * parent + 1] ?? 0) < added)) break;
      this.#move(parent, at);
      at = parent;
    }
    keys[2 * at] = dueMs;
    keys[2 * at + 1] = added;
    this.#events[at] = event;
  }

  /**
   * Fills the root: the earliest of its children moves up, and so on down to the last level. The last entry goes where a place
   * is free then; it is seldom before those above, so that holding it to each on the way would cost more.
   */
  #fillRoot(last: number): void {
    const keys = this.#keys;
    let at = ROOT;
    for (let first = 4 * (at - 2); first < last; first = 4 * (at - 2)) {
      const least = this.#earliest(first, Math.min(first + 4, last));
      this.#move(least, at);
      at = least;
    }
    this.#rise(at, keys[2 * last] ?? 0, keys[2 * last + 1] ?? 0, this.#events[last] ?? 0);
  }

  /** The place of the earliest entry from one place up to another, which is not among them. */
  #earliest(from: number, to: number): number {
    const keys = this.#keys;
    let least = from;
    let leastMs = keys[2 * from] ?? 0;
    for (let at = from + 1; at < to; at++) {
      const dueMs = keys[2 * at] ?? 0;
      if (dueMs > leastMs || (dueMs === leastMs && (keys[2 * at + 1] ?? 0) > (keys[2 * least + 1] ?? 0))) continue;
      least = at;
      leastMs = dueMs;
    }
    return least;
  }

  #move(from: number, to: number): void {
    const keys = this.#keys;
    keys[2 * to] = keys[2 * from] ?? 0;
    keys[2 * to + 1] = keys[2 * from + 1] ?? 0;
    this.#events[to] = this.#events[from] ?? 0;
  }
}
