import type { Plan } from "../world/plan.ts";
import { COUNTERS, PROVIDER_FIGURES } from "../world/state.ts";
import type { Replication } from "./replicate.ts";

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
  /** By (replication, day, provider): the ledger's figures of providers. */
  readonly providers: Float64Array;
  /** By (replication, day): money for mails. */
  readonly cost: Float64Array;
  /** By (replication, campaign): the tick in which it was done, infinite where it was not; mails left. */
  readonly campaigns: Float64Array;
}

export const DOMAIN_FIGURES = 5;
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
export function keep(samples: Samples, at: number, { days, domains, campaigns }: Shape, { ledger, left }: Replication): void {
  samples.daily.set(ledger.daily, at * ledger.daily.length);
  samples.providers.set(ledger.providers, at * ledger.providers.length);
  samples.cost.set(ledger.cost, at * days);
  for (let row = 0; row < days * domains; row++) {
    const place = (at * days * domains + row) * DOMAIN_FIGURES;
    samples.domains[place] = ledger.accepted[row] ?? 0;
    samples.domains[place + 1] = ledger.level[row] ?? 0;
    samples.domains[place + 2] = ledger.quota[row] ?? 0;
    samples.domains[place + 3] = ledger.constraint[row] ?? 0;
    samples.domains[place + 4] = ledger.lowered[row] ?? 0;
  }
  for (let campaign = 0; campaign < campaigns; campaign++) {
    const place = (at * campaigns + campaign) * CAMPAIGN_FIGURES;
    samples.campaigns[place] = ledger.doneTick[campaign] ?? Number.POSITIVE_INFINITY;
    samples.campaigns[place + 1] = left[campaign] ?? 0;
  }
}
