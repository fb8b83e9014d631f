import { binomial } from "../../world/chance/binomial.ts";
import { keyOf } from "../../world/chance/hash.ts";
import { fateAt } from "../../world/outcome.ts";
import type { People, PeopleStream } from "../../world/people.ts";
import type { Exchange, Population, PutOff, Tick } from "../../world/population.ts";
import { Chances, peopleKeys } from "./chances.ts";
import { ListedShares } from "./listed-shares.ts";
import { drawTaken } from "./outcomes.ts";
import { TryRings } from "./try-rings.ts";

const DROPPED_SHARED_LIST = fateAt("dropped-shared-list");
const BOUNCED_HARD = fateAt("bounced-hard");
const DEFERRED = fateAt("deferred");

/** Stands for the recipients ahead of a campaign that has not begun. */
const NOT_BEGUN = -1;

/**
 * People whom one campaign mails once. Nobody looks at an address before its turn comes nor after its mail is done with, so
 * that the state of none need be drawn before: when addresses are reached, how many of them exist and how many are listed
 * is drawn by the shares that hold then. The counts have the same distribution as those of cohorts.ts, with a third of the
 * numbers drawn. Only mail that waits for another try is counted by state.
 */
export class OnceMailed implements Population, PutOff {
  private readonly streams: readonly PeopleStream[];
  private readonly cohortSizes: readonly number[];
  /** The cohort of each stream, and the stream on each cohort; −1 for a list that nobody mails. */
  private readonly cohortOf: Int32Array;
  private readonly streamOn: Int32Array;
  private readonly rings: TryRings;
  private readonly shares: ListedShares;
  private readonly chances: Chances;
  /** Recipients by stream who are not reached yet; of none left nobody asks what lists have them. */
  private readonly unreached: Int32Array;
  /** Mail that waits, by stream and slot of its rings: to whom mail may be sent, and whom the shared list has got since. */
  private readonly waiting: Int32Array;
  private readonly waitingListed: Int32Array;
  /** Mail that waits, by stream. */
  private readonly waitingInAll: Int32Array;
  /** Mail that providers took, by stream, of which nobody knows more yet. */
  private readonly taken: Int32Array;

  constructor({ cohorts, streams, retryTicks, blocklistTicks, keyParts }: People) {
    this.streams = streams;
    this.cohortSizes = cohorts.map(({ size }) => size);
    this.cohortOf = new Int32Array(streams.length);
    this.streamOn = new Int32Array(cohorts.length).fill(-1);
    for (const [stream, { cohort }] of streams.entries()) {
      this.cohortOf[stream] = cohort;
      this.streamOn[cohort] = stream;
    }
    this.rings = new TryRings(retryTicks);
    this.shares = new ListedShares(cohorts, blocklistTicks);
    this.chances = new Chances(peopleKeys(keyOf(keyParts), streams.length, 0));
    this.unreached = new Int32Array(streams.length).fill(NOT_BEGUN);
    this.waiting = new Int32Array(streams.length * this.rings.slots);
    this.waitingListed = new Int32Array(this.waiting.length);
    this.waitingInAll = new Int32Array(streams.length);
    this.taken = new Int32Array(streams.length);
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
    for (const [stream, { campaign: own, cohort }] of this.streams.entries())
      if (own === campaign) this.unreached[stream] = this.cohortSizes[cohort] ?? 0;
    return 0;
  }

  /** See {@link Population.ahead}. */
  ahead(stream: number): number {
    return Math.max(0, this.unreached[stream] ?? 0);
  }

  /** See {@link Population.reach}. */
  reach(stream: number, count: number, tick: Tick, { probabilities, fates }: Exchange): void {
    const { chances, shares } = this;
    const ahead = this.ahead(stream);
    const reached = Math.min(count, ahead);
    const cohort = this.cohortOf[stream] ?? 0;
    this.unreached[stream] = ahead - reached;
    chances.enter(stream, tick);
    const mailable = binomial(chances.stream, reached, shares.mailable(cohort));
    const invalid = binomial(chances.stream, mailable, shares.invalid(cohort));
    const deferred = binomial(chances.stream, mailable - invalid, probabilities[0] ?? 0);
    chances.leave(stream);
    add(fates, DROPPED_SHARED_LIST, reached - mailable);
    add(fates, BOUNCED_HARD, invalid);
    add(fates, DEFERRED, deferred);
    this.keep(stream, this.rings.deferred(1, tick), deferred, mailable - invalid);
  }

