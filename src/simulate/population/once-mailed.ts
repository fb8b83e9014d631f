import { binomial } from "../../world/chance/binomial.ts";
import { keyOf } from "../../world/chance/hash.ts";
import { fateAt, OUTCOMES, OUTCOMES_FROM } from "../../world/outcome.ts";
import type { People, PeopleStream } from "../../world/people.ts";
import type { Exchange, Population, Tick } from "../../world/population.ts";
import { Chances, peopleKeys } from "./chances.ts";
import { ListedShares } from "./listed-shares.ts";
import { drawOutcomes } from "./outcomes.ts";
import { TryRings } from "./try-rings.ts";

const DROPPED_SHARED_LIST = fateAt("dropped-shared-list");
const BOUNCED_HARD = fateAt("bounced-hard");
const DEFERRED = fateAt("deferred") - OUTCOMES_FROM;

/** Stands for the recipients ahead of a campaign that has not begun. */
const NOT_BEGUN = -1;

/**
 * People whom one campaign mails once. Nobody looks at an address before its turn comes nor after its mail is done with, so
 * that the state of none need be drawn before: when addresses are reached, how many of them exist and how many are listed
 * is drawn by the shares that hold then. The counts have the same distribution as those of cohorts.ts, with a third of the
 * numbers drawn. Only mail that waits for another try is counted by state.
 */
export class OnceMailed implements Population {
  readonly #streams: readonly PeopleStream[];
  readonly #cohortSizes: readonly number[];
  /** The stream on each cohort; −1 for a list that nobody mails. */
  readonly #streamOn: readonly number[];
  readonly #rings: TryRings;
  readonly #listed: ListedShares;
  readonly #chances: Chances;
  /** Recipients by stream who are not reached yet; of none left nobody asks what lists have them. */
  readonly #ahead: Int32Array;
  /** Mail that waits, by stream and slot of its rings: to whom mail may be sent, and whom the shared list has got since. */
  readonly #waiting: Int32Array;
  readonly #waitingListed: Int32Array;
  /** Mail that waits, by stream. */
  readonly #waitingInAll: Int32Array;
  readonly #outcomes: Int32Array = new Int32Array(OUTCOMES);

  constructor({ cohorts, streams, retryTicks, blocklistTicks, keyParts }: People) {
    this.#streams = streams;
    this.#cohortSizes = cohorts.map(({ size }) => size);
    this.#streamOn = cohorts.map((_, cohort) => streams.findIndex((stream) => stream.cohort === cohort));
    this.#rings = new TryRings(retryTicks);
    this.#listed = new ListedShares(cohorts, blocklistTicks);
    this.#chances = new Chances(peopleKeys(keyOf(keyParts), streams.length, 0));
    this.#ahead = new Int32Array(streams.length).fill(NOT_BEGUN);
    this.#waiting = new Int32Array(streams.length * this.#rings.slots);
    this.#waitingListed = new Int32Array(this.#waiting.length);
    this.#waitingInAll = new Int32Array(streams.length);
  }

  /** Whether people are such as this can count. */
  static isFor({ cohorts, streams, retryTicks, blocklistTicks }: People): boolean {
    const mailed = new Set(streams.map(({ cohort }) => cohort));
    let waitTicks = 1;
    for (const ticks of retryTicks) waitTicks += ticks;
    const areOnce = streams.every(({ mailings }) => mailings === 1) && mailed.size === streams.length;
    // No entry that is made while a mail waits may end before its last try.
    return areOnce && cohorts.length > 0 && blocklistTicks > waitTicks;
  }

