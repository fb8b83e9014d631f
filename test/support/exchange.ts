import { type Fate, fateAt, fates, OUTCOMES, OUTCOMES_FROM } from "../../src/world/outcome.ts";
import type { People } from "../../src/world/people.ts";
import type { Exchange } from "../../src/world/population.ts";

/** An exchange with these probabilities; what they lack to 1 is plain `inbox`. */
export function exchangeOf(probabilities: Partial<Readonly<Record<Fate, number>>>): Exchange {
  const exchange = { probabilities: new Float64Array(OUTCOMES), fates: new Float64Array(fates.length) };
  let rest = 1;
  for (const [fate, probability] of fates.map((fate) => [fate, probabilities[fate] ?? 0] as const)) {
    if (probability > 0) exchange.probabilities[fateAt(fate) - OUTCOMES_FROM] = probability;
    rest -= probability;
  }
  const inbox = fateAt("inbox") - OUTCOMES_FROM;
  exchange.probabilities[inbox] = Math.max(0, (exchange.probabilities[inbox] ?? 0) + rest);
  return exchange;
}

/** How many mails met a fate. */
export function fateOf({ fates }: Exchange, fate: Fate): number {
  return fates[fateAt(fate)] ?? 0;
}

/** One cohort that one campaign mails, where nothing is said otherwise. */
export function peopleOf(size: number, more: Partial<People> = {}): People {
  return {
    cohorts: [{ size, invalidShare: 0, listedShare: 0, list: 0 }],
    streams: [{ campaign: 0, cohort: 0, domainBit: 0 }],
    retryTicks: [1, 1],
    blocklistTicks: 180,
    keyParts: [1, 0],
    ...more,
  };
}
