import {
  complaintRate,
  deferralShare,
  inboxOfSeen,
  mixedReputation,
  reputation,
  spamBounceShare,
  spamFolderShare,
} from "./formulas.ts";
import { numberAt } from "./numbers.ts";
import { OUTCOMES } from "./outcome.ts";
import { isOverflowing } from "./room.ts";
import type { Play } from "./state.ts";

/** What a provider thinks of a domain that sends from its pool: 0 to 1. */
export function reputationAt(play: Play, domain: number, provider: number): number {
  const { plan, world } = play;
  const { receiving, providers, domains, pools } = plan;
  const pool = domains[domain]?.pool ?? 0;
  const weight = providers[provider]?.domainWeight ?? 0.5;
  const at = domain * providers.length + provider;
  const poolAt = pool * providers.length + provider;
  const ofDomain = reputation(numberAt(world.good, at), numberAt(world.bad, at), receiving);
  const isShared = pools[pool]?.kind === "shared" || isOverflowing(play, pool);
  const ofPool = isShared
    ? 1 / (1 + Math.exp(-numberAt(world.neighbours, poolAt)))
    : reputation(numberAt(world.poolGood, poolAt), numberAt(world.poolBad, poolAt), receiving);
  return mixedReputation(ofDomain, ofPool, weight);
}

/** What a provider makes of a sender until the day ends: figures of a view stand one after another. */
const VIEW = 3;
const REPUTATION = 0;
const REFUSED_SHARE = 1;
const SPAM_SHARE = 2;

/** When a domain's views were worked out: each day anew, and anew when its mail begins to overflow its IPs. */
export function stampOf(play: Play, domain: number): number {
  const { plan, world } = play;
  return 2 * world.day + (isOverflowing(play, plan.domains[domain]?.pool ?? 0) ? 2 : 1);
}

/** The view of a sender at a provider that has a stamp, as its place in `play.scratch.views`; worked out once. */
function viewOf(play: Play, domain: number, provider: number, stamp: number): number {
  const { plan, scratch } = play;
  const sender = domain * plan.providers.length + provider;
  const at = sender * VIEW;
  if (scratch.viewStamps[sender] === stamp) return at;
  const good = reputationAt(play, domain, provider);
  const { inboxShare = 0, missingShare = 0 } = plan.providers[provider] ?? {};
  scratch.viewStamps[sender] = stamp;
  scratch.views[at + REPUTATION] = good;
  scratch.views[at + REFUSED_SHARE] = spamBounceShare(good, plan.receiving);
  scratch.views[at + SPAM_SHARE] = spamFolderShare(inboxOfSeen(inboxShare, missingShare), good, plan.receiving);
  return at;
}

/** Whether a provider refuses mail of a domain for spam now. */
export function isRefused(play: Play, domain: number): boolean {
  const { plan, scratch } = play;
  const stamp = stampOf(play, domain);
  for (let provider = 0; provider < plan.providers.length; provider++)
    if (numberAt(scratch.views, viewOf(play, domain, provider, stamp) + REFUSED_SHARE) > 0) return true;
  return false;
}

/**
 * Works out what becomes of a stream's mail for valid addresses now, once its provider takes it: the share of each outcome,
 * into `play.scratch.takenShares`.
 */
function shareTaken(play: Play, domain: number, stream: number): void {
  const { plan, world, scratch } = play;
  const { provider = 0, cohort = 0 } = play.streams[stream] ?? {};
  const mailbox = plan.providers[provider];
  const people = plan.cohorts[cohort];
  if (!mailbox || !people) return;
  const stamp = stampOf(play, domain);
  const view = viewOf(play, domain, provider, stamp);
  const weekly = weeklyMails(play, cohort);
  scratch.takenStamps[stream] = stamp;
  scratch.takenWeeks[stream] = weekly;
  const soft = mailbox.softBounceShare;
  const refused = (1 - soft) * numberAt(scratch.views, view + REFUSED_SHARE);
  const accepted = 1 - soft - refused;
  const missing = accepted * mailbox.missingShare;
  const placed = accepted - missing;
  const spam = placed * numberAt(scratch.views, view + SPAM_SHARE);
  const inbox = placed - spam;
  const openShare = Math.min(1, people.openShare * (world.openEffect[provider] ?? 1));
  const spamOpened = spam * openShare * plan.receiving.spamOpenShare;
  const complaintShare = complaintRate(people.complaintShare, weekly, plan.receiving);
  const opened = inbox * openShare;
  const complained = Math.min(opened, inbox * complaintShare * (world.complaintEffect[provider] ?? 1));
  const unsubscribed = Math.min(opened - complained, inbox * people.unsubscribeShare);
  const clicked = (opened - complained - unsubscribed) * people.clickOfOpensShare;
  const shares = scratch.takenShares;
  const at = stream * OUTCOMES;
  shares[at + 1] = soft;
  shares[at + 2] = refused;
  shares[at + 3] = missing;
  shares[at + 4] = spam - spamOpened;
  shares[at + 5] = spamOpened;
  shares[at + 6] = inbox - opened;
  shares[at + 7] = opened - complained - unsubscribed - clicked;
  shares[at + 8] = clicked;
  shares[at + 9] = complained;
  shares[at + 10] = unsubscribed;
}

/**
 * What becomes of a mail of a stream that reaches a valid address now, into `play.scratch.probabilities`, in the order of
 * the fates. The mails of this block count as offered already.
 */
export function respond(play: Play, domain: number, stream: number): void {
  if (!isShareKnown(play, domain, stream)) shareTaken(play, domain, stream);
  const { probabilities, takenShares } = play.scratch;
  const deferred = deferral(play, domain, stream);
  probabilities[0] = deferred;
  const at = stream * OUTCOMES;
  for (let outcome = 1; outcome < OUTCOMES; outcome++)
    probabilities[outcome] = (1 - deferred) * numberAt(takenShares, at + outcome);
}

/** The probability that a mail is put off; {@link shareTaken} holds. */
function deferral({ plan, world, scratch, streams }: Play, domain: number, stream: number): number {
  const at = domain * plan.providers.length + (streams[stream]?.provider ?? 0);
  const good = numberAt(scratch.views, at * VIEW + REPUTATION);
  return deferralShare(numberAt(world.volume, at), numberAt(world.offeredToday, at), good, plan.receiving);
}

/** Whether {@link shareTaken} would work out for a stream what it did last. */
function isShareKnown(play: Play, domain: number, stream: number): boolean {
  const { scratch, streams } = play;
  return (
    scratch.takenStamps[stream] === stampOf(play, domain) &&
    scratch.takenWeeks[stream] === weeklyMails(play, streams[stream]?.cohort ?? 0)
  );
}

/** Mails that a recipient of a cohort had in the last seven days, on average; up to one they tire nobody. */
function weeklyMails({ plan, world }: Play, cohort: number): number {
  return Math.max(1, numberAt(world.cohortMailsInWeek, cohort) / Math.max(1, plan.cohorts[cohort]?.size ?? 1));
}
