import { count } from "./book.ts";
import { isDayBlocked, isListedShareHigh, isRaised, raiseFrom } from "./ladder.ts";
import type { Platform } from "./parameters.ts";
import { domainQuota } from "./room.ts";
import type { DomainState, Play, Worries } from "./state.ts";

/** From the raise's threshold on it looks each time that this share of the quota went out. */
const CHECK_SHARE = 0.1;

/** What the platform does about a domain after a block of its mail: blocks it for the day, stops it, or raises its level. */
export function judgeDomain(play: Play, domain: number): void {
  const state = play.world.domains[domain];
  if (!state) return;
  const { platform } = play.plan;
  const isAboutFlags = isFlagged(platform, state);
  if (isAboutFlags || isAboutDelivery(play, domain)) play.steps.settle(play, domain);
  if (isAboutFlags) play.steps.settleFlags(play, domain);
  if (isDayBlocked(platform, state.today)) return blockForToday(play, domain, state);
  if (!state.isStopped && isListedShareHigh(platform, state.today.listed, state.today.requested)) {
    play.note?.("stopped-listed", { listed: state.today.listed, requested: state.today.requested }, domain);
    if (platform.stopListed === "stop") state.isStopped = true;
  }
  raise(play, domain, state);
  tellNearQuota(play, domain, state);
  state.nextCheck = nextCheck(play, domain, state);
}

/** Whether a rule that may be met now asks for opens or complaints. */
function isFlagged(platform: Platform, { level, today }: DomainState): boolean {
  const { blockRules = [] } = platform;
  return today.accepted >= raiseFrom(platform, level) || blockRules.some(({ complaintAbove }) => complaintAbove !== undefined);
}

/** Whether a rule that may be met now asks what was delivered, or what was refused, where any mail is. */
function isAboutDelivery(play: Play, domain: number): boolean {
  const { blockRules = [] } = play.plan.platform;
  return blockRules.some(({ deliveredBelow }) => deliveredBelow !== undefined) || play.steps.isRefused(play, domain);
}

/** The rest of the day is lost, and what the domain's batches still had to send fails. */
function blockForToday(play: Play, domain: number, state: DomainState): void {
  const { plan, world, population } = play;
  state.isBlockedToday = true;
  let failed = 0;
  for (const [campaign, planned] of plan.campaigns.entries()) {
    if (planned.domain !== domain || planned.via !== "batch" || world.campaigns[campaign]?.status !== "sending") continue;
    for (const stream of play.streamsOf[campaign] ?? []) {
      const ahead = population.ahead(stream);
      count(play, domain, play.streams[stream]?.provider ?? 0, "failedDayBlock", ahead);
      failed += ahead;
    }
    giveUp(play, campaign);
  }
  play.note?.("day-block", { accepted: state.today.accepted, invalid: state.today.invalid, failed }, domain);
}

/** A mailing whose rest failed is over. */
function giveUp({ world }: Play, campaign: number): void {
  const state = world.campaigns[campaign];
  if (!state) return;
  state.status = "failed";
  state.doneTick = undefined;
}

/** A level up, at once, as often as a rule is met: each raise has its own share of a larger quota to send first. */
function raise(play: Play, domain: number, state: DomainState): void {
  const { platform } = play.plan;
  while (isRaised(platform, state.level, state.today)) {
    state.level++;
    state.isNearQuotaTold = false;
    play.note?.("raised", { level: state.level, accepted: state.today.accepted }, domain);
  }
}

function tellNearQuota(play: Play, domain: number, state: DomainState): void {
  const { nearQuotaShare } = play.plan.platform;
  const quota = domainQuota(play, domain);
  if (state.isNearQuotaTold || state.today.accepted < nearQuotaShare * quota) return;
  state.isNearQuotaTold = true;
  play.note?.("near-quota", { accepted: state.today.accepted, quota }, domain);
}

/**
 * When the platform looks again: after the first few hundred mails, where a raise comes into reach, and from there on in
 * steps. While the rates are bad it looks each time the mails have doubled, for a block does not wait for a raise.
 */
export function nextCheck(play: Play, domain: number, { level, today }: DomainState): number {
  const { platform } = play.plan;
  const quota = domainQuota(play, domain);
  const threshold = raiseFrom(platform, level);
  const { accepted } = today;
  // Its rules say "more than".
  const first = (platform.blockSentAbove ?? Number.POSITIVE_INFINITY) + 1;
  if (accepted < first) return Math.min(first, threshold);
  const step = accepted < threshold ? threshold : accepted + Math.ceil(CHECK_SHARE * quota);
  return isWorrying(play.worries, today) ? Math.min(step, accepted * 2) : step;
}

/** Of what the strictest rule that lowers or blocks allows, what is worrying. */
const WORRYING_PART = 0.5;

/** Shares of a day's mail above which its rates are worrying; infinite where no rule asks for one. */
export function worriesOf({ lowerRules = [], blockRules = [], stopListedShare }: Platform): Worries {
  const rules = [...lowerRules, ...blockRules];
  const part = (limits: readonly (number | undefined)[]): number =>
    WORRYING_PART * Math.min(...limits.map((limit) => limit ?? Number.POSITIVE_INFINITY));
  return {
    invalid: part(rules.map(({ invalidAbove }) => invalidAbove)),
    spamBounce: part(rules.map(({ spamBounceAbove }) => spamBounceAbove)),
    listed: part([stopListedShare]),
  };
}

function isWorrying(worries: Worries, { accepted, invalid, spamBounces, listed, requested }: DomainState["today"]): boolean {
  return (
    invalid > worries.invalid * accepted || spamBounces > worries.spamBounce * accepted || listed > worries.listed * requested
  );
}
