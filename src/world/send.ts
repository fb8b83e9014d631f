import type { Constraint } from "../model/simulation.ts";
import { aheadOf } from "./ahead.ts";
import { bookRequests, bookResponses, count } from "./book.ts";
import { mailsDue } from "./due.ts";
import { judgeDomain } from "./judge-domain.ts";
import { addAt, numberAt } from "./numbers.ts";
import { fateAt } from "./outcome.ts";
import { cacheBatches } from "./over-quota.ts";
import type { PlannedCampaign } from "./plan.ts";
import { isOverflowing, mayOverflow, roomFor } from "./room.ts";
import { prepare, settleMails } from "./settle.ts";
import type { DomainState, Play } from "./state.ts";

const DEFERRED = fateAt("deferred");

/** Blocks of mail in one tick: each ends where the platform looks at its rules, or a limit is reached. */
const BLOCKS_MAX = 400;

/** Sends what a domain may in a tick: what waits for another try first, then fresh mail, as long as there is room. */
export function sendFrom(play: Play, domain: number): void {
  retryFrom(play, domain);
  sendFresh(play, domain);
  settleMails(play, domain);
}

function sendFresh(play: Play, domain: number): void {
  const state = play.world.domains[domain];
  if (!state) return;
  for (let block = 0; block < BLOCKS_MAX; block++) {
    const { mails: room, constraint } = roomFor(play, domain);
    const next = nextCampaign(play, domain);
    state.constraint = typeof next === "string" && !isHalted(play, state, next) ? next : constraint;
    if (typeof next === "string") return;
    if (room <= 0) {
      if (constraint === "domain-quota" || constraint === "account-cap") cacheBatches(play, domain);
      return;
    }
    const untilCheck = Math.max(1, state.nextCheck - state.today.accepted);
    sendBlock(play, domain, next.campaign, Math.min(room, untilCheck, next.mails));
    judgeDomain(play, domain);
  }
}

/** Whether a block or a pause is what counts of a day, though a domain has no mail to send now. */
function isHalted({ world }: Play, { isBlockedToday }: DomainState, why: Constraint): boolean {
  return isBlockedToday || (world.standing === "paused" && why !== "nothing-left");
}

/** Mails that were deferred are tried again; they count against no quota a second time. */
function retryFrom(play: Play, domain: number): void {
  for (const [campaign, { domain: sender }] of play.plan.campaigns.entries())
    if (sender === domain) for (const stream of play.streamsOf[campaign] ?? []) retryStream(play, domain, stream);
  settleForOverflow(play, domain);
}

function retryStream(play: Play, domain: number, stream: number): void {
  const { population, world, scratch } = play;
  if (numberAt(world.waiting, stream) === 0) return;
  const provider = play.streams[stream]?.provider ?? 0;
  for (let tries = play.retryTicks.length; tries >= 1; tries--) {
    const due = population.due(stream, tries, world.tick);
    if (due === 0) continue;
    offer(play, domain, provider, due);
    prepare(play, domain, stream);
    population.retry(stream, tries, world.tick, scratch);
    addAt(world.waiting, stream, numberAt(scratch.fates, DEFERRED) - due);
    bookResponses(play, domain, provider);
  }
  const expired = population.expire(stream, play.retryTicks.length + 1, world.tick);
  if (expired === 0) return;
  addAt(world.waiting, stream, -expired);
  count(play, domain, provider, "expired", expired);
}

function offer({ plan, world }: Play, domain: number, provider: number, mails: number): void {
  const at = domain * plan.providers.length + provider;
  world.offeredToday[at] = (world.offeredToday[at] ?? 0) + mails;
}

interface NextCampaign {
  readonly campaign: number;
  /** What it may take up now. */
  readonly mails: number;
}

/** The first campaign of a domain that has mail to send now; or why there is none. */
function nextCampaign(play: Play, domain: number): NextCampaign | Constraint {
  const { plan, world } = play;
  let why: Constraint = "nothing-left";
  for (const [campaign, planned] of plan.campaigns.entries()) {
    if (planned.domain !== domain) continue;
    const mails = mailsDue(play, campaign);
    if (mails > 0 && world.tick >= (world.campaigns[campaign]?.resumeTick ?? 0)) return { campaign, mails };
    const own = heldBackBy(play, campaign, mails);
    if (why === "nothing-left" || (why === "waiting" && own !== "nothing-left")) why = own;
  }
  return why;
}

/** Why a campaign sends nothing now, so many of its mails being due. */
function heldBackBy(play: Play, campaign: number, due: number): Constraint {
  const planned = play.plan.campaigns[campaign];
  const state = play.world.campaigns[campaign];
  if (!planned || !state) return "nothing-left";
  if (state.status === "waiting") return isInReview(planned, play.world.tick) ? "review" : "waiting";
  if (state.status !== "sending") return "nothing-left";
  if (due > 0) return "cache-queue";
  if (aheadOf(play, campaign) > 0) return "schedule";
  return state.mailing < planned.mailings ? "waiting" : "nothing-left";
}

