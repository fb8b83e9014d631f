/** Something that is waited for no longer than until its deadline. */
export interface Expiring {
  readonly expire: () => void;
}

const TICK_MS = 20;
const SLOTS = 2_048;

/** One timer for all deadlines: a wheel of slots, the next of which falls due at each tick. Deadlines are kept to a tick. */
export class Deadlines {
  private readonly slots: Set<Expiring>[] = Array.from({ length: SLOTS }, () => new Set());
  private readonly slotOf = new Map<Expiring, number>();
  private at = 0;
  private timer: NodeJS.Timeout | undefined;

  /** Expires something after some milliseconds, at most 40,000; a second call for the same thing replaces the first. */
  set(item: Expiring, delayMs: number): void {
    this.clear(item);
    const ticks = Math.min(SLOTS - 1, Math.max(1, Math.ceil(delayMs / TICK_MS) + 1));
    const slot = (this.at + ticks) % SLOTS;
    this.slots[slot]?.add(item);
    this.slotOf.set(item, slot);
    // A process is held up while something is waited for, and only then.
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
    if (this.slotOf.size === 1) this.timer.ref();
  }

  clear(item: Expiring): void {
    const slot = this.slotOf.get(item);
    if (slot === undefined) return;
    this.slotOf.delete(item);
    this.slots[slot]?.delete(item);
    if (this.slotOf.size === 0) this.timer?.unref();
  }

  private tick(): void {
    this.at = (this.at + 1) % SLOTS;
    const due = this.slots[this.at];
    for (const item of due ?? []) {
      this.clear(item);
      item.expire();
    }
    if (this.slotOf.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
