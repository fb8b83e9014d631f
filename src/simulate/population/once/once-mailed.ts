import { ownShare } from "../../../world/learn.ts";
import { NUMBERS_A_DAY } from "../../../world/mood.ts";
import { addAt, numberAt } from "../../../world/numbers.ts";
import type { People } from "../../../world/people.ts";
import type { Plan } from "../../../world/plan.ts";
import type { Tick } from "../../../world/population.ts";
import { stampOf } from "../../../world/response.ts";
import { isOverflowing } from "../../../world/room.ts";
import { FLAG_DAYS, type Play } from "../../../world/state.ts";
import type { OwnSteps, Reached } from "../../../world/steps.ts";
import { type ListedGroup, listedGroups } from "../listed-shares.ts";
import { TryRings } from "../try-rings.ts";
import * as layout from "./layout.ts";
import { type Extent, OnceMemory } from "./memory.ts";
import { cohortFields, domainFields, senderFields } from "./rows.ts";
import { extentsOf, writePlan } from "./write-plan.ts";

/** Stands for the recipients ahead of a campaign that has not begun. */
const NOT_BEGUN = -1;

const LISTED_GROUP = cohortFields.indexOf("listedGroup");
const REFUSED = senderFields.indexOf("refusedShare");
const BY_OWN = domainFields.indexOf("deliveredByOwn");
const REQUESTED = domainFields.indexOf("requested");
const ACCEPTED = domainFields.indexOf("accepted");
const LISTED = domainFields.indexOf("listed");
const DELIVERED = domainFields.indexOf("delivered");
const HARD_BOUNCES = domainFields.indexOf("invalid");
const SPAM_BOUNCES = domainFields.indexOf("spamBounces");
const COMPLAINTS = domainFields.indexOf("complaints");
const OPENS = domainFields.indexOf("opens");

/**
 * People whom one campaign mails once, and the steps that play them. Nobody looks at an address before its turn comes nor
 * after its mail is done with, so that the state of none need be drawn before: when addresses are reached, how many of them
 * exist and how many are listed is drawn by the shares that hold then. What becomes of mail that a provider took is drawn
 * when somebody must know. Counts have the same distribution as those of cohorts.ts, with a third of the numbers drawn.
 *
 * The steps are those of src/world/plain-steps.ts in WebAssembly (kernel/), equal to them to the last bit where these put off
 * the same; the rest of the rules is asked as always.
 */
export class OnceMailed implements OwnSteps {
  readonly #plan: Plan;
  readonly #people: People;
  readonly #memory = OnceMemory.take();
  readonly #rings: TryRings;
  readonly #listed: readonly ListedGroup[];
  /** The stream on each cohort; −1 for a list that nobody mails. */
  readonly #streamOn: Int32Array;
  readonly #unreached: Int32Array;
  readonly #senders: Float64Array;
  readonly #domains: Float64Array;
  /** When the views of each domain were worked out. */
  readonly #stamps: Int32Array;
  /** Where the streams stand that are mailed together. */
  readonly #lists = new Map<readonly number[], number>();
  #listsLength = 0;
  readonly #ofDomain: (readonly (readonly number[])[])[] = [];

