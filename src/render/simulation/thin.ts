import type { Band, SimulatedDay, SimulatedDomainDay, SimulatedProviderDay, SimulationReport } from "../../model/simulation.ts";
import { type MailCounter, mailCounters } from "../../model/simulation.ts";

/** Days that plots and their tables show one by one: more could not be told apart. */
const DAYS_SHOWN_MAX = 400;

/**
 * The report with so few days that they can be shown: several stand together as one that has their mean mails and
 * reputation, the level, quota and constraint of the first, and the sum so far of the last. Days of campaigns are counted
 * in such days.
 */
export function thinned(report: SimulationReport): { readonly report: SimulationReport; readonly daysEach: number } {
  const daysEach = Math.max(1, Math.ceil(report.daily.length / DAYS_SHOWN_MAX));
  if (daysEach === 1) return { report, daysEach };
  const daily: SimulatedDay[] = [];
  for (let at = 0; at < report.daily.length; at += daysEach) {
    const [first, ...rest] = report.daily.slice(at, at + daysEach);
    if (first) daily.push(together(daily.length, first, rest));
  }
  const scaled = (day: number | null) => (day === null ? null : day / daysEach);
  const campaigns = report.campaigns.map(({ completionDay: { p5, p50, p95 }, ...campaign }) => ({
    ...campaign,
    completionDay: { p5: scaled(p5), p50: scaled(p50), p95: scaled(p95) },
  }));
  return { report: { ...report, daily, campaigns }, daysEach };
}

function together(day: number, first: SimulatedDay, rest: readonly SimulatedDay[]): SimulatedDay {
  const all = [first, ...rest];
  const counters: Record<MailCounter, Band> = { ...first.counters };
  for (const counter of mailCounters) counters[counter] = mean(all.map((each) => each.counters[counter]));
  const { acceptedSoFar } = all.at(-1) ?? first;
  const domains = first.domains.map((own): SimulatedDomainDay => {
    const same = all.flatMap((each) => each.domains.filter(({ domain }) => domain === own.domain));
    return { ...own, accepted: mean(same.map(({ accepted }) => accepted)) };
  });
  const providers = first.providers.map((own): SimulatedProviderDay => {
    const same = all.flatMap((each) => each.providers.filter(({ provider }) => provider === own.provider));
    return {
      provider: own.provider,
      accepted: mean(same.map(({ accepted }) => accepted)),
      deferred: mean(same.map(({ deferred }) => deferred)),
      inbox: mean(same.map(({ inbox }) => inbox)),
      spam: mean(same.map(({ spam }) => spam)),
      reputation: mean(same.map(({ reputation }) => reputation)),
    };
  });
  return { day, date: first.date, counters, acceptedSoFar, domains, providers };
}

function mean(bands: readonly Band[]): Band {
  let [p5, p50, p95] = [0, 0, 0];
  for (const band of bands) {
    p5 += band.p5 / bands.length;
    p50 += band.p50 / bands.length;
    p95 += band.p95 / bands.length;
  }
  return { p5, p50, p95 };
}
