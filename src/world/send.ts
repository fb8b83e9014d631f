import type { Constraint } from "../model/simulation.ts";
import { aheadOf } from "./ahead.ts";
import { mailsDue } from "./due.ts";
import { judgeDomain } from "./judge-domain.ts";
import { addAt } from "./numbers.ts";
import { cacheBatches } from "./over-quota.ts";
import type { PlannedCampaign } from "./plan.ts";
import { isOverflowing, mayOverflow, roomFor } from "./room.ts";
import type { DomainState, Play } from "./state.ts";

/** Blocks of mail in one tick: each ends where the platform looks at its rules, or a limit is reached. */
const BLOCKS_MAX = 400;

/** Sends what a domain may in a tick: what waits for another try first, then fresh mail, as long as there is room. */
export function sendFrom(play: Play, domain: number): void {
  play.steps.retry(play, domain);
  settleForOverflow(play, domain);
  sendFresh(play, domain);
  play.steps.settle(play, domain);
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

/** The streams that a campaign takes its next mails from: its first tier that is not done, or all. */
function blockStreams({ plan, population, streamsOf, tiersOf }: Play, campaign: number): readonly number[] {
  if (plan.campaigns[campaign]?.order === "mixed") return streamsOf[campaign] ?? [];
  for (const tier of tiersOf[campaign] ?? []) for (const stream of tier) if (population.ahead(stream) > 0) return tier;
  return [];
}

/** Takes up so many mails of a campaign, and lets each meet its fate. */
function sendBlock(play: Play, domain: number, campaign: number, mails: number): void {
  const { given, accepted } = play.steps.reach(play, domain, blockStreams(play, campaign), mails);
  settleForOverflow(play, domain);
  spend(play, domain, accepted);
  const state = play.world.campaigns[campaign];
  if (!state) return;
  state.takenUpToday += given;
  state.ahead -= given;
}

/** Delivered mail is the own IPs' or the shared ones', by who sent it: it is booked before the ones give way to the others. */
function settleForOverflow(play: Play, domain: number): void {
  if (mayOverflow(play, play.plan.domains[domain]?.pool ?? 0)) play.steps.settle(play, domain);
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