  /** See {@link Population.begin}. */
  begin(campaign: number): number {
    for (const [stream, { campaign: own, cohort }] of this.#streams.entries())
      if (own === campaign) this.#ahead[stream] = this.#cohortSizes[cohort] ?? 0;
    return 0;
  }

  /** See {@link Population.ahead}. */
  ahead(stream: number): number {
    return Math.max(0, this.#ahead[stream] ?? 0);
  }

  /** See {@link Population.reach}. */
  reach(stream: number, count: number, tick: Tick, exchange: Exchange): void {
    const { fates } = exchange;
    const ahead = this.ahead(stream);
    const reached = Math.min(count, ahead);
    const cohort = this.#streams[stream]?.cohort ?? 0;
    this.#ahead[stream] = ahead - reached;
    this.#chances.enter(stream, tick);
    const mailable = binomial(this.#chances.stream, reached, this.#listed.mailable(cohort));
    const invalid = binomial(this.#chances.stream, mailable, this.#listed.invalid(cohort));
    fates[DROPPED_SHARED_LIST] = (fates[DROPPED_SHARED_LIST] ?? 0) + reached - mailable;
    fates[BOUNCED_HARD] = (fates[BOUNCED_HARD] ?? 0) + invalid;
    this.#offer(stream, mailable - invalid, this.#rings.deferred(1, tick), exchange);
    this.#chances.leave(stream);
  }

  /** See {@link Population.due}. */
  due(stream: number, tries: number, tick: Tick): number {
    if (this.#waitingInAll[stream] === 0) return 0;
    const at = this.#at(stream, tries, tick);
    return (this.#waiting[at] ?? 0) + (this.#waitingListed[at] ?? 0);
  }

  /** See {@link Population.retry}. */
  retry(stream: number, tries: number, tick: Tick, exchange: Exchange): void {
    const { fates } = exchange;
    const at = this.#at(stream, tries, tick);
    const mails = this.#waiting[at] ?? 0;
    fates[DROPPED_SHARED_LIST] = (fates[DROPPED_SHARED_LIST] ?? 0) + (this.#waitingListed[at] ?? 0);
    this.#empty(stream, at);
    this.#chances.enter(stream, tick);
    this.#offer(stream, mails, this.#rings.deferred(Math.min(tries + 1, this.#rings.triesMax), tick), exchange);
    this.#chances.leave(stream);
  }

  /** See {@link Population.expire}. */
  expire(stream: number, tries: number, tick: Tick): number {
    if (this.#waitingInAll[stream] === 0) return 0;
    return this.#empty(stream, this.#at(stream, tries, tick));
  }

  /** See {@link Population.listByOthers}; it is said of those alone whose mail waits. */
  listByOthers(cohort: number, probability: number, tick: Tick): number {
    const stream = this.#streamOn[cohort] ?? -1;
    if (this.#ahead[stream] !== 0) this.#listed.list(cohort, probability, tick);
    if (stream < 0 || this.#waitingInAll[stream] === 0) return 0;
    let listed = 0;
    this.#chances.enter(stream, tick);
    const end = (stream + 1) * this.#rings.slots;
    for (let at = stream * this.#rings.slots; at < end; at++) {
      const waiting = this.#waiting[at] ?? 0;
      if (waiting === 0) continue;
      const count = binomial(this.#chances.stream, waiting, probability);
      this.#waiting[at] = waiting - count;
      this.#waitingListed[at] = (this.#waitingListed[at] ?? 0) + count;
      listed += count;
    }
    this.#chances.leave(stream);
    return listed;
  }

  /** See {@link Population.unlist}: nobody whose mail waits is listed for so short a time. */
  unlist(cohort: number, tick: Tick): number {
    if (this.#ahead[this.#streamOn[cohort] ?? -1] !== 0) this.#listed.unlist(cohort, tick);
    return 0;
  }

  /** Offers mails for valid addresses to their provider; those that it defers wait in a slot. */
  #offer(stream: number, mails: number, slot: number, { probabilities, fates }: Exchange): void {
    if (mails === 0) return;
    const outcomes = this.#outcomes;
    drawOutcomes(this.#chances.stream, mails, probabilities, outcomes);
    for (let outcome = 0; outcome < OUTCOMES; outcome++)
      fates[OUTCOMES_FROM + outcome] = (fates[OUTCOMES_FROM + outcome] ?? 0) + (outcomes[outcome] ?? 0);
    const deferred = outcomes[DEFERRED] ?? 0;
    const at = stream * this.#rings.slots + slot;
    this.#waiting[at] = (this.#waiting[at] ?? 0) + deferred;
    this.#waitingInAll[stream] = (this.#waitingInAll[stream] ?? 0) + deferred;
  }

  #empty(stream: number, at: number): number {
    const mails = (this.#waiting[at] ?? 0) + (this.#waitingListed[at] ?? 0);
    this.#waiting[at] = 0;
    this.#waitingListed[at] = 0;
    this.#waitingInAll[stream] = (this.#waitingInAll[stream] ?? 0) - mails;
    return mails;
  }

  #at(stream: number, tries: number, tick: Tick): number {
    return stream * this.#rings.slots + this.#rings.waiting(tries, tick);
  }
}
