import type { LowerRule, Platform, RaiseRule } from "./parameters.ts";

/** What a day of a sender domain came to so far: mails. */
export interface DayCounters {
  /** By the platform, against the quota. */
  readonly accepted: number;
  /** Taken by a provider. */
  readonly delivered: number;
  /** Hard bounces. */
  readonly invalid: number;
  /** Refused by a provider for spam. */
  readonly spamBounces: number;
  readonly complaints: number;
  /** By people and by machines: the platform cannot tell them apart. */
  readonly opens: number;
}

/** The five rates that the rules of levels are about, each from 0 to 1; 0 on a day without mail. */
export interface DayRates {
  readonly invalid: number;
  readonly delivered: number;
  readonly spamBounce: number;
  readonly complaint: number;
  readonly open: number;
}

/**
 * The rates of a day. Bounces and deliveries are shares of accepted mails; what complaints and opens are shares of is not
 * published and is `rateDenominator` of the platform. A quotient is the number nearest to it, as is a limit read from a
 * file: so 27 of 300 is 9 % exactly and passes neither way.
 */
export function ratesOf({ rateDenominator }: Pick<Platform, "rateDenominator">, counters: DayCounters): DayRates {
  const of = rateDenominator === "accepted" ? counters.accepted : counters.delivered;
  return {
    invalid: shareOf(counters.invalid, counters.accepted),
    delivered: shareOf(counters.delivered, counters.accepted),
    spamBounce: shareOf(counters.spamBounces, counters.accepted),
    complaint: shareOf(counters.complaints, of),
    open: shareOf(counters.opens, of),
  };
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** Mails a day that a level allows: without levels any number, above the last level that of the last. */
export function quotaOf({ levelQuotas }: Pick<Platform, "levelQuotas">, level: number): number {
  if (!levelQuotas) return Number.POSITIVE_INFINITY;
  return levelQuotas[Math.max(1, Math.min(level, levelQuotas.length)) - 1] ?? Number.POSITIVE_INFINITY;
}

/** The highest level; 0 where a platform has none. */
export function levelMax({ levelQuotas }: Pick<Platform, "levelQuotas">): number {
  return levelQuotas?.length ?? 0;
}

/** How many mails of a day must be accepted at a level before a rule may raise it; infinite where none ever does. */
export function raiseFrom(platform: Platform, level: number): number {
  const { raiseAtShare, raiseRules = [] } = platform;
  if (raiseAtShare === undefined || raiseRules.length === 0 || level >= levelMax(platform)) return Number.POSITIVE_INFINITY;
  const quota = quotaOf(platform, level);
  let mails = Math.max(1, Math.floor(raiseAtShare * quota) - 1);
  // The product may be rounded to either side; the quotient decides, as it does for the other rates.
  while (mails / quota < raiseAtShare) mails++;
  return mails;
}

/** Whether a day's mail raises the level now: enough of the quota was used, a rule is met, and there is a higher level. */
export function isRaised(platform: Platform, level: number, counters: DayCounters): boolean {
  return counters.accepted >= raiseFrom(platform, level) && raiseRuleMet(platform, ratesOf(platform, counters));
}

/** Whether a day's mail lowers the level of the day after; by one, and never below the first. */
export function isLowered(platform: Platform, counters: DayCounters): boolean {
  return counters.accepted > (platform.lowerSentAbove ?? 0) && lowerRuleMet(platform, ratesOf(platform, counters));
}

/** Whether a day's mail blocks the rest of the day. */
export function isDayBlocked(platform: Platform, counters: DayCounters): boolean {
  return counters.accepted > (platform.blockSentAbove ?? 0) && blockRuleMet(platform, ratesOf(platform, counters));
}

/** Whether a rule that raises the level holds, whatever was sent. */
export function raiseRuleMet({ raiseRules = [] }: Pick<Platform, "raiseRules">, rates: DayRates): boolean {
  return raiseRules.some((rule) => isKept(rule, rates));
}

/** Whether a rule that lowers the level holds, whatever was sent. */
export function lowerRuleMet({ lowerRules = [] }: Pick<Platform, "lowerRules">, rates: DayRates): boolean {
  return lowerRules.some((rule) => isBroken(rule, rates));
}

/** Whether a rule that blocks the day holds, whatever was sent. */
export function blockRuleMet({ blockRules = [] }: Pick<Platform, "blockRules">, rates: DayRates): boolean {
  return blockRules.some((rule) => isBroken(rule, rates));
}

function isKept(rule: RaiseRule, rates: DayRates): boolean {
  return (
    isBelow(rates.invalid, rule.invalidBelow) &&
    isAbove(rates.delivered, rule.deliveredAbove) &&
    isBelow(rates.spamBounce, rule.spamBounceBelow) &&
    isBelow(rates.complaint, rule.complaintBelow) &&
    isAbove(rates.open, rule.openAbove)
  );
}

function isBelow(rate: number, limit: number | undefined): boolean {
  return limit === undefined || rate < limit;
}

function isAbove(rate: number, limit: number | undefined): boolean {
  return limit === undefined || rate > limit;
}

function isBroken(rule: LowerRule, rates: DayRates): boolean {
  return (
    (rule.invalidAbove !== undefined && rates.invalid > rule.invalidAbove) ||
    (rule.deliveredBelow !== undefined && rates.delivered < rule.deliveredBelow) ||
    (rule.spamBounceAbove !== undefined && rates.spamBounce > rule.spamBounceAbove) ||
    (rule.complaintAbove !== undefined && rates.complaint > rule.complaintAbove)
  );
}

/** Whether so many of the mails asked for were to listed addresses that the platform minds (clause 27). */
export function isListedShareHigh(platform: Platform, listed: number, requested: number): boolean {
  const { stopListed, stopListedShare, stopListedSampleMin = 0 } = platform;
  if (stopListed === "off" || stopListedShare === undefined || requested < Math.max(1, stopListedSampleMin)) return false;
  return listed / requested >= stopListedShare;
}

/** How an account stands with a platform that reviews bounces and complaints instead of having levels. */
export type AccountStanding = "healthy" | "under-review" | "paused";

/** The standing that rates over a representative volume lead to; a platform without such limits calls all healthy. */
export function accountStanding(platform: Platform, rates: Pick<DayRates, "invalid" | "complaint">): AccountStanding {
  if (reaches(rates.invalid, platform.pauseBounceShare) || reaches(rates.complaint, platform.pauseComplaintShare))
    return "paused";
  return reaches(rates.invalid, platform.reviewBounceShare) || reaches(rates.complaint, platform.reviewComplaintShare)
    ? "under-review"
    : "healthy";
}

function reaches(rate: number, limit: number | undefined): boolean {
  return limit !== undefined && rate >= limit;
}