  /** See {@link Population.due}. */
  due(stream: number, tries: number, tick: Tick): number {
    if (this.waitingInAll[stream] === 0) return 0;
    const at = this.placeOf(stream, tries, tick);
    return (this.waiting[at] ?? 0) + (this.waitingListed[at] ?? 0);
  }

  /** See {@link Population.retry}. */
  retry(stream: number, tries: number, tick: Tick, { probabilities, fates }: Exchange): void {
    const at = this.placeOf(stream, tries, tick);
    const mails = this.waiting[at] ?? 0;
    add(fates, DROPPED_SHARED_LIST, this.waitingListed[at] ?? 0);
    this.empty(stream, at);
    this.chances.enter(stream, tick);
    const deferred = binomial(this.chances.stream, mails, probabilities[0] ?? 0);
    this.chances.leave(stream);
    add(fates, DEFERRED, deferred);
    this.keep(stream, this.rings.deferred(Math.min(tries + 1, this.rings.triesMax), tick), deferred, mails);
  }

  /** See {@link Population.expire}. */
  expire(stream: number, tries: number, tick: Tick): number {
    if (this.waitingInAll[stream] === 0) return 0;
    return this.empty(stream, this.placeOf(stream, tries, tick));
  }

  /** See {@link Population.listByOthers}; it is said of those alone whose mail waits. */
  listByOthers(cohort: number, probability: number, tick: Tick): number {
    const stream = this.streamOn[cohort] ?? -1;
    if (this.unreached[stream] !== 0) this.shares.list(cohort, probability, tick);
    return stream < 0 || this.waitingInAll[stream] === 0 ? 0 : this.listWaiting(stream, probability, tick);
  }

  /** See {@link Population.unlist}: nobody whose mail waits is listed for so short a time. */
  unlist(cohort: number, tick: Tick): number {
    if (this.unreached[this.streamOn[cohort] ?? -1] !== 0) this.shares.unlist(cohort, tick);
    return 0;
  }

  /** See {@link Population.putOff}: who is done with need not be told apart before the day's sums are asked for. */
  get putOff(): PutOff {
    return this;
  }

  /** See {@link PutOff.mails}. */
  mails(stream: number): number {
    return this.taken[stream] ?? 0;
  }

  /** See {@link PutOff.settle}. */
  settle(stream: number, tick: Tick, { probabilities, fates }: Exchange): void {
    this.chances.enter(stream, tick);
    drawTaken(this.chances.stream, this.taken[stream] ?? 0, probabilities, fates);
    this.chances.leave(stream);
    this.taken[stream] = 0;
  }

  private listWaiting(stream: number, probability: number, tick: Tick): number {
    let listed = 0;
    this.chances.enter(stream, tick);
    const end = (stream + 1) * this.rings.slots;
    for (let at = stream * this.rings.slots; at < end; at++) {
      const waiting = this.waiting[at] ?? 0;
      if (waiting === 0) continue;
      const count = binomial(this.chances.stream, waiting, probability);
      this.waiting[at] = waiting - count;
      this.waitingListed[at] = (this.waitingListed[at] ?? 0) + count;
      listed += count;
    }
    this.chances.leave(stream);
    return listed;
  }

  /** Of mails that a provider was offered, the deferred ones wait in a slot, and the rest is looked at later. */
  private keep(stream: number, slot: number, deferred: number, offered: number): void {
    const at = stream * this.rings.slots + slot;
    this.waiting[at] = (this.waiting[at] ?? 0) + deferred;
    this.waitingInAll[stream] = (this.waitingInAll[stream] ?? 0) + deferred;
    this.taken[stream] = (this.taken[stream] ?? 0) + offered - deferred;
  }

  private empty(stream: number, at: number): number {
    const mails = (this.waiting[at] ?? 0) + (this.waitingListed[at] ?? 0);
    this.waiting[at] = 0;
    this.waitingListed[at] = 0;
    this.waitingInAll[stream] = (this.waitingInAll[stream] ?? 0) - mails;
    return mails;
  }

  private placeOf(stream: number, tries: number, tick: Tick): number {
    return stream * this.rings.slots + this.rings.waiting(tries, tick);
  }
}

function add(fates: Float64Array, fate: number, mails: number): void {
  fates[fate] = (fates[fate] ?? 0) + mails;
}
