import type { HeldCount } from "../../model/calibration.ts";
import type { MailboxProvider, WorldTables } from "../../world/parameters.ts";
import type { Tally } from "./beta-binomial.ts";
import type { Log, LogRow } from "./log.ts";

/** A row of a log as the fit takes it: names are indexes. */
export interface Cell {
  readonly day: number;
  readonly domain: number;
  readonly pool: number;
  readonly counts: LogRow["counts"];
  /** The share of a panel that found its mail in the inbox. */
  readonly inbox: number | undefined;
}

/** The mail of one provider. */
export interface ProviderCells {
  readonly id: string;
  readonly profile: MailboxProvider;
  /** In the order of their days. */
  readonly cells: readonly Cell[];
}

/** The mail of a log by provider, in the order of the tables, and names that no provider has. */
export interface CellTable {
  readonly providers: readonly ProviderCells[];
  /** As they are written; their mail is that of the provider which stands for whoever is none of the others. */
  readonly unknownProviders: readonly string[];
  readonly domains: number;
}

/** Who has the mailboxes that no other provider has. */
const OTHER = "other";

/** Parts a log by provider; a provider may be named by its id, or by a domain of its addresses. */
export function cellsOf({ rows }: Log, { providers }: WorldTables): CellTable {
  const ids = new Map<string, string>();
  for (const [id, { value }] of providers) for (const domain of value.domains) ids.set(domain, id);
  const domains = new Indexes();
  const pools = new Indexes();
  const unknown = new Set<string>();
  const byProvider = new Map<string, Cell[]>();
  for (const { day, domain, pool, provider, counts, inbox } of rows) {
    const id = providers.has(provider) ? provider : ids.get(provider);
    if (id === undefined) unknown.add(provider);
    const cells = byProvider.get(id ?? OTHER) ?? [];
    byProvider.set(id ?? OTHER, cells);
    // Mail whose IPs are not named is judged by its domain alone.
    cells.push({
      day,
      domain: domains.of(domain),
      pool: pools.of(pool === "" ? `domain ${domain}` : `pool ${pool}`),
      counts,
      inbox,
    });
  }
  const named = [...providers].flatMap(([id, { value: profile }]): readonly ProviderCells[] => {
    const cells = byProvider.get(id);
    return cells === undefined ? [] : [{ id, profile, cells }];
  });
  return { providers: named, unknownProviders: [...unknown], domains: domains.size };
}

/** Names by the order in which they come up first. */
class Indexes {
  readonly #indexes = new Map<string, number>();

  of(name: string): number {
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    this.#indexes.set(name, this.#indexes.size);
    return this.#indexes.size - 1;
  }

  get size(): number {
    return this.#indexes.size;
  }
}

/** Mails that the platform took, or else all whose end is known. */
export function acceptedOf({
  accepted,
  delivered = 0,
  hard_bounce: hard = 0,
  soft_bounce: soft = 0,
  spam_bounce: spam = 0,
}: LogRow["counts"]): number {
  return accepted ?? delivered + hard + soft + spam;
}

/** Mails that a provider took. */
export function deliveredOf(counts: LogRow["counts"]): number {
  const { delivered, hard_bounce: hard = 0, soft_bounce: soft = 0, spam_bounce: spam = 0 } = counts;
  return delivered ?? acceptedOf(counts) - hard - soft - spam;
}

const events: { readonly [C in HeldCount]: keyof LogRow["counts"] } = {
  hardBounce: "hard_bounce",
  softBounce: "soft_bounce",
  spamBounce: "spam_bounce",
  complaint: "complaints",
  unsubscribe: "unsubscribes",
  click: "clicks",
  open: "unique_opens",
  deferral: "deferred_first_try",
};

/** What a row counts, and of how many mails; undefined where it does not. */
export function tallyOf(counts: LogRow["counts"], count: HeldCount): Tally | undefined {
  const counted = counts[events[count]];
  if (counted === undefined) return undefined;
  const trials = trialsOf(counts, count);
  return trials === undefined ? undefined : { trials: Math.max(trials, counted), events: counted };
}

function trialsOf(counts: LogRow["counts"], count: HeldCount): number | undefined {
  const { hard_bounce: hard = 0, soft_bounce: soft = 0, unique_opens: opens } = counts;
  switch (count) {
    case "hardBounce":
      return acceptedOf(counts);
    case "softBounce":
    case "deferral":
      return acceptedOf(counts) - hard;
    case "spamBounce":
      return acceptedOf(counts) - hard - soft;
    case "click":
      return opens;
    case "complaint":
    case "unsubscribe":
    case "open":
      return deliveredOf(counts);
  }
}

/** A tally of one day. */
export interface DayTally extends Tally {
  readonly day: number;
}

/** Adds up what the rows of each day count, in the order of days. */
export function dailyTallies(cells: readonly Cell[], count: HeldCount): readonly DayTally[] {
  const days: DayTally[] = [];
  for (const { day, counts } of cells) {
    const tally = tallyOf(counts, count);
    if (tally === undefined || tally.trials === 0) continue;
    const last = days.at(-1);
    if (last?.day === day)
      days[days.length - 1] = { day, trials: last.trials + tally.trials, events: last.events + tally.events };
    else days.push({ day, ...tally });
  }
  return days;
}
