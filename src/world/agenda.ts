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
    this.#rise(ROOT + this.#size++, dueMs, event);
    return true;
  }

  /** Takes the event that is due next off the agenda; undefined where there is none. */
  take(): number | undefined {
    if (this.#size === 0) return undefined;
    const event = this.#events[ROOT];
    const last = ROOT + --this.#size;
    if (this.#size > 0) this.#sink(last);
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

  /** Lets a new event rise from a free place. It is later than all of the same time. */
  #rise(from: number, dueMs: number, event: number): void {
    const keys = this.#keys;
    let at = from;
    while (at > ROOT) {
      const parent = (at >> 2) + 2;
      if ((keys[2 * parent] ?? 0) <= dueMs) break;
      this.#move(parent, at);
      at = parent;
    }
    keys[2 * at] = dueMs;
    keys[2 * at + 1] = this.#added++;
    this.#events[at] = event;
  }

  /** Fills the root: entries move up, the earliest of four each time, until the last one is not later than those below. */
  #sink(last: number): void {
    let at = ROOT;
    for (let first = 4 * (at - 2); first < last; first = 4 * (at - 2)) {
      let least = first;
      const end = Math.min(first + 4, last);
      for (let child = first + 1; child < end; child++) if (this.#isBefore(child, least)) least = child;
      if (!this.#isBefore(least, last)) break;
      this.#move(least, at);
      at = least;
    }
    this.#move(last, at);
  }

  #isBefore(one: number, other: number): boolean {
    const keys = this.#keys;
    const oneMs = keys[2 * one] ?? 0;
    const otherMs = keys[2 * other] ?? 0;
    return oneMs < otherMs || (oneMs === otherMs && (keys[2 * one + 1] ?? 0) < (keys[2 * other + 1] ?? 0));
  }

  #move(from: number, to: number): void {
    const keys = this.#keys;
    keys[2 * to] = keys[2 * from] ?? 0;
    keys[2 * to + 1] = keys[2 * from + 1] ?? 0;
    this.#events[to] = this.#events[from] ?? 0;
  }
}
