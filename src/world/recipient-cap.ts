import { HOUR_MS } from "./calendar.ts";
import type { Platform } from "./parameters.ts";

/** Senders with their recipients that are looked at before what is over is thrown away for the first time. */
const SWEPT_FROM = 1_024;

/**
 * Counts the mails from each sender to each recipient within an hour (clause 7). In the sliding hour that ends now, or in
 * the hour of the clock, at most so many pass; a mail is out of the sliding hour exactly an hour after it passed. Keeps
 * only what the last hour holds: the rate of the account bounds it.
 */
export class RecipientCap {
  readonly #hourMax: number;
  readonly #window: Platform["recipientWindow"];
  readonly #passedMs = new Map<string, number[]>();
  #sweptAtSize = SWEPT_FROM;

  constructor({
    recipientHourMax = Number.POSITIVE_INFINITY,
    recipientWindow,
  }: Pick<Platform, "recipientHourMax" | "recipientWindow">) {
    this.#hourMax = recipientHourMax;
    this.#window = recipientWindow;
  }

  /** Lets one mail pass, or says that it may not. Keys name a sender with a recipient; time never runs backwards. */
  pass(key: string, nowMs: number): boolean {
    const recent = (this.#passedMs.get(key) ?? []).filter((passedMs) => this.#counts(passedMs, nowMs));
    if (recent.length >= this.#hourMax) return false;
    recent.push(nowMs);
    this.#passedMs.set(key, recent);
    if (this.#passedMs.size > this.#sweptAtSize) this.#sweep(nowMs);
    return true;
  }

  /** How many senders with their recipients are remembered. */
  get size(): number {
    return this.#passedMs.size;
  }

  #counts(passedMs: number, nowMs: number): boolean {
    return this.#window === "sliding"
      ? nowMs - passedMs < HOUR_MS
      : Math.floor(nowMs / HOUR_MS) === Math.floor(passedMs / HOUR_MS);
  }

  /** Goes through all of them only when they have doubled, so that each mail pays for two looks at most. */
  #sweep(nowMs: number): void {
    for (const [key, passed] of this.#passedMs) if (!this.#counts(passed.at(-1) ?? nowMs, nowMs)) this.#passedMs.delete(key);
    this.#sweptAtSize = Math.max(SWEPT_FROM, this.#passedMs.size * 2);
  }
}
