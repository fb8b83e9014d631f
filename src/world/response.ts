import { complaintRate, deferralShare, mixedReputation, reputation, spamBounceShare, spamFolderShare } from "./formulas.ts";
import { numberAt } from "./numbers.ts";
import type { MailboxProvider } from "./parameters.ts";
import { isOverflowing } from "./room.ts";
import type { Play } from "./state.ts";
import { dayOf } from "./time.ts";

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

/** The view of a sender at a provider, as its place in `play.scratch.views`; worked out once a day and overflow. */
function viewOf(play: Play, domain: number, provider: number): number {
  const { plan, world, scratch } = play;
  const sender = domain * plan.providers.length + provider;
  const isOver = isOverflowing(play, plan.domains[domain]?.pool ?? 0);
  const stamp = 2 * dayOf(plan, world.tick) + (isOver ? 2 : 1);
  const at = sender * VIEW;
  if (scratch.viewStamps[sender] === stamp) return at;
  const good = reputationAt(play, domain, provider);
  scratch.viewStamps[sender] = stamp;
  scratch.views[at + REPUTATION] = good;
  scratch.views[at + REFUSED_SHARE] = spamBounceShare(good, plan.receiving);
  scratch.views[at + SPAM_SHARE] = spamFolderShare(inboxOfSeen(plan.providers[provider]), good, plan.receiving);
  return at;
}

/** Of the mail in a folder that people see, what a good sender has in the inbox: some of what is taken is never seen. */
function inboxOfSeen({ inboxShare, missingShare }: Pick<MailboxProvider, "inboxShare" | "missingShare"> = NO_MAILBOX): number {
  return missingShare >= 1 ? 0 : Math.min(1, inboxShare / (1 - missingShare));
}

const NO_MAILBOX = { inboxShare: 0, missingShare: 0 };

/**
 * What becomes of a mail of a stream that reaches a valid address now, into `play.scratch.probabilities`, in the order of
 * the fates. The mails of this block count as offered already.
 */
export function respond(play: Play, domain: number, stream: number): void {
  const { plan, world, scratch } = play;
  const { provider = 0, cohort = 0 } = play.streams[stream] ?? {};
  const mailbox = plan.providers[provider];
  const people = plan.cohorts[cohort];
  if (!mailbox || !people) return;
  const at = domain * plan.providers.length + provider;
  const view = viewOf(play, domain, provider);
  const good = numberAt(scratch.views, view + REPUTATION);
  const deferred = deferralShare(numberAt(world.volume, at), numberAt(world.offeredToday, at), good, plan.receiving);
  const taken = 1 - deferred;
  const soft = taken * mailbox.softBounceShare;
  const refused = (taken - soft) * numberAt(scratch.views, view + REFUSED_SHARE);
  const accepted = taken - soft - refused;
  const missing = accepted * mailbox.missingShare;
  const placed = accepted - missing;
  const spam = placed * numberAt(scratch.views, view + SPAM_SHARE);
  const inbox = placed - spam;
  const openShare = Math.min(1, people.openShare * (world.openEffect[provider] ?? 1));
  const spamOpened = spam * openShare * plan.receiving.spamOpenShare;
  const complaintShare = complaintRate(people.complaintShare, weeklyMails(play, cohort), plan.receiving);
  const opened = inbox * openShare;
  const complained = Math.min(opened, inbox * complaintShare * (world.complaintEffect[provider] ?? 1));
  const unsubscribed = Math.min(opened - complained, inbox * people.unsubscribeShare);
  const clicked = (opened - complained - unsubscribed) * people.clickOfOpensShare;
  const p = scratch.probabilities;
  p[0] = deferred;
  p[1] = soft;
  p[2] = refused;
  p[3] = missing;
  p[4] = spam - spamOpened;
  p[5] = spamOpened;
  p[6] = inbox - opened;
  p[7] = opened - complained - unsubscribed - clicked;
  p[8] = clicked;
  p[9] = complained;
  p[10] = unsubscribed;
}

/** Mails that a recipient of a cohort had in the last seven days, on average. */
function weeklyMails({ plan, world }: Play, cohort: number): number {
  return numberAt(world.cohortMailsInWeek, cohort) / Math.max(1, plan.cohorts[cohort]?.size ?? 1);
}
