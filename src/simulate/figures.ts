import type { Band, MailCounter } from "../model/simulation.ts";
import { mailCounters } from "../model/simulation.ts";
import { COUNTERS } from "../world/state.ts";
import { bandOf } from "./bands.ts";
import { CAMPAIGN_FIGURES, DOMAIN_FIGURES, PROVIDER_FIGURES, type Samples, type Shape } from "./samples.ts";

/** The figures of one place in every replication. */
export type Figure = (replication: number) => number;

/** A band over all replications. */
export function band({ replications }: Samples, figure: Figure): Band {
  const figures = new Float64Array(replications);
  for (let at = 0; at < replications; at++) figures[at] = figure(at);
  return bandOf(figures);
}

/** Each counter's band, of a figure that is told its index. */
export function counterBands(
  samples: Samples,
  figure: (replication: number, counter: number) => number,
): Readonly<Record<MailCounter, Band>> {
  const bands = mailCounters.map((name, counter): [MailCounter, Band] => [name, band(samples, (at) => figure(at, counter))]);
  return Object.fromEntries(bands) as Record<MailCounter, Band>;
}

/** Reads samples by names instead of offsets. */
export class Figures {
  readonly samples: Samples;
  readonly shape: Shape;

  constructor(samples: Samples, shape: Shape) {
    this.samples = samples;
    this.shape = shape;
  }

  /** A counter's mails on a day. */
  onDay(replication: number, day: number, counter: number): number {
    return this.samples.daily[(replication * this.shape.days + day) * COUNTERS + counter] ?? 0;
  }

  /** A counter's mails in all. */
  inAll(replication: number, counter: number): number {
    let mails = 0;
    for (let day = 0; day < this.shape.days; day++) mails += this.onDay(replication, day, counter);
    return mails;
  }

  ofDomain(replication: number, day: number, domain: number, figure: keyof typeof domainFigureAt): number {
    const { days, domains } = this.shape;
    return this.samples.domains[((replication * days + day) * domains + domain) * DOMAIN_FIGURES + domainFigureAt[figure]] ?? 0;
  }

  ofProvider(replication: number, day: number, provider: number, figure: keyof typeof providerFigureAt): number {
    const { days, providers } = this.shape;
    const at = ((replication * days + day) * providers + provider) * PROVIDER_FIGURES + providerFigureAt[figure];
    return this.samples.providers[at] ?? 0;
  }

  /** Money for the mails of a day. */
  cost(replication: number, day: number): number {
    return this.samples.cost[replication * this.shape.days + day] ?? 0;
  }

  /** The tick in which a campaign was done; infinite where it was not. */
  doneTick(replication: number, campaign: number): number {
    return this.samples.campaigns[(replication * this.shape.campaigns + campaign) * CAMPAIGN_FIGURES] ?? Number.POSITIVE_INFINITY;
  }

  left(replication: number, campaign: number): number {
    return this.samples.campaigns[(replication * this.shape.campaigns + campaign) * CAMPAIGN_FIGURES + 1] ?? 0;
  }
}

const domainFigureAt = { accepted: 0, level: 1, quota: 2, constraint: 3, lowered: 4 } as const;
const providerFigureAt = { accepted: 0, deferred: 1, inbox: 2, spam: 3, reputation: 4 } as const;
