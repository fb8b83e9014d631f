import { keyOf } from "../../world/chance/hash.ts";
import { fateAt, OUTCOMES_FROM } from "../../world/outcome.ts";
import type { People } from "../../world/people.ts";
import type { Exchange, Population, Tick } from "../../world/population.ts";
import { greatestDraw, shareOut } from "./draw-bounds.ts";
import * as layout from "./layout.ts";
import { readFates, writeFields, writeShares } from "./orders.ts";
import { type Places, placesOf } from "./places.ts";
import type { SharedWork, Work } from "./shared-work.ts";
import { GROUPS_MAX, Waiting } from "./waiting.ts";

const { COMPLAINED, GROUP_SHIFT, INVALID, LISTED, UNSUBSCRIBED } = layout;
const DEFERRED = fateAt("deferred") - OUTCOMES_FROM;
const BOUNCED_HARD_AT = layout.COUNTS_AT + 4 * fateAt("bounced-hard");

/** What keys are for. */
const FOR_OFFER = 1;
const FOR_VALIDITY = 2;
const FOR_LISTED_BEFORE = 3;
const FOR_AGE = 4;
const FOR_LISTING = 5;
const FOR_ORDER = 6;

/** What is kept of a stream besides the states of its recipients. */
interface StreamState {
  readonly waiting: Waiting;
  /** Mailings begun. */
  mailing: number;
  /** Recipients reached in the mailing. */
  reached: number;
}

/**
 * People one by one: a byte for the state of each, and one for the tick in which the shared list lets go of the address.
 * Each draw is the hash of the recipient's number, under a key for the stream, the mailing and the tick: whatever the order
 * and on however many threads, it is the same.
 */
export class RecipientPopulation implements Population {
  readonly #work: SharedWork;
  readonly #people: People;
  readonly #places: Places;
  readonly #streams: readonly StreamState[];
  /** Entries of each cohort on the shared list. */
  readonly #listed: Float64Array;

  /** Of people who can be played one by one (why-not-exact.ts), in memory with room for their places. */
  constructor(people: People, work: SharedWork) {
    this.#people = people;
    this.#places = placesOf(people);
    this.#work = work;
    this.#work.clear();
    this.#streams = people.streams.map(() => ({ waiting: new Waiting(people.retryTicks), mailing: 0, reached: 0 }));
    this.#listed = new Float64Array(people.cohorts.length);
    this.#settle();
  }

