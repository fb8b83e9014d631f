import { binomial } from "./chance/binomial.ts";
import { anyOpenShare } from "./formulas.ts";
import { addAt, numberAt } from "./numbers.ts";
import { rowAt } from "./rows.ts";
import { COUNTERS, counterAt, FLAG_DAYS, FLAG_KINDS, type Play } from "./state.ts";

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

function settleMachines({ plan, world, ledger, flagChances }: Play, domain: number, provider: number): void {
  const sender = domain * plan.providers.length + provider;
  const placed = numberAt(world.placed, sender);
  const stream = flagChances[domain];
  if (placed === 0 || !stream) return;
  world.placed[sender] = 0;
  const opened = binomial(stream, placed, plan.providers[provider]?.machineOpenShare ?? 0);
  addAt(ledger.counts, rowAt(plan, world.tick, sender) + MACHINE, opened);
  const today = world.domains[domain]?.today;
  if (today) today.opens += opened;
}

/** A day begins: flags of mails of the days before are there, and the rest comes later. */
export function arriveFlags(play: Play): void {
  const { plan } = play;
  for (let age = FLAG_DAYS - 1; age >= 1; age--)
    for (let domain = 0; domain < plan.domains.length; domain++) arriveAt(play, domain, age);
}

/** Of the flags of a domain's mails of an age that have not come yet, a share comes today. */
function arriveAt(play: Play, domain: number, age: number): void {
  const { plan, world } = play;
  const today = world.domains[domain]?.today;
  const providers = plan.providers.length;
  let place = (age * plan.domains.length + domain) * providers * FLAG_KINDS;
  let row = rowAt(plan, world.tick, domain * providers);
  for (let provider = 0; provider < providers; provider++, row += COUNTERS, place += FLAG_KINDS) {
    const opens = arriveOf(play, domain, age, { place, row });
    if (opens > 0 && today) today.opens += opens * anyOpenShare(plan.providers[provider]?.machineOpenShare ?? 0);
  }
}

/** The same of one provider, whose flags begin at a place and whose counts at a row. Says how many mails were opened. */
function arriveOf(
  play: Play,
  domain: number,
  age: number,
  { place, row }: { readonly place: number; readonly row: number },
): number {
  const { world, ledger, flagChances, flagShares } = play;
  const { flags } = world;
  const stream = flagChances[domain];
  const today = world.domains[domain]?.today;
  if (!stream || !today) return 0;
  const layer = flags.length / FLAG_DAYS;
  let opens = 0;
  for (let kind = 0; kind < FLAG_KINDS; kind++) {
    const waiting = numberAt(flags, place + kind);
    if (waiting === 0) continue;
    const now = binomial(stream, waiting, flagShares[kind]?.[age] ?? 1);
    flags[place + kind] = 0;
    if (now < waiting) addAt(flags, layer + place + kind, waiting - now);
    addAt(ledger.counts, row + (kindCounters[kind] ?? 0), now);
    if (kind === flagKind.complained) today.complaints += now;
    if (kind !== flagKind.opened) addAt(ledger.counts, row + HUMAN, now);
    opens += now;
  }
  return opens;
}

/** Where each kind is counted beside the opens. */
const kindCounters: readonly number[] = [HUMAN, CLICKED, COMPLAINED, UNSUBSCRIBED];
