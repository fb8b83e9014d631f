import { DAY_MS, dayOf, dayStartMs, type OffsetMinutes } from "./calendar.ts";
import type { Platform } from "./parameters.ts";

/** Mails of a rolling day are counted in steps of this; one is let go when its last mail is a day old. */
const STEP_MS = 60_000;

/**
 * Counts mails against a day's quota. The day is that of the account's clock, or the 24 hours that end now; of those the
 * count is by the minute and to the safe side, so that no stretch of 24 hours ever holds more than the quota.
 */
export class QuotaWindow {
  readonly #kind: Platform["dayKind"];
  readonly #offset: OffsetMinutes;
  /** Of a rolling day, oldest first: at most 1,441. */
  readonly #steps: Step[] = [];
  #used = 0;
  #day = Number.NEGATIVE_INFINITY;

  constructor({ dayKind }: Pick<Platform, "dayKind">, offset: OffsetMinutes) {
    this.#kind = dayKind;
    this.#offset = offset;
  }

  /** Mails of the day that is now. */
  used(nowMs: number): number {
    this.#settle(nowMs);
    return this.#used;
  }

  /** Takes as many of the wanted mails as the quota has room for, and says how many. Time never runs backwards. */
  take(wanted: number, quota: number, nowMs: number): number {
    const taken = Math.max(0, Math.min(wanted, quota - this.used(nowMs)));
    this.#used += taken;
    if (this.#kind === "rolling" && taken > 0) this.#note(taken, nowMs);
    return taken;
  }

  /** When the window next has more room than now, if nothing else is sent; infinite while it is empty. */
  nextRoomMs(nowMs: number): number {
    if (this.used(nowMs) === 0) return Number.POSITIVE_INFINITY;
    const [oldest] = this.#steps;
    return oldest ? oldest.lastMs + DAY_MS : dayStartMs(dayOf(nowMs, this.#offset) + 1, this.#offset);
  }

  #note(mails: number, nowMs: number): void {
    const newest = this.#steps.at(-1);
    if (newest && nowMs - newest.firstMs < STEP_MS) {
      newest.mails += mails;
      newest.lastMs = nowMs;
    } else this.#steps.push({ firstMs: nowMs, lastMs: nowMs, mails });
  }

  #settle(nowMs: number): void {
    if (this.#kind === "calendar") {
      const day = dayOf(nowMs, this.#offset);
      if (day > this.#day) this.#used = 0;
      this.#day = Math.max(day, this.#day);
      return;
    }
    while (this.#steps[0] && nowMs - this.#steps[0].lastMs >= DAY_MS) this.#used -= this.#steps.shift()?.mails ?? 0;
  }
}

interface Step {
  readonly firstMs: number;
  lastMs: number;
  mails: number;
}