  /** See {@link Population.begin}. */
  begin(campaign: number): number {
    let waited = 0;
    for (const [stream, state] of this.#streams.entries()) {
      if (this.#people.streams[stream]?.campaign !== campaign) continue;
      for (let group = 0; group <= GROUPS_MAX; group++) waited += this.#release(stream, group);
      state.mailing++;
      state.reached = 0;
    }
    return waited;
  }

  /** See {@link Population.ahead}. */
  ahead(stream: number): number {
    const state = this.#streams[stream];
    return state && state.mailing > 0 ? this.#sizeOf(stream) - state.reached : 0;
  }

  /** See {@link Population.reach}. */
  reach(stream: number, count: number, tick: Tick, exchange: Exchange): void {
    const state = this.#streams[stream];
    if (!state) return;
    const from = state.reached;
    state.reached += Math.min(count, this.ahead(stream));
    const isDeferring = (exchange.probabilities[DEFERRED] ?? 0) > 0;
    const group = isDeferring ? state.waiting.groupFor(tick) : 0;
    const deferred = this.#offer(stream, { group: 0, after: group, from, to: state.reached }, tick, exchange);
    state.waiting.add(group, deferred);
  }

  /** See {@link Population.due}. */
  due(stream: number, tries: number, tick: Tick): number {
    const waiting = this.#streams[stream]?.waiting;
    if (!waiting) return 0;
    if (tries >= waiting.triesMax) return waiting.mails(0);
    const group = waiting.due(tries, tick);
    return group === 0 ? 0 : waiting.mails(group);
  }

  /** See {@link Population.retry}. */
  retry(stream: number, tries: number, tick: Tick, exchange: Exchange): void {
    const state = this.#streams[stream];
    const group = state?.waiting.due(tries, tick) ?? 0;
    if (!state || group === 0) return;
    const after = state.waiting.groupAfter(group);
    const deferred = this.#offer(stream, { group, after, from: 0, to: this.#sizeOf(stream) }, tick, exchange);
    state.waiting.tried(group, tick, deferred);
  }

  /** See {@link Population.expire}. */
  expire(stream: number, tries: number, tick: Tick): number {
    const waiting = this.#streams[stream]?.waiting;
    if (!waiting) return 0;
    if (tries >= waiting.triesMax) return waiting.empty(0);
    const group = waiting.due(tries, tick);
    return group === 0 ? 0 : this.#release(stream, group);
  }

  /** See {@link Population.listByOthers}. */
  listByOthers(cohort: number, probability: number, tick: Tick): number {
    const spared = LISTED | COMPLAINED;
    const listed = this.#mark(cohort, { probability, purpose: [FOR_LISTING, tick], bits: LISTED, spared, tick });
    this.#listed[cohort] = (this.#listed[cohort] ?? 0) + listed;
    return listed;
  }

  /** See {@link Population.unlist}. */
  unlist(cohort: number, tick: Tick): number {
    if (!this.#listed[cohort]) return 0;
    this.#order([[layout.EXPIRY_AT, tick & 255]]);
    const unlisted = this.#run("unlist", cohort);
    this.#listed[cohort] -= unlisted;
    return unlisted;
  }

  /** The state bytes of a cohort's recipients, as they are in memory. */
  states(cohort: number): Uint8Array {
    const { statesAt, firsts } = this.#places;
    return new Uint8Array(this.#work.memory.buffer, statesAt + (firsts[cohort] ?? 0), this.#people.cohorts[cohort]?.size ?? 0);
  }

  /** Draws what is so from the beginning: which addresses do not exist, and which are listed. */
  #settle(): void {
    const { cohorts, keyParts, blocklistTicks } = this.#people;
    for (const [cohort, { invalidShare, listedShare }] of cohorts.entries()) {
      this.#mark(cohort, { probability: invalidShare, purpose: [FOR_VALIDITY], bits: INVALID, spared: 0, tick: 0 });
      const ageKey = keyOf([...keyParts, FOR_AGE]);
      this.#order([
        [layout.AGES_AT, blocklistTicks],
        [layout.AGE_KEY_AT, ageKey.first],
        [layout.AGE_KEY_AT + 4, ageKey.second],
      ]);
      const before = { probability: listedShare, purpose: [FOR_LISTED_BEFORE], bits: LISTED, spared: INVALID, tick: 0 };
      this.#listed[cohort] = this.#mark(cohort, before);
      this.#order([[layout.AGES_AT, 0]]);
    }
  }