/** Whether a campaign would begin but for the review of its template (clause 18). */
function isInReview({ startTick, reviewedTick }: PlannedCampaign, tick: number): boolean {
  return tick >= startTick && tick < reviewedTick;
}

/** Takes up so many mails of a campaign, and lets each meet its fate. */
function sendBlock(play: Play, domain: number, campaign: number, mails: number): void {
  const { world, scratch, streams } = play;
  const block = blockStreams(play, campaign);
  const given = share(play, block, mails);
  for (let at = 0; at < block.length; at++)
    offer(play, domain, streams[block[at] ?? 0]?.provider ?? 0, numberAt(scratch.shares, at));
  let accepted = 0;
  for (let at = 0; at < block.length; at++) accepted += reachStream(play, domain, block[at] ?? 0, numberAt(scratch.shares, at));
  settleForOverflow(play, domain);
  spend(play, domain, accepted);
  const state = world.campaigns[campaign];
  if (!state) return;
  state.takenUpToday += given;
  state.ahead -= given;
}

/** Delivered mail is the own IPs' or the shared ones', by who sent it: it is booked before the ones give way to the others. */
function settleForOverflow(play: Play, domain: number): void {
  if (mayOverflow(play, play.plan.domains[domain]?.pool ?? 0)) settleMails(play, domain);
}

/** Says how many of the mails the platform accepted. */
function reachStream(play: Play, domain: number, stream: number, mails: number): number {
  if (mails === 0) return 0;
  const { world, population, scratch } = play;
  const { provider = 0, cohort = 0 } = play.streams[stream] ?? {};
  prepare(play, domain, stream);
  population.reach(stream, mails, world.tick, scratch);
  const accepted = bookRequests(play, domain, provider, mails);
  bookResponses(play, domain, provider);
  addAt(world.waiting, stream, numberAt(scratch.fates, DEFERRED));
  greylist(play, domain, stream, accepted);
  addAt(world.cohortMails, cohort * 7 + (world.day % 7), accepted);
  addAt(world.cohortMailsInWeek, cohort, accepted);
  return accepted;
}

/** The streams that a campaign takes its next mails from: its first tier that is not done, or all. */
function blockStreams({ plan, population, streamsOf, tiersOf }: Play, campaign: number): readonly number[] {
  if (plan.campaigns[campaign]?.order === "mixed") return streamsOf[campaign] ?? [];
  for (const tier of tiersOf[campaign] ?? []) for (const stream of tier) if (population.ahead(stream) > 0) return tier;
  return [];
}

/** Shares mails out between streams in proportion to who is ahead, into `scratch.shares`. Says how many in all. */
function share({ population, scratch }: Play, streams: readonly number[], mails: number): number {
  let ahead = 0;
  for (const stream of streams) ahead += population.ahead(stream);
  const all = Math.min(mails, ahead);
  let before = 0;
  let given = 0;
  for (let at = 0; at < streams.length; at++) {
    const own = population.ahead(streams[at] ?? 0);
    before += own;
    // Products up to 1e9 times 1e9 are not exact; rounding stays the same everywhere, and nobody gets more than is ahead.
    const until = before >= ahead ? all : Math.min(all, Math.floor((before / ahead) * all));
    const part = Math.min(own, until - given);
    scratch.shares[at] = part;
    given += part;
  }
  return given;
}

/** A provider that greylists puts first contacts off by minutes: a try more for each, and nothing else by the day. */
function greylist(play: Play, domain: number, stream: number, accepted: number): void {
  const { campaign = 0, provider = 0 } = play.streams[stream] ?? {};
  const minutes = play.plan.providers[provider]?.greylistMinutes ?? 0;
  if (minutes > 0 && play.world.campaigns[campaign]?.mailing === 1) count(play, domain, provider, "deferred", accepted);
}

function spend(play: Play, domain: number, accepted: number): void {
  const { plan, world, ledger } = play;
  const { pricePerMail, freeMails } = plan.platform;
  const paid = Math.max(0, world.acceptedInAll + accepted - freeMails) - Math.max(0, world.acceptedInAll - freeMails);
  const pool = plan.domains[domain]?.pool ?? 0;
  const state = world.domains[domain];
  world.acceptedToday += accepted;
  world.acceptedThisTick += accepted;
  world.acceptedInAll += accepted;
  world.spent += paid * pricePerMail;
  if (!isOverflowing(play, pool)) {
    addAt(world.poolAcceptedToday, pool, accepted);
    addAt(world.poolAcceptedThisTick, pool, accepted);
  }
  addAt(ledger.cost, world.day, paid * pricePerMail);
  if (state) {
    const at = world.tick % state.acceptedByTick.length;
    state.acceptedByTick[at] = (state.acceptedByTick[at] ?? 0) + accepted;
  }
}
