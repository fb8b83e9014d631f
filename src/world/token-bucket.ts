/**
 * A limit of mails a second that lets so many through at once after a pause. It is kept as what is still owed, in
 * thousandths of a mail, so that all of it is whole numbers and nothing is lost to rounding: in any second at most
 * `burst + ratePerSecondMax` mails pass.
 */
export class TokenBucket {
  readonly #ratePerSecondMax: number;
  readonly #burstThousandths: number;
  #owedThousandths = 0;
  #atMs: number;

  /** Rates and bursts are whole, from 1 to 1,000,000; the bucket is full at first. */
  constructor(limit: { readonly ratePerSecondMax: number; readonly rateBurst: number }, nowMs: number) {
    this.#ratePerSecondMax = limit.ratePerSecondMax;
    this.#burstThousandths = limit.rateBurst * 1_000;
    this.#atMs = nowMs;
  }

  /** Lets as many of the wanted mails pass as may pass now, and says how many. Time is whole milliseconds. */
  take(wanted: number, nowMs: number): number {
    this.#settle(nowMs);
    const taken = Math.max(0, Math.min(wanted, Math.floor((this.#burstThousandths - this.#owedThousandths) / 1_000)));
    this.#owedThousandths += taken * 1_000;
    return taken;
  }

  /** When the next mail may pass: now, or later. */
  nextMs(nowMs: number): number {
    this.#settle(nowMs);
    const missing = this.#owedThousandths + 1_000 - this.#burstThousandths;
    return this.#atMs + Math.max(0, Math.ceil(missing / this.#ratePerSecondMax));
  }

  /** A rate per second is thousandths per millisecond. A clock that runs backwards stands still here. */
  #settle(nowMs: number): void {
    const passedMs = Math.max(0, nowMs - this.#atMs);
    this.#owedThousandths = Math.max(0, this.#owedThousandths - passedMs * this.#ratePerSecondMax);
    this.#atMs += passedMs;
  }
}

/** Seconds that so many mails take at a rate, a first burst left aside. */
export function secondsFor(mails: number, ratePerSecond: number): number {
  return mails / ratePerSecond;
}

/** Mails of a day at a rate. */
export function dayMaxAt(ratePerSecond: number): number {
  return ratePerSecond * 86_400;
}