  #sizeOf(stream: number): number {
    return this.#people.cohorts[this.#people.streams[stream]?.cohort ?? -1]?.size ?? 0;
  }

  /** Takes everybody out of a group of a stream: says how many there were. */
  #release(stream: number, group: number): number {
    const state = this.#streams[stream];
    const mails = state?.waiting.empty(group) ?? 0;
    if (!state || group === 0 || mails === 0) return mails;
    this.#order([
      [layout.GROUPS_AT, this.#places.groupsAt[stream] ?? 0],
      [layout.GROUP_FROM_AT, group << GROUP_SHIFT],
    ]);
    this.#run("release", this.#people.streams[stream]?.cohort ?? 0);
    return mails;
  }

  /** Offers mail to those of a stream who are in a group; says how many are deferred, who are in the group after. */
  #offer(stream: number, { group, after, ...range }: Offered, tick: Tick, { probabilities, fates }: Exchange): number {
    const { cohort = 0, domainBit = 0 } = this.#people.streams[stream] ?? {};
    const shares = shareOut(probabilities);
    this.#key([FOR_OFFER, stream, this.#streams[stream]?.mailing ?? 0, tick]);
    this.#order([
      [layout.GROUPS_AT, this.#places.groupsAt[stream] ?? 0],
      [layout.DOMAIN_AT, UNSUBSCRIBED << domainBit],
      [layout.GROUP_FROM_AT, group << GROUP_SHIFT],
      [layout.GROUP_TO_AT, after << GROUP_SHIFT],
      [layout.EXPIRY_AT, (tick + this.#people.blocklistTicks) & 255],
    ]);
    const { order } = this.#work;
    writeShares(order, shares);
    const isWhole = range.to - range.from === this.#sizeOf(stream);
    if (!isWhole) this.#shuffle(stream);
    this.#run(isWhole ? "offer" : "offerShuffled", cohort, range);
    this.#listed[cohort] = (this.#listed[cohort] ?? 0) + order.getUint32(BOUNCED_HARD_AT, true);
    return readFates(order, shares, fates);
  }

  /** The order in which a mailing reaches a stream's recipients; it is nothing to those who are reached all at once. */
  #shuffle(stream: number): void {
    const { cohort = 0 } = this.#people.streams[stream] ?? {};
    const size = this.#sizeOf(stream);
    const { first, second } = keyOf([...this.#people.keyParts, FOR_ORDER, stream, this.#streams[stream]?.mailing ?? 0]);
    this.#order([
      [layout.FIRST_AT, this.#places.firsts[cohort] ?? 0],
      [layout.SIZE_AT, size],
      [layout.WIDTH_AT, Math.max(1, Math.ceil(Math.log2(size)))],
      [layout.ORDER_KEY_AT, first],
      [layout.ORDER_KEY_AT + 4, second],
    ]);
  }

  /** Draws for each of a cohort whether to set bits of its state; says for how many. */
  #mark(cohort: number, { probability, purpose, bits, spared, tick }: Marking): number {
    const greatest = greatestDraw(probability);
    if (greatest === undefined) return 0;
    this.#key(purpose);
    this.#order([
      [layout.MARK_AT, bits],
      [layout.SPARED_AT, spared],
      [layout.MARK_BOUND_AT, greatest >>> 0],
      [layout.EXPIRY_AT, (tick + this.#people.blocklistTicks) & 255],
    ]);
    return this.#run("mark", cohort);
  }

  #key(purpose: readonly number[]): void {
    const { first, second } = keyOf([...this.#people.keyParts, ...purpose]);
    this.#order([
      [layout.KEY_AT, first],
      [layout.KEY_AT + 4, second],
    ]);
  }

  #order(fields: Parameters<typeof writeFields>[1]): void {
    writeFields(this.#work.order, fields);
  }

  /** Does a work on some of a cohort, all where nothing else is said: says how many the kernel counted. */
  #run(work: Work, cohort: number, { from, to }: Range = { from: 0, to: this.#people.cohorts[cohort]?.size ?? 0 }): number {
    const first = this.#places.firsts[cohort] ?? 0;
    this.#order([
      [layout.STATES_AT, this.#places.statesAt],
      [layout.EXPIRIES_AT, this.#places.expiriesAt],
    ]);
    this.#work.run(work, first + from, first + to);
    return this.#work.order.getUint32(layout.COUNTED_AT, true);
  }
}

/** Recipients of a stream, by their place in it: `to` is not among them. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** Who is offered mail, and where those wait who are deferred. */
interface Offered extends Range {
  readonly group: number;
  readonly after: number;
}

interface Marking {
  readonly probability: number;
  readonly purpose: readonly number[];
  readonly bits: number;
  /** Who has one of these bits is left as it is. */
  readonly spared: number;
  readonly tick: Tick;
}
