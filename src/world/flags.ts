import { binomial } from "./chance/binomial.ts";
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
  const { plan } = play;
  for (let provider = 0; provider < plan.providers.length; provider++) {
    settleMachines(play, domain, provider);
    for (let kind = 0; kind < FLAG_KINDS; kind++) settleKind(play, domain, provider, kind);
  }
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

function settleKind(play: Play, domain: number, provider: number, kind: number): void {
  const { plan, world, flagShares, flagChances } = play;
  const place = (domain * plan.providers.length + provider) * FLAG_KINDS + kind;
  const raised = numberAt(world.flags, place);
  const stream = flagChances[domain];
  if (raised === 0 || !stream) return;
  const now = binomial(stream, raised, flagShares[kind]?.[0] ?? 1);
  world.flags[place] = 0;
  addAt(world.flags, layerLength(play) + place, raised - now);
  bookFlags(play, domain, provider, kind, now);
}

/** A day begins: flags of mails of the days before are there, and the rest comes later. */
export function arriveFlags(play: Play): void {
  const { plan } = play;
  for (let age = FLAG_DAYS - 1; age >= 1; age--)
    for (let domain = 0; domain < plan.domains.length; domain++)
      for (let provider = 0; provider < plan.providers.length; provider++) arriveAt(play, domain, provider, age);
}

/** Of the flags of so old mails that have not come yet, a share comes today. */
function arriveAt(play: Play, domain: number, provider: number, age: number): void {
  const { plan, world, flagShares, flagChances } = play;
  const length = layerLength(play);
  const first = age * length + (domain * plan.providers.length + provider) * FLAG_KINDS;
  const stream = flagChances[domain];
  if (!stream) return;
  for (let kind = 0; kind < FLAG_KINDS; kind++) {
    const waiting = numberAt(world.flags, first + kind);
    if (waiting === 0) continue;
    const now = binomial(stream, waiting, flagShares[kind]?.[age] ?? 1);
    world.flags[first + kind] = 0;
    if (now < waiting) addAt(world.flags, first + length + kind, waiting - now);
    bookFlags(play, domain, provider, kind, now);
  }
}

function layerLength({ plan }: Play): number {
  return plan.domains.length * plan.providers.length * FLAG_KINDS;
}

function bookFlags(play: Play, domain: number, provider: number, kind: number, mails: number): void {
  if (mails === 0) return;
  const { counts } = play.ledger;
  const row = rowAt(play, domain, provider);
  addAt(counts, row + HUMAN, mails);
  if (kind === flagKind.clicked) addAt(counts, row + CLICKED, mails);
  else if (kind === flagKind.complained) addAt(counts, row + COMPLAINED, mails);
  else if (kind === flagKind.left) addAt(counts, row + UNSUBSCRIBED, mails);
  const today = play.world.domains[domain]?.today;
  if (!today) return;
  if (kind === flagKind.complained) today.complaints += mails;
  today.opens += mails * anyOpenShare(play.plan.providers[provider]?.machineOpenShare ?? 0);
}
