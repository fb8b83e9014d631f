import { binomial } from "../../world/chance/binomial.ts";
import { keyOf } from "../../world/chance/hash.ts";
import { fateAt, OUTCOMES, OUTCOMES_FROM } from "../../world/outcome.ts";
import type { People, PeopleStream } from "../../world/people.ts";
import type { Exchange, Population, Tick } from "../../world/population.ts";
import { Chances, peopleKeys } from "./chances.ts";
import { Groups } from "./groups.ts";
import { Listings } from "./listings.ts";
import { drawOutcomes } from "./outcomes.ts";
import { type States, statesFor } from "./states.ts";

const DROPPED_UNSUBSCRIBED = fateAt("dropped-unsubscribed");
const DROPPED_OWN_LIST = fateAt("dropped-own-list");
const DROPPED_SHARED_LIST = fateAt("dropped-shared-list");
const BOUNCED_HARD = fateAt("bounced-hard");
const DEFERRED = fateAt("deferred") - OUTCOMES_FROM;
const COMPLAINED = fateAt("inbox-complained") - OUTCOMES_FROM;
const UNSUBSCRIBED = fateAt("inbox-unsubscribed") - OUTCOMES_FROM;

/**
 * People by counts: how many of a cohort are in each state, and how many of each group of a stream. Every count is drawn
 * from its exact distribution, where each stream reaches people in an order of its own that chance gives anew for each
 * mailing.
 */
export class CohortPopulation implements Population {
  readonly #states: States;
  /** By cohort and state. */
  readonly #counts: Int32Array;
  readonly #streams: readonly PeopleStream[];
  readonly #streamsOn: readonly (readonly number[])[];
  readonly #groups: Groups;
  readonly #listings: Listings;
  /** Those of the streams, then of the cohorts. */
  readonly #chances: Chances;
  readonly #taken: Int32Array;
  readonly #outcomes: Int32Array = new Int32Array(OUTCOMES);

