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
  const row = rowAt(play, domain, provider) + counterAt(which);
  play.ledger.counts[row] = (play.ledger.counts[row] ?? 0) + mails;
}

/** Writes down that mails were taken up for the first time, whatever became of them. Says how many the platform accepted. */
export function bookRequests(play: Play, domain: number, provider: number): number {
  const { fates } = play.scratch;
  const row = rowAt(play, domain, provider);
  const dropped = (fates[at.unsubscribed] ?? 0) + (fates[at.ownList] ?? 0) + (fates[at.sharedList] ?? 0);
  let requested = 0;
  for (let fate = 0; fate <= at.left; fate++) requested += numberAt(fates, fate);
  addAt(play.ledger.counts, row + counter.requested, requested);
  addAt(play.ledger.counts, row + counter.accepted, requested - dropped);
  const today = play.world.domains[domain]?.today;
  if (today) {
    today.requested += requested;
    today.accepted += requested - dropped;
    today.listed += fates[at.sharedList] ?? 0;
  }
  return requested - dropped;
}

/** Writes down what became of mails, of first tries and later ones alike, and sends their flags on the way. */
export function bookResponses(play: Play, domain: number, provider: number): void {
  const { world, scratch, ledger } = play;
  const { counts } = ledger;
  const { fates } = scratch;
  const row = rowAt(play, domain, provider);
  const hard = numberAt(fates, at.hard);
  const refused = numberAt(fates, at.refused);
  const missing = numberAt(fates, at.missing);
  const spam = numberAt(fates, at.spam) + numberAt(fates, at.spamOpened);
  let inbox = 0;
  for (let fate = at.inbox; fate <= at.left; fate++) inbox += numberAt(fates, fate);
  addAt(counts, row + counter.unsubscribed, numberAt(fates, at.unsubscribed));
  addAt(counts, row + counter.ownList, numberAt(fates, at.ownList));
  addAt(counts, row + counter.sharedList, numberAt(fates, at.sharedList));
  addAt(counts, row + counter.hard, hard);
  addAt(counts, row + counter.soft, numberAt(fates, at.soft));
  addAt(counts, row + counter.refused, refused);
  addAt(counts, row + counter.deferred, numberAt(fates, at.deferred));
  addAt(counts, row + counter.missing, missing);
  addAt(counts, row + counter.spam, spam);
  addAt(counts, row + counter.inbox, inbox);
  const today = world.domains[domain]?.today;
  if (today) {
    today.delivered += missing + spam + inbox;
    today.invalid += hard;
    today.spamBounces += refused;
  }
  const pool = play.plan.domains[domain]?.pool ?? 0;
  if (!isOverflowing(play, pool)) addAt(world.poolDeliveredToday, pool, missing + spam + inbox);
  const sender = domain * play.plan.providers.length + provider;
  placeMails(play, sender, spam + inbox);
  raiseFlags(play, sender, flagKind.opened, numberAt(fates, at.opened) + numberAt(fates, at.spamOpened));
  raiseFlags(play, sender, flagKind.clicked, numberAt(fates, at.clicked));
  raiseFlags(play, sender, flagKind.complained, numberAt(fates, at.complained));
  raiseFlags(play, sender, flagKind.left, numberAt(fates, at.left));
}
