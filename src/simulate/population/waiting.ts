/** Groups of deferred mails that can wait at a time: two bits of a state tell them apart. */
export const GROUPS_MAX = 3;

/** Mails of a stream that were first deferred in one tick. */
interface Group {
  tries: number;
  dueTick: number;
  mails: number;
}

/** The deferred mails of one stream, by group: a recipient's state holds the number of the group, from 1 on. */
export class Waiting {
  readonly #retryTicks: readonly number[];
  readonly #groups: Group[] = Array.from({ length: GROUPS_MAX }, () => ({ tries: 0, dueTick: 0, mails: 0 }));
  /** Mails that have had their last try. */
  #finished = 0;

  constructor(retryTicks: readonly number[]) {
    this.#retryTicks = retryTicks;
  }

  /** How many tries a mail gets. */
  get triesMax(): number {
    return this.#retryTicks.length + 1;
  }

  /** The group that mail first deferred in a tick waits in; 0 where there is no second try. */
  groupFor(tick: number): number {
    const wait = this.#retryTicks[0];
    if (wait === undefined) return 0;
    const same = this.#groups.findIndex(({ mails, tries, dueTick }) => mails > 0 && tries === 1 && dueTick === tick + wait);
    const at = same >= 0 ? same : this.#groups.findIndex(({ mails }) => mails === 0);
    const group = this.#groups[at];
    if (!group) throw new Error("More groups of deferred mail wait than a state can tell apart");
    group.tries = 1;
    group.dueTick = tick + wait;
    return at + 1;
  }

  /** The group with so many tries that is due; 0 where there is none. */
  due(tries: number, tick: number): number {
    return this.#groups.findIndex((group) => group.mails > 0 && group.tries === tries && group.dueTick === tick) + 1;
  }

  /** Mails in a group; of group 0, those that have had their last try. */
  mails(group: number): number {
    return group === 0 ? this.#finished : (this.#groups[group - 1]?.mails ?? 0);
  }

  /** Mails more wait in a group. */
  add(group: number, mails: number): void {
    const waiting = this.#groups[group - 1];
    if (waiting) waiting.mails += mails;
    else this.#finished += mails;
  }

  /** The group in which those of a group wait who are deferred again: the same, or 0 after the last try. */
  groupAfter(group: number): number {
    const tries = this.#groups[group - 1]?.tries ?? 0;
    return this.#retryTicks[tries] === undefined ? 0 : group;
  }

  /** A group was tried in a tick, and so many of it were deferred again. */
  tried(group: number, tick: number, deferred: number): void {
    const waiting = this.#groups[group - 1];
    if (!waiting) return;
    const wait = this.#retryTicks[waiting.tries];
    waiting.mails = 0;
    waiting.tries += 1;
    waiting.dueTick = tick + (wait ?? 0);
    this.add(wait === undefined ? 0 : group, deferred);
  }

  /** Nobody waits in a group any longer: says how many did. */
  empty(group: number): number {
    const mails = this.mails(group);
    const waiting = this.#groups[group - 1];
    if (waiting) waiting.mails = 0;
    else this.#finished = 0;
    return mails;
  }
}
