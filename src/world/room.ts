import type { Constraint } from "../model/simulation.ts";
import { mailsAffordable, newPurse } from "./bill.ts";
import { quotaOf } from "./ladder.ts";
import { numberAt } from "./numbers.ts";
import { stageVolume, volumeByDay } from "./ramp.ts";
import type { DomainState, Play } from "./state.ts";

/** How many mails a domain may still send in a tick, and what holds the next one back. */
export interface Room {
  readonly mails: number;
  readonly constraint: Constraint;
}

const SECONDS_AN_HOUR = 3_600;

/** What is left of all limits for a domain; the tightest of them is named. */
export function roomFor(play: Play, domain: number): Room {
  const state = play.world.domains[domain];
  if (!state) return { mails: 0, constraint: "waiting" };
  if (state.isBlockedToday) return { mails: 0, constraint: "day-block" };
  if (play.world.standing === "paused") return { mails: 0, constraint: "account-paused" };
  if (state.isStopped) return { mails: 0, constraint: "stopped-listed" };
  const limits = new Limits();
  limitByPlatform(limits, play, domain, state);
  limitByPool(limits, play, play.plan.domains[domain]?.pool ?? 0);
  return { mails: Math.max(0, Math.floor(limits.mails)), constraint: limits.constraint };
}

/** The first of the limits that leave the least. */
class Limits {
  mails: number = Number.POSITIVE_INFINITY;
  constraint: Constraint = "nothing-left";

  /** One limit more, which leaves so many mails. */
  add(mails: number, constraint: Constraint): void {
    if (mails >= this.mails) return;
    this.mails = mails;
    this.constraint = constraint;
  }
}

function limitByPlatform(limits: Limits, play: Play, domain: number, state: DomainState): void {
  const { plan, world } = play;
  const { platform } = plan;
  const used = acceptedInWindow(play, state);
  limits.add(domainQuota(play, domain) - used, "domain-quota");
  if (platform.dayPlan) limits.add(volumeByDay(platform.dayPlan, state.daysSending) - used, "ramp");
  if (platform.accountDayMax !== undefined) limits.add(platform.accountDayMax - world.acceptedToday, "account-cap");
  limits.add(ratePerTick(platform.ratePerSecondMax, plan.tickHours) - world.acceptedThisTick, "rate");
  if (plan.balance !== undefined) limits.add(affordable(play, plan.balance), "balance");
}

function limitByPool(limits: Limits, play: Play, pool: number): void {
  const { plan, world } = play;
  const planned = plan.pools[pool];
  if (planned?.kind !== "dedicated" || isOverflowing(play, pool)) return;
  const capacity = ratePerTick(plan.platform.ipRatePerSecondMax, plan.tickHours) * planned.ips;
  limits.add(capacity - numberAt(world.poolAcceptedThisTick, pool), "ip-capacity");
  limits.add(rampLeft(play, pool), "ramp");
}

/** Whether the IPs of a pool have sent all that their warm-up allows, and shared IPs send the rest. */
export function isOverflowing(play: Play, pool: number): boolean {
  return mayOverflow(play, pool) && rampLeft(play, pool) <= 0;
}

/** Whether shared IPs send what the warm-up of a pool does not allow. */
export function mayOverflow({ plan }: Play, pool: number): boolean {
  return plan.pools[pool]?.kind === "dedicated" && plan.platform.ipRamp?.overflow === "shared-pool";
}

/** What the warm-up of a pool's IPs leaves of the day, and where it goes by the hour, of the hour. */
function rampLeft({ plan, world }: Play, pool: number): number {
  const { ipRamp } = plan.platform;
  if (!ipRamp) return Number.POSITIVE_INFINITY;
  const { ips = 1 } = plan.pools[pool] ?? {};
  const volume = stageVolume(ipRamp, world.poolStages[pool]?.stage ?? 0) * ips;
  const ofDay = volume - numberAt(world.poolAcceptedToday, pool);
  const isHourly = ipRamp.per === "hour" && plan.tickHours === 1;
  return isHourly ? Math.min(ofDay, volume / 24 - numberAt(world.poolAcceptedThisTick, pool)) : ofDay;
}

/** The quota of a domain now; infinite where the platform has no levels. */
export function domainQuota({ plan, world }: Play, domain: number): number {
  return quotaOf(plan.platform, world.domains[domain]?.level ?? 0);
}

/** Accepted mails that count against the quota: those of the calendar day, or of the last 24 hours. */
function acceptedInWindow({ plan }: Play, { today, acceptedByTick }: DomainState): number {
  if (plan.platform.dayKind !== "rolling") return today.accepted;
  let accepted = 0;
  for (const mails of acceptedByTick) accepted += mails;
  return accepted;
}

function ratePerTick(perSecond: number | undefined, tickHours: number): number {
  return perSecond === undefined ? Number.POSITIVE_INFINITY : perSecond * SECONDS_AN_HOUR * tickHours;
}

function affordable({ plan, world }: Play, balance: number): number {
  const freeMails = Math.max(0, plan.platform.freeMails - world.acceptedInAll);
  return mailsAffordable(plan.platform, newPurse({ ...plan.platform, freeMails }, balance - world.spent));
}