  constructor(plan: Plan, people: People) {
    this.#plan = plan;
    this.#people = people;
    this.#rings = new TryRings(people.retryTicks);
    this.#listed = listedGroups(people);
    this.#streamOn = new Int32Array(plan.cohorts.length).fill(-1);
    for (const [stream, { cohort }] of people.streams.entries()) this.#streamOn[cohort] = stream;
    this.#lay(extentsOf(plan, people, this.#rings));
    writePlan(this.#memory, plan, people, this.#rings);
    this.#unreached = this.#memory.wholes(layout.UNREACHED).fill(NOT_BEGUN);
    const cohortRows = this.#memory.numbers(layout.COHORTS);
    for (const [group, { cohorts }] of this.#listed.entries())
      for (const cohort of cohorts) cohortRows[cohort * layout.COHORT_WIDTH + LISTED_GROUP] = group;
    this.#senders = this.#memory.numbers(layout.SENDERS);
    this.#domains = this.#memory.numbers(layout.DOMAINS);
    this.#stamps = new Int32Array(plan.domains.length);
    this.#memory.kernel.find();
  }

  /** Whether people are such as this can play. */
  static isFor({ cohorts, streams, retryTicks, blocklistTicks }: People): boolean {
    const mailed = new Set(streams.map(({ cohort }) => cohort));
    let waitTicks = 1;
    for (const ticks of retryTicks) waitTicks += ticks;
    const areOnce = streams.every(({ mailings }) => mailings === 1) && mailed.size === streams.length;
    // No entry that is made while a mail waits may end before its last try.
    return areOnce && cohorts.length > 0 && blocklistTicks > waitTicks;
  }

  #lay(extents: readonly Extent[]): void {
    try {
      this.#memory.lay(extents);
    } catch (fault) {
      this.#memory.release();
      throw fault;
    }
  }

  /** See {@link OwnSteps.counts}. */
  get counts(): Float64Array {
    return this.#memory.numbers(layout.COUNTS);
  }

  /** See {@link OwnSteps.daily}. */
  get daily(): Float64Array {
    return this.#memory.numbers(layout.DAILY);
  }

  /** See {@link OwnSteps.providers}. */
  get providers(): Float64Array {
    return this.#memory.numbers(layout.LEDGER_PROVIDERS);
  }

  /** See {@link OwnSteps.end}. */
  end(): void {
    this.#memory.release();
  }

  /** See {@link OwnSteps.begin}. */
  begin(campaign: number): number {
    const { streams, cohorts } = this.#people;
    for (const [stream, { campaign: own, cohort }] of streams.entries())
      if (own === campaign) this.#unreached[stream] = cohorts[cohort]?.size ?? 0;
    return 0;
  }

  /** See {@link OwnSteps.ahead}. */
  ahead(stream: number): number {
    return Math.max(0, this.#unreached[stream] ?? 0);
  }

  /** See {@link OwnSteps.due}. */
  due(stream: number, tries: number, tick: Tick): number {
    const at = stream * this.#rings.slots + this.#rings.waiting(tries, tick);
    return (this.#memory.wholes(layout.SLOTS)[at] ?? 0) + (this.#memory.wholes(layout.SLOTS_LISTED)[at] ?? 0);
  }

  /** See {@link OwnSteps.startDay}. */
  startDay({ plan, world }: Play): void {
    for (let domain = 0; domain < plan.domains.length; domain++)
      this.#domains.fill(0, domain * layout.DOMAIN_WIDTH, domain * layout.DOMAIN_WIDTH + BY_OWN);
    this.#memory.kernel.startDay(world.day, plan.domains.length * plan.providers.length);
    this.#memory.kernel.drawMoods(world.day * NUMBERS_A_DAY);
  }

  /** See {@link OwnSteps.changeLists}. */
  changeLists({ world, listedPerTick }: Play): void {
    const unlisted = this.#memory.numbers(layout.UNLISTED);
    for (const [group, { share, cohorts }] of this.#listed.entries()) {
      if (!cohorts.some((cohort) => this.#isAhead(cohort))) continue;
      share.goTo(world.tick, numberAt(listedPerTick, cohorts[0] ?? 0));
      unlisted[layout.UNLISTED_WIDTH * group] = share.free;
      unlisted[layout.UNLISTED_WIDTH * group + 1] = share.freeInvalid;
    }
    this.#memory.kernel.listWaiting(world.tick);
  }

  /** See {@link OwnSteps.arriveFlags}. */
  arriveFlags(play: Play): void {
    this.#memory.kernel.arriveFlags(play.world.day, FLAG_DAYS);
    for (const domain of play.world.domains.keys()) this.#tell(play, domain);
  }

  /** See {@link OwnSteps.retry}. */
  retry(play: Play, domain: number): void {
    this.#turnTo(play, domain);
    for (const list of this.#listsOf(play, domain)) this.#memory.kernel.retry(this.#addressOf(list), list.length);
    this.#tell(play, domain);
  }

  /** See {@link OwnSteps.reach}. */
  reach(play: Play, domain: number, streams: readonly number[], mails: number): Reached {
    const row = domain * layout.DOMAIN_WIDTH;
    const [requested, accepted] = [numberAt(this.#domains, row + REQUESTED), numberAt(this.#domains, row + ACCEPTED)];
    this.#turnTo(play, domain);
    this.#memory.kernel.reach(this.#addressOf(streams), streams.length, mails);
    this.#tell(play, domain);
    return {
      given: numberAt(this.#domains, row + REQUESTED) - requested,
      accepted: numberAt(this.#domains, row + ACCEPTED) - accepted,
    };
  }

  /** See {@link OwnSteps.settle}. */
  settle(play: Play, domain: number): void {
    this.#turnTo(play, domain);
    for (const list of this.#listsOf(play, domain)) this.#memory.kernel.settle(this.#addressOf(list), list.length);
    this.#tell(play, domain);
  }

  /** See {@link OwnSteps.settleFlags}. */
  settleFlags(play: Play, domain: number): void {
    this.#memory.kernel.settleFlags(play.world.day, domain);
    this.#tell(play, domain);
  }

  /** See {@link OwnSteps.isRefused}. */
  isRefused(play: Play, domain: number): boolean {
    this.#turnTo(play, domain);
    const { length } = this.#plan.providers;
    for (let sender = domain * length; sender < (domain + 1) * length; sender++)
      if (numberAt(this.#senders, sender * layout.SENDER_WIDTH + REFUSED) > 0) return true;
    return false;
  }

  /** See {@link OwnSteps.endDay}. */
  endDay(play: Play): void {
    const { kernel } = this.#memory;
    kernel.fade();
    for (const [domain, { pool }] of play.plan.domains.entries())
      kernel.learn(domain, play.world.day, ownShare(play, pool), this.#isShared(play, pool));
    kernel.addUp(play.world.day);
  }

  /** Whether somebody of a cohort is not reached yet: of others nobody asks what lists have them. */
  #isAhead(cohort: number): boolean {
    const stream = this.#streamOn[cohort] ?? -1;
    return stream >= 0 && this.#unreached[stream] !== 0;
  }

  #isShared(play: Play, pool: number): boolean {
    return this.#plan.pools[pool]?.kind === "shared" || isOverflowing(play, pool);
  }

  /** Makes the kernel ready for mail of a domain. */
  #turnTo(play: Play, domain: number): void {
    const { kernel } = this.#memory;
    const pool = this.#plan.domains[domain]?.pool ?? 0;
    const stamp = stampOf(play, domain);
    kernel.turnTo(play.world.tick, play.world.day, domain, stamp, isOverflowing(play, pool));
    if (this.#stamps[domain] === stamp) return;
    this.#stamps[domain] = stamp;
    kernel.view(domain, this.#isShared(play, pool));
  }

  /** Tells the rest of the rules what the kernel has counted of a domain. */
  #tell({ world }: Play, domain: number): void {
    const today = world.domains[domain]?.today;
    if (!today) return;
    const row = domain * layout.DOMAIN_WIDTH;
    today.requested = numberAt(this.#domains, row + REQUESTED);
    today.accepted = numberAt(this.#domains, row + ACCEPTED);
    today.listed = numberAt(this.#domains, row + LISTED);
    today.delivered = numberAt(this.#domains, row + DELIVERED);
    today.invalid = numberAt(this.#domains, row + HARD_BOUNCES);
    today.spamBounces = numberAt(this.#domains, row + SPAM_BOUNCES);
    today.complaints = numberAt(this.#domains, row + COMPLAINTS);
    today.opens = numberAt(this.#domains, row + OPENS);
    addAt(world.poolDeliveredToday, this.#plan.domains[domain]?.pool ?? 0, numberAt(this.#domains, row + BY_OWN));
    this.#domains[row + BY_OWN] = 0;
  }

  /** The streams of each of a domain's campaigns. */
  #listsOf({ plan, streamsOf }: Play, domain: number): readonly (readonly number[])[] {
    return (this.#ofDomain[domain] ??= streamsOf.filter((_, campaign) => plan.campaigns[campaign]?.domain === domain));
  }

  /** Where streams stand in memory that are mailed together. */
  #addressOf(streams: readonly number[]): number {
    const known = this.#lists.get(streams);
    if (known !== undefined) return known;
    const address = this.#memory.addressOf(layout.LISTS) + 4 * this.#listsLength;
    this.#memory.wholes(layout.LISTS).set(streams, this.#listsLength);
    this.#listsLength += streams.length;
    this.#lists.set(streams, address);
    return address;
  }
}
