import { binomial } from "./chance/binomial.ts";
import type { Stream } from "./chance/stream.ts";
import { anyOpenShare } from "./formulas.ts";
import { addAt, numberAt } from "./numbers.ts";
import { rowAt } from "./rows.ts";
import { counterAt, FLAG_DAYS, FLAG_KINDS, type Play } from "./state.ts";

/** Opened alone, clicked, complained of, unsubscribed from: each of the others is opened too. */
export const flagKind = { opened: 0, clicked: 1, complained: 2, left: 3 } as const;

const HUMAN = counterAt("openedHuman");
const MACHINE = counterAt("openedMachine");
const CLICKED = counterAt("clicked");
const COMPLAINED = counterAt("complained");
const UNSUBSCRIBED = counterAt("unsubscribed");

/** Sends flags of mails on their way: some come today. They are looked at when somebody asks, at the day's end at the latest. */
export function raiseFlags({ world }: Play, sender: number, kind: number, mails: number): void {
  addAt(world.flags, sender * FLAG_KINDS + kind, mails);
}

/** Mails in a folder that people see: machines open a share of them at once. */
export function placeMails({ world }: Play, sender: number, mails: number): void {
  addAt(world.placed, sender, mails);
}

/** Books the opens, clicks, complaints and unsubscribes that have come today of a domain's mails so far. */
export function settleFlags(play: Play, domain: number): void {
  for (let provider = 0; provider < play.plan.providers.length; provider++) settleMachines(play, domain, provider);
  arriveAt(play, domain, 0);
}

function settleMachines(play: Play, domain: number, provider: number): void {
  const { plan, world, ledger, flagChances } = play;
  const sender = domain * plan.providers.length + provider;
  const placed = numberAt(world.placed, sender);
  const stream = flagChances[domain];
  if (placed === 0 || !stream) return;
  world.placed[sender] = 0;
  const opened = binomial(stream, placed, plan.providers[provider]?.machineOpenShare ?? 0);
  addAt(ledger.counts, rowAt(play, domain, provider) + MACHINE, opened);
  const today = world.domains[domain]?.today;
  if (today) today.opens += opened;
}

/** A day begins: flags of mails of the days before are there, and the rest comes later. */
export function arriveFlags(play: Play): void {
  for (let age = FLAG_DAYS - 1; age >= 1; age--)
    for (let domain = 0; domain < play.plan.domains.length; domain++) arriveAt(play, domain, age);
}

/** Of the flags of a domain's mails of an age that have not come yet, a share comes today. */
function arriveAt(play: Play, domain: number, age: number): void {
  const { providers } = play.plan;
  const { counts } = play.ledger;
  const stream = play.flagChances[domain];
  const today = play.world.domains[domain]?.today;
  if (!stream || !today) return;
  for (let provider = 0; provider < providers.length; provider++) {
    const row = rowAt(play, domain, provider);
    const complaints = numberAt(counts, row + COMPLAINED);
    const opened = arriveOf(play, stream, domain * providers.length + provider, row, age);
    if (opened === 0) continue;
    today.complaints += numberAt(counts, row + COMPLAINED) - complaints;
    today.opens += opened * anyOpenShare(providers[provider]?.machineOpenShare ?? 0);
  }
}

/** Of one sender and provider, whose counters begin at `row`; says how many opens by people came. */
function arriveOf({ world, ledger, flagShares }: Play, stream: Stream, sender: number, row: number, age: number): number {
  const layer = world.placed.length * FLAG_KINDS;
  const first = age * layer + sender * FLAG_KINDS;
  let opened = 0;
  for (let kind = 0; kind < FLAG_KINDS; kind++) {
    const waiting = numberAt(world.flags, first + kind);
    if (waiting === 0) continue;
    const now = binomial(stream, waiting, flagShares[kind]?.[age] ?? 1);
    world.flags[first + kind] = 0;
    if (now < waiting) addAt(world.flags, first + layer + kind, waiting - now);
    if (kind !== flagKind.opened) addAt(ledger.counts, row + (kindCounters[kind] ?? 0), now);
    opened += now;
  }
  addAt(ledger.counts, row + HUMAN, opened);
  return opened;
}

/** Where each kind is counted beside the opens. */
const kindCounters: readonly number[] = [HUMAN, CLICKED, COMPLAINED, UNSUBSCRIBED];