  constructor({ cohorts, streams, retryTicks, blocklistTicks, keyParts }: People) {
    let domains = 1;
    for (const { domainBit } of streams) domains = Math.max(domains, domainBit + 1);
    this.#states = statesFor(domains);
    const { masks, width } = this.#states;
    this.#streams = streams;
    this.#streamsOn = cohorts.map((_, cohort) => [...streams.keys()].filter((stream) => streams[stream]?.cohort === cohort));
    this.#chances = new Chances(peopleKeys(keyOf(keyParts), streams.length, cohorts.length));
    this.#groups = new Groups(this.#chances.stream, streams.length, width, retryTicks);
    this.#listings = new Listings(cohorts.length, masks + 1, blocklistTicks);
    this.#counts = new Int32Array(cohorts.length * width);
    this.#taken = new Int32Array(width);
    for (const [cohort, { size, invalidShare, listedShare }] of cohorts.entries()) {
      this.#chances.enter(streams.length + cohort, 0);
      const invalid = binomial(this.#chances.stream, size, invalidShare);
      const listed = binomial(this.#chances.stream, size - invalid, listedShare);
      this.#counts[cohort * width + this.#states.invalid] = invalid;
      this.#counts[cohort * width + this.#states.listedValid] = listed;
      this.#counts[cohort * width + this.#states.valid] = size - invalid - listed;
      this.#listings.beginWith(cohort, listed);
      this.#chances.leave(streams.length + cohort);
    }
  }

  /** See {@link Population.begin}. */
  begin(campaign: number): number {
    let waited = 0;
    const { width } = this.#states;
    for (const [stream, { campaign: own, cohort }] of this.#streams.entries())
      if (own === campaign) waited += this.#groups.restart(stream, this.#counts.subarray(cohort * width, (cohort + 1) * width));
    return waited;
  }

  /** See {@link Population.ahead}. */
  ahead(stream: number): number {
    return this.#groups.size(this.#groups.ahead(stream));
  }

  /** See {@link Population.reach}. */
  reach(stream: number, count: number, tick: Tick, exchange: Exchange): void {
    this.#chances.enter(stream, tick);
    this.#groups.take(this.#groups.ahead(stream), count, this.#taken);
    this.#meet(stream, 1, tick, exchange);
    this.#chances.leave(stream);
  }

  /** See {@link Population.due}. */
  due(stream: number, tries: number, tick: Tick): number {
    return this.#groups.size(this.#groups.waiting(stream, tries, tick));
  }

  /** See {@link Population.retry}. */
  retry(stream: number, tries: number, tick: Tick, exchange: Exchange): void {
    const group = this.#groups.waiting(stream, tries, tick);
    this.#chances.enter(stream, tick);
    this.#groups.take(group, this.#groups.size(group), this.#taken);
    this.#meet(stream, Math.min(tries + 1, this.#groups.triesMax), tick, exchange);
    this.#chances.leave(stream);
  }

  /** See {@link Population.expire}. */
  expire(stream: number, tries: number, tick: Tick): number {
    const group = this.#groups.waiting(stream, tries, tick);
    const expired = this.#groups.size(group);
    if (expired > 0) this.#groups.take(group, expired, this.#taken);
    return expired;
  }

  /** See {@link Population.listByOthers}. */
  listByOthers(cohort: number, probability: number, tick: Tick): number {
    const { masks, valid, listedValid, invalid, listedInvalid } = this.#states;
    let listed = 0;
    this.#chances.enter(this.#streams.length + cohort, tick);
    for (let kind = 0; kind <= masks; kind++) {
      const from = kind === masks ? invalid : valid + kind;
      const count = binomial(this.#chances.stream, this.count(cohort, from), probability);
      if (count === 0) continue;
      this.#listings.add(cohort, kind, tick, count);
      this.#move(cohort, from, kind === masks ? listedInvalid : listedValid + kind, count, -1);
      listed += count;
    }
    this.#chances.leave(this.#streams.length + cohort);
    return listed;
  }

  /** See {@link Population.unlist}. */
  unlist(cohort: number, tick: Tick): number {
    const { masks, valid, listedValid, invalid, listedInvalid } = this.#states;
    let unlisted = 0;
    this.#chances.enter(this.#streams.length + cohort, tick);
    for (let kind = 0; kind <= masks; kind++) {
      const fromBefore = kind === 0 ? this.#listings.endFromBefore(this.#chances.stream, cohort, tick) : 0;
      const count = this.#listings.end(cohort, kind, tick) + fromBefore;
      if (count === 0) continue;
      const to = kind === masks ? invalid : valid + kind;
      this.#move(cohort, kind === masks ? listedInvalid : listedValid + kind, to, count, -1);
      unlisted += count;
    }
    this.#chances.leave(this.#streams.length + cohort);
    return unlisted;
  }

  /** What the numbers of states mean here. */
  get states(): States {
    return this.#states;
  }

  /** Recipients of a cohort in a state. */
  count(cohort: number, state: number): number {
    return this.#counts[cohort * this.#states.width + state] ?? 0;
  }

  /** Those of a stream in a state who are ahead or whose mail waits: never more than the cohort has. */
  countOf(stream: number, state: number): number {
    return this.#groups.inState(stream, state);
  }

  /** What becomes of those taken out of a group, whose mail has then had so many tries. */
  #meet(stream: number, tries: number, tick: Tick, exchange: Exchange): void {
    const { masks, valid, invalid, listedInvalid } = this.#states;
    const { fates } = exchange;
    for (let mask = 0; mask < masks; mask++) {
      const mails = this.#mayBeMailed(stream, mask, fates);
      if (mails === 0) continue;
      const deferred = this.#offer(stream, mask, mails, exchange);
      if (deferred > 0) this.#groups.add(this.#groups.deferred(stream, tries, tick), valid + mask, deferred);
    }
    add(fates, DROPPED_SHARED_LIST, this.#taken[listedInvalid] ?? 0);
    add(fates, BOUNCED_HARD, this.#taken[invalid] ?? 0);
    this.#list(stream, this.#taken[invalid] ?? 0, tick);
  }

  /** Of those taken with valid addresses and a mask, drops whom a list keeps from mail; says how many are left. */
  #mayBeMailed(stream: number, mask: number, fates: Float64Array): number {
    const { valid, listedValid, complained } = this.#states;
    const mails = this.#taken[valid + mask] ?? 0;
    const listed = this.#taken[listedValid + mask] ?? 0;
    const own = this.#taken[complained + mask] ?? 0;
    if ((mask & (1 << (this.#streams[stream]?.domainBit ?? 0))) !== 0) {
      add(fates, DROPPED_UNSUBSCRIBED, mails + listed + own);
      return 0;
    }
    add(fates, DROPPED_OWN_LIST, own);
    add(fates, DROPPED_SHARED_LIST, listed);
    return mails;
  }

  /** Offers mails for valid addresses to their provider; says how many it defers. */
  #offer(stream: number, mask: number, mails: number, { probabilities, fates }: Exchange): number {
    const { valid, complained } = this.#states;
    const { cohort = 0, domainBit = 0 } = this.#streams[stream] ?? {};
    const outcomes = this.#outcomes;
    drawOutcomes(this.#chances.stream, mails, probabilities, outcomes);
    for (let outcome = 0; outcome < OUTCOMES; outcome++) add(fates, OUTCOMES_FROM + outcome, outcomes[outcome] ?? 0);
    this.#move(cohort, valid + mask, complained + mask, outcomes[COMPLAINED] ?? 0, stream);
    this.#move(cohort, valid + mask, valid + (mask | (1 << domainBit)), outcomes[UNSUBSCRIBED] ?? 0, stream);
    return outcomes[DEFERRED] ?? 0;
  }

  /** The shared list gets addresses that bounced. */
  #list(stream: number, count: number, tick: Tick): void {
    if (count === 0) return;
    const { masks, invalid, listedInvalid } = this.#states;
    const { cohort = 0 } = this.#streams[stream] ?? {};
    this.#listings.add(cohort, masks, tick, count);
    this.#move(cohort, invalid, listedInvalid, count, stream);
  }

  /** So many of a cohort change their state; the groups of every stream on it follow, but those that `through` took them from. */
  #move(cohort: number, from: number, to: number, count: number, through: number): void {
    if (count === 0) return;
    const first = cohort * this.#states.width;
    const pool = this.#counts[first + from] ?? 0;
    this.#counts[first + from] = pool - count;
    this.#counts[first + to] = (this.#counts[first + to] ?? 0) + count;
    for (const stream of this.#streamsOn[cohort] ?? []) if (stream !== through) this.#groups.move(stream, from, to, pool, count);
  }
}

function add(fates: Float64Array, fate: number, count: number): void {
  if (count > 0) fates[fate] = (fates[fate] ?? 0) + count;
}
