import type { MailCounter } from "../model/simulation.ts";
import { flagKind, placeMails, raiseFlags } from "./flags.ts";
import { addAt, numberAt } from "./numbers.ts";
import { fateAt } from "./outcome.ts";
import { isOverflowing } from "./room.ts";
import { rowAt } from "./rows.ts";
import { counterAt, type Play } from "./state.ts";

const at = {
  unsubscribed: fateAt("dropped-unsubscribed"),
  ownList: fateAt("dropped-own-list"),
  sharedList: fateAt("dropped-shared-list"),
  hard: fateAt("bounced-hard"),
  deferred: fateAt("deferred"),
  soft: fateAt("bounced-soft"),
  refused: fateAt("bounced-spam"),
  missing: fateAt("missing"),
  spam: fateAt("spam"),
  spamOpened: fateAt("spam-opened"),
  inbox: fateAt("inbox"),
  opened: fateAt("inbox-opened"),
  clicked: fateAt("inbox-clicked"),
  complained: fateAt("inbox-complained"),
  left: fateAt("inbox-unsubscribed"),
} as const;

const counter = {
  requested: counterAt("requested"),
  accepted: counterAt("accepted"),
  unsubscribed: counterAt("droppedUnsubscribed"),
  ownList: counterAt("droppedOwnList"),
  sharedList: counterAt("droppedSharedList"),
  hard: counterAt("bouncedHard"),
  soft: counterAt("bouncedSoft"),
  refused: counterAt("bouncedSpam"),
  deferred: counterAt("deferred"),
  missing: counterAt("missing"),
  spam: counterAt("spam"),
  inbox: counterAt("inbox"),
} as const;

/** Writes a single count down. */
export function count(play: Play, domain: number, provider: number, which: MailCounter, mails: number): void {
  addAt(play.ledger.counts, rowAt(play, domain, provider) + counterAt(which), mails);
}

/**
 * Writes down that so many mails were taken up for the first time, whatever became of them. Says how many the platform
 * accepted.
 */
export function bookRequests(play: Play, domain: number, provider: number, requested: number): number {
  const { fates } = play.scratch;
  const row = rowAt(play, domain, provider);
  const listed = numberAt(fates, at.sharedList);
  const accepted = requested - numberAt(fates, at.unsubscribed) - numberAt(fates, at.ownList) - listed;
  addAt(play.ledger.counts, row + counter.requested, requested);
  addAt(play.ledger.counts, row + counter.accepted, accepted);
  const today = play.world.domains[domain]?.today;
  if (today) {
    today.requested += requested;
    today.accepted += accepted;
    today.listed += listed;
  }
  return accepted;
}

/** Writes down what became of mails, of first tries and later ones alike, and sends their flags on the way. */
export function bookResponses(play: Play, domain: number, provider: number): void {
  const { counts } = play.ledger;
  const { fates } = play.scratch;
  const row = rowAt(play, domain, provider);
  const hard = numberAt(fates, at.hard);
  const today = play.world.domains[domain]?.today;
  if (today) today.invalid += hard;
  addAt(counts, row + counter.unsubscribed, numberAt(fates, at.unsubscribed));
  addAt(counts, row + counter.ownList, numberAt(fates, at.ownList));
  addAt(counts, row + counter.sharedList, numberAt(fates, at.sharedList));
  addAt(counts, row + counter.hard, hard);
  addAt(counts, row + counter.deferred, numberAt(fates, at.deferred));
  bookTaken(play, domain, provider);
}

/** Writes down what became of mails that providers took. */
export function bookTaken(play: Play, domain: number, provider: number): void {
  const { world, scratch, ledger, plan } = play;
  const { counts } = ledger;
  const { fates } = scratch;
  const row = rowAt(play, domain, provider);
  const refused = numberAt(fates, at.refused);
  const missing = numberAt(fates, at.missing);
  const spam = numberAt(fates, at.spam) + numberAt(fates, at.spamOpened);
  let inbox = 0;
  for (let fate = at.inbox; fate <= at.left; fate++) inbox += numberAt(fates, fate);
  addAt(counts, row + counter.soft, numberAt(fates, at.soft));
  addAt(counts, row + counter.refused, refused);
  addAt(counts, row + counter.missing, missing);
  addAt(counts, row + counter.spam, spam);
  addAt(counts, row + counter.inbox, inbox);
  const today = world.domains[domain]?.today;
  if (today) {
    today.delivered += missing + spam + inbox;
    today.spamBounces += refused;
  }
  const pool = plan.domains[domain]?.pool ?? 0;
  if (!isOverflowing(play, pool)) addAt(world.poolDeliveredToday, pool, missing + spam + inbox);
  const sender = domain * plan.providers.length + provider;
  placeMails(play, sender, spam + inbox);
  raiseFlags(play, sender, flagKind.opened, numberAt(fates, at.opened) + numberAt(fates, at.spamOpened));
  raiseFlags(play, sender, flagKind.clicked, numberAt(fates, at.clicked));
  raiseFlags(play, sender, flagKind.complained, numberAt(fates, at.complained));
  raiseFlags(play, sender, flagKind.left, numberAt(fates, at.left));
}
