import { count } from "./book.ts";
import { isBusinessDay } from "./calendar.ts";
import { mailsDue } from "./due.ts";
import type { Plan } from "./plan.ts";
import type { Play } from "./state.ts";
import { dayOf, ticksADay } from "./time.ts";

/** A domain's quota or the account's cap is used up: its batches with mail to send now wait in the cache queue (clause 38). */
export function cacheBatches(play: Play, domain: number): void {
  const { plan, world } = play;
  for (const [campaign, planned] of plan.campaigns.entries()) {
    const state = world.campaigns[campaign];
    if (planned.domain !== domain || !state || !isCached(plan, campaign) || mailsDue(play, campaign) === 0) continue;
    state.resumeTick = resumeTick(plan, world.tick);
    play.note?.("cached", { mails: state.ahead, resumesOnDay: dayOf(plan, state.resumeTick) }, domain, campaign);
  }
}

/** Whether mail of a campaign over the quota waits; what is sent by calls to the API, or at a platform without a queue, fails. */
function isCached({ campaigns, platform }: Plan, campaign: number): boolean {
  return campaigns[campaign]?.via === "batch" && platform.overQuota === "cache";
}

/** When mail that is put into the cache queue now goes on. Somebody who restarts it does so as a business day begins. */
function resumeTick(plan: Plan, tick: number): number {
  const perDay = ticksADay(plan);
  if (plan.platform.cacheResume === "after-24h") return tick + perDay;
  let day = dayOf(plan, tick) + 1;
  if (plan.platform.cacheResume === "by-hand") while (!isBusinessDay(plan.startDay + day)) day++;
  return day * perDay;
}

/**
 * A day ends on which the quota had no room for calls that a schedule asks for: they failed. Who makes them goes on by the
 * schedule of the day after, so the recipients are still ahead. A sender without a schedule stops at the first refusal.
 */
export function failCalls(play: Play, domain: number): void {
  const { plan, world } = play;
  const constraint = world.domains[domain]?.constraint;
  if (constraint !== "domain-quota" && constraint !== "account-cap") return;
  for (const [campaign, planned] of plan.campaigns.entries())
    if (planned.domain === domain && planned.schedule.kind === "by-day" && !isCached(plan, campaign))
      failCallsOf(play, campaign, domain);
}

function failCallsOf(play: Play, campaign: number, domain: number): void {
  let left = mailsDue(play, campaign);
  if (left === 0) return;
  play.note?.("calls-failed", { mails: left }, domain, campaign);
  for (const stream of play.streamsOf[campaign] ?? []) {
    const mails = Math.min(left, play.population.ahead(stream));
    count(play, domain, play.streams[stream]?.provider ?? 0, "failedQuota", mails);
    left -= mails;
  }
}
