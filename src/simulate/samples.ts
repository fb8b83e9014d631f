import { addAt, numberAt } from "../world/numbers.ts";
import type { Plan } from "../world/plan.ts";
import { COUNTERS, counterAt } from "../world/state.ts";
import type { Replication } from "./replicate.ts";

/** What is kept of a sender and provider on a day. */
const providerFigures = ["accepted", "deferred", "inbox", "spam"] as const;
const providerCounters = providerFigures.map(counterAt);
const PROVIDER_COUNTERS = providerCounters.length;

/** How large the figures of one replication are. */
export interface Shape {
  readonly days: number;
  readonly domains: number;
  readonly providers: number;
  readonly campaigns: number;
}

/**
 * What is kept of some replications, one after another: numbers alone, so that a worker can hand it over. Of the ledger's
 * counts the sums over providers, and of each provider the few that are shown.
 */
export interface Samples {
  readonly replications: number;
  /** By (replication, day, counter). */
  readonly daily: Float64Array;
  /** By (replication, day, domain): accepted, level, quota, constraint, whether it began with a level less. */
  readonly domains: Float64Array;
  /** By (replication, day, provider): those of {@link providerFigures}, then the reputation. */
  readonly providers: Float64Array;
  /** By (replication, day): money for mails. */
  readonly cost: Float64Array;
  /** By (replication, campaign): the tick in which it was done, infinite where it was not; mails left. */
  readonly campaigns: Float64Array;
}

export const DOMAIN_FIGURES = 5;
export const PROVIDER_FIGURES: number = providerFigures.length + 1;
export const CAMPAIGN_FIGURES = 2;

/** Room for so many replications of a plan. */
export function emptySamples({ days, domains, providers, campaigns }: Shape, replications: number): Samples {
  return {
    replications,
    daily: new Float64Array(replications * days * COUNTERS),
    domains: new Float64Array(replications * days * domains * DOMAIN_FIGURES),
    providers: new Float64Array(replications * days * providers * PROVIDER_FIGURES),
    cost: new Float64Array(replications * days),
    campaigns: new Float64Array(replications * campaigns * CAMPAIGN_FIGURES),
  };
}

/** Numbers that are kept of one replication. */
export function figuresPerReplication({ days, domains, providers, campaigns }: Shape): number {
  return days * (COUNTERS + domains * DOMAIN_FIGURES + providers * PROVIDER_FIGURES + 1) + campaigns * CAMPAIGN_FIGURES;
}

/**
 * The same of all replications together, the other way round: the figures of one place stand side by side, one of each
 * replication, for they are looked at together.
 */
export interface Columns {
  /** Replications. */
  readonly height: number;
  readonly daily: Float64Array;
  readonly domains: Float64Array;
  readonly providers: Float64Array;
  readonly cost: Float64Array;
  readonly campaigns: Float64Array;
}

/** Room for so many replications of a plan. */
export function emptyColumns(shape: Shape, replications: number): Columns {
  const { replications: height, ...figures } = emptySamples(shape, replications);
  return { height, ...figures };
}

/** Writes all replications of some samples into columns of the same shape, from a replication on. */
export function addToColumns(from: Samples, to: Columns, at: number): void {
  for (const figures of ["daily", "domains", "providers", "cost", "campaigns"] as const)
    turn(from[figures], from.replications, to[figures], to.height, at);
}

function turn(rows: Float64Array, height: number, columns: Float64Array, columnHeight: number, at: number): void {
  const width = rows.length / height;
  for (let place = 0; place < width; place++)
    for (let row = 0; row < height; row++) columns[place * columnHeight + at + row] = rows[row * width + place] ?? 0;
}

/** The shape of a plan's figures. */
export function shapeOf({ days, domains, providers, campaigns }: Plan): Shape {
  return { days, domains: domains.length, providers: providers.length, campaigns: campaigns.length };
}

/** Keeps what is shown of a replication. */
export function keep(samples: Samples, at: number, shape: Shape, replication: Replication): void {
  const { ledger, left } = replication;
  samples.daily.set(ledger.daily, at * shape.days * COUNTERS);
  for (let day = 0; day < shape.days; day++) {
    keepCounts(samples, at, shape, ledger.counts, day);
    keepDomains(samples, at, shape, replication, day);
    keepReputation(samples, at, shape, replication, day);
    samples.cost[at * shape.days + day] = ledger.cost[day] ?? 0;
  }
  for (let campaign = 0; campaign < shape.campaigns; campaign++) {
    const place = (at * shape.campaigns + campaign) * CAMPAIGN_FIGURES;
    samples.campaigns[place] = ledger.doneTick[campaign] ?? Number.POSITIVE_INFINITY;
    samples.campaigns[place + 1] = left[campaign] ?? 0;
  }
}

function keepCounts({ domains, providers }: Samples, at: number, shape: Shape, counts: Float64Array, day: number): void {
  const dayAt = at * shape.days + day;
  const senders = shape.domains * shape.providers;
  for (let sender = 0; sender < senders; sender++) {
    const row = (day * senders + sender) * COUNTERS;
    const provider = (dayAt * shape.providers + (sender % shape.providers)) * PROVIDER_FIGURES;
    for (let figure = 0; figure < PROVIDER_COUNTERS; figure++)
      addAt(providers, provider + figure, numberAt(counts, row + (providerCounters[figure] ?? 0)));
    const domain = (dayAt * shape.domains + Math.floor(sender / shape.providers)) * DOMAIN_FIGURES;
    addAt(domains, domain, numberAt(counts, row + ACCEPTED));
  }
}

const ACCEPTED = counterAt("accepted");

function keepDomains(samples: Samples, at: number, shape: Shape, { ledger }: Replication, day: number): void {
  for (let domain = 0; domain < shape.domains; domain++) {
    const from = day * shape.domains + domain;
    const place = ((at * shape.days + day) * shape.domains + domain) * DOMAIN_FIGURES;
    samples.domains[place + 1] = ledger.level[from] ?? 0;
    samples.domains[place + 2] = ledger.quota[from] ?? 0;
    samples.domains[place + 3] = ledger.constraint[from] ?? 0;
    samples.domains[place + 4] = ledger.lowered[from] ?? 0;
  }
}

/** The mean over the domains: most plans have one. */
function keepReputation(samples: Samples, at: number, shape: Shape, { ledger }: Replication, day: number): void {
  for (let provider = 0; provider < shape.providers; provider++) {
    let sum = 0;
    for (let domain = 0; domain < shape.domains; domain++)
      sum += ledger.reputation[(day * shape.domains + domain) * shape.providers + provider] ?? 0;
    const place = ((at * shape.days + day) * shape.providers + provider) * PROVIDER_FIGURES;
    samples.providers[place + PROVIDER_FIGURES - 1] = sum / shape.domains;
  }
}
