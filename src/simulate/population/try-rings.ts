/**
 * Slots in which a stream's deferred mail waits, by its tries and the tick in which it is due: for each number of tries a
 * ring over ticks. Slot numbers are a stream's own, from 0 on.
 */
export class TryRings {
  readonly retryTicks: readonly number[];
  /** Where the ring of mails with so many tries begins; that of none is empty. */
  readonly firsts: readonly number[];
  /** How many slots there are. */
  readonly slots: number;

  constructor(retryTicks: readonly number[]) {
    this.retryTicks = retryTicks.map((ticks) => Math.max(1, ticks));
    const firsts = [0];
    let next = 0;
    for (const ticks of this.retryTicks) {
      firsts.push(next);
      next += ticks + 1;
    }
    firsts.push(next);
    this.firsts = firsts;
    this.slots = next + 1;
  }

  /** How many tries mail gets. */
  get triesMax(): number {
    return this.retryTicks.length + 1;
  }

  /** The slot of mails that have had so many tries and are due in a tick; after the last try the tick is nothing. */
  waiting(tries: number, tick: number): number {
    const ring = (this.retryTicks[tries - 1] ?? 0) + 1;
    return (this.firsts[tries] ?? 0) + (tick % ring);
  }

  /** The slot that mail waits in which is deferred in a tick, and has then had so many tries. */
  deferred(tries: number, tick: number): number {
    return this.waiting(tries, tick + (this.retryTicks[tries - 1] ?? 0));
  }
}
