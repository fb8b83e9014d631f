import type { Band, MailCounter } from "../model/simulation.ts";
import { mailCounters } from "../model/simulation.ts";
import { COUNTERS, PROVIDER_FIGURES } from "../world/state.ts";
import { bandOf } from "./bands.ts";
import { CAMPAIGN_FIGURES, type Columns, DOMAIN_FIGURES, type Shape } from "./samples.ts";

/** The figures of one place in every replication. */
export type Figure = (replication: number) => number;

/** A band over all replications. */
export function band({ height }: Columns, figure: Figure): Band {
  const figures = new Float64Array(height);
  for (let at = 0; at < height; at++) figures[at] = figure(at);
  return bandOf(figures);
}

/** Each counter's band, which is asked for by its index. */
export function counterBands(bandOfCounter: (counter: number) => Band): Readonly<Record<MailCounter, Band>> {
  const bands = mailCounters.map((name, counter): [MailCounter, Band] => [name, bandOfCounter(counter)]);
  return Object.fromEntries(bands) as Record<MailCounter, Band>;
}

/** Reads columns by names instead of offsets. */
export class Figures {
  readonly columns: Columns;
  readonly shape: Shape;

  constructor(columns: Columns, shape: Shape) {
    this.columns = columns;
    this.shape = shape;
  }

  /** Replications. */
  get replications(): number {
    return this.columns.height;
  }

  /** A counter's mails on a day. */
  onDay(replication: number, day: number, counter: number): number {
    return this.#figure(this.columns.daily, day * COUNTERS + counter, replication);
  }

  /** The band of a counter's mails on a day. */
  dayBand(day: number, counter: number): Band {
    return this.#band(this.columns.daily, day * COUNTERS + counter);
  }

  /** A counter's mails in all. */
  inAll(replication: number, counter: number): number {
    let mails = 0;
    for (let day = 0; day < this.shape.days; day++) mails += this.onDay(replication, day, counter);
    return mails;
  }

  ofDomain(replication: number, day: number, domain: number, figure: keyof typeof domainFigureAt): number {
    const place = (day * this.shape.domains + domain) * DOMAIN_FIGURES + domainFigureAt[figure];
    return this.#figure(this.columns.domains, place, replication);
  }

  providerBand(day: number, provider: number, figure: keyof typeof providerFigureAt): Band {
    const place = (day * this.shape.providers + provider) * PROVIDER_FIGURES + providerFigureAt[figure];
    return this.#band(this.columns.providers, place);
  }

  /** Money for the mails of a day. */
  cost(replication: number, day: number): number {
    return this.#figure(this.columns.cost, day, replication);
  }

  /** The tick in which a campaign was done; infinite where it was not. */
  doneTick(replication: number, campaign: number): number {
    return this.#figure(this.columns.campaigns, campaign * CAMPAIGN_FIGURES, replication);
  }

  left(replication: number, campaign: number): number {
    return this.#figure(this.columns.campaigns, campaign * CAMPAIGN_FIGURES + 1, replication);
  }

  #band(columns: Float64Array, place: number): Band {
    return bandOf(columns.slice(place * this.replications, (place + 1) * this.replications));
  }

  #figure(columns: Float64Array, place: number, replication: number): number {
    return columns[place * this.columns.height + replication] ?? 0;
  }
}

const domainFigureAt = { accepted: 0, level: 1, quota: 2, constraint: 3, lowered: 4 } as const;
const providerFigureAt = { accepted: 0, deferred: 1, inbox: 2, spam: 3, reputation: 4 } as const;
