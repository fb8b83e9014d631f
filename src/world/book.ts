import type { MailCounter } from "../model/simulation.ts";
import { binomial } from "./chance/binomial.ts";
import { anyOpenShare } from "./formulas.ts";
import { addAt, numberAt } from "./numbers.ts";
import { fateAt } from "./outcome.ts";
import { isOverflowing } from "./room.ts";
import { COUNTERS, counterAt, FLAG_DAYS, FLAG_KINDS, type Play } from "./state.ts";
import { dayOf } from "./time.ts";

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
  human: counterAt("openedHuman"),
  machine: counterAt("openedMachine"),
  clicked: counterAt("clicked"),
  complained: counterAt("complained"),
  leaving: counterAt("unsubscribed"),
} as const;

/** Where the counters of a domain and provider begin on the day that is. */
export function rowAt({ plan, world }: Play, domain: number, provider: number): number {
  const senders = plan.domains.length * plan.providers.length;
  return (dayOf(plan, world.tick) * senders + domain * plan.providers.length + provider) * COUNTERS;
}

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
  for (const mails of fates) requested += mails;
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
  const { world, stream, scratch, ledger } = play;
  const { fates } = scratch;
  const row = rowAt(play, domain, provider);
  const hard = numberAt(fates, at.hard);
  const refused = numberAt(fates, at.refused);
  const missing = numberAt(fates, at.missing);
  const spam = numberAt(fates, at.spam) + numberAt(fates, at.spamOpened);
  let inbox = 0;
  for (let fate = at.inbox; fate <= at.left; fate++) inbox += numberAt(fates, fate);
  const machine = binomial(stream, spam + inbox, play.plan.providers[provider]?.machineOpenShare ?? 0);
  addAt(ledger.counts, row + counter.unsubscribed, numberAt(fates, at.unsubscribed));
  addAt(ledger.counts, row + counter.ownList, numberAt(fates, at.ownList));
  addAt(ledger.counts, row + counter.sharedList, numberAt(fates, at.sharedList));
  addAt(ledger.counts, row + counter.hard, hard);
  addAt(ledger.counts, row + counter.soft, numberAt(fates, at.soft));
  addAt(ledger.counts, row + counter.refused, refused);
  addAt(ledger.counts, row + counter.deferred, numberAt(fates, at.deferred));
  addAt(ledger.counts, row + counter.missing, missing);
  addAt(ledger.counts, row + counter.spam, spam);
  addAt(ledger.counts, row + counter.inbox, inbox);
  addAt(ledger.counts, row + counter.machine, machine);
  const today = world.domains[domain]?.today;
  if (today) {
    today.delivered += missing + spam + inbox;
    today.invalid += hard;
    today.spamBounces += refused;
    today.opens += machine;
  }
  const pool = play.plan.domains[domain]?.pool ?? 0;
  if (!isOverflowing(play, pool)) addAt(world.poolDeliveredToday, pool, missing + spam + inbox);
  raiseFlags(play, domain, provider, 0, numberAt(fates, at.opened) + numberAt(fates, at.spamOpened));
  raiseFlags(play, domain, provider, 1, numberAt(fates, at.clicked));
  raiseFlags(play, domain, provider, 2, numberAt(fates, at.complained));
  raiseFlags(play, domain, provider, 3, numberAt(fates, at.left));
}

/** Spreads flags over the day that is and those that come, as the delay of opens has it. */
function raiseFlags(play: Play, domain: number, provider: number, kind: number, mails: number): void {
  if (mails === 0) return;
  const { plan, world, stream, flagShares } = play;
  const place = (domain * plan.providers.length + provider) * FLAG_KINDS + kind;
  const step = plan.domains.length * plan.providers.length * FLAG_KINDS;
  let left = mails;
  let share = 1;
  for (let day = 0; day < FLAG_DAYS && left > 0; day++) {
    const own = flagShares[day] ?? 0;
    const now = day === FLAG_DAYS - 1 ? left : binomial(stream, left, share <= own ? 1 : own / share);
    if (day === 0) bookFlags(play, domain, provider, kind, now);
    else addAt(world.flags, (day - 1) * step + place, now);
    left -= now;
    share -= own;
  }
}

/** The flags that are due today are there. */
export function arriveFlags(play: Play): void {
  const { plan, world } = play;
  const step = plan.domains.length * plan.providers.length * FLAG_KINDS;
  for (let place = 0; place < step; place++) {
    const mails = world.flags[place] ?? 0;
    if (mails === 0) continue;
    const sender = Math.floor(place / FLAG_KINDS);
    bookFlags(play, Math.floor(sender / plan.providers.length), sender % plan.providers.length, place % FLAG_KINDS, mails);
  }
  world.flags.copyWithin(0, step);
  world.flags.fill(0, world.flags.length - step);
}

function bookFlags(play: Play, domain: number, provider: number, kind: number, mails: number): void {
  const { counts } = play.ledger;
  const row = rowAt(play, domain, provider);
  addAt(counts, row + counter.human, mails);
  if (kind === 1) addAt(counts, row + counter.clicked, mails);
  else if (kind === 2) addAt(counts, row + counter.complained, mails);
  else if (kind === 3) addAt(counts, row + counter.leaving, mails);
  const today = play.world.domains[domain]?.today;
  if (!today) return;
  if (kind === 2) today.complaints += mails;
  today.opens += mails * anyOpenShare(play.plan.providers[provider]?.machineOpenShare ?? 0);
}
