import { OUTCOMES_FROM } from "../../src/world/outcome.ts";
import type { Exchange, Population } from "../../src/world/population.ts";
import type { PlannedStream } from "../../src/world/state.ts";

/** People for whom nothing is left to chance, in whole numbers: every probability is 0 or 1. Lists of several domains are not known here. */
export function referencePopulation(
  sizes: readonly number[],
  invalid: readonly boolean[],
  streams: readonly PlannedStream[],
  retryTicks: readonly number[],
): Population {
  const ahead = streams.map(() => 0);
  const gone = streams.map(({ cohort }) => ({ cohort, fate: invalid[cohort] ? 3 : -1 }));
  const waiting: { stream: number; tries: number; tick: number; mails: number }[] = [];
  const dropAs: Readonly<Record<number, number>> = { 13: 1, 14: 0, 3: 2 };
  const take = (stream: number, mails: number, tries: number, tick: number, { probabilities, fates }: Exchange): void => {
    const outcome = OUTCOMES_FROM + probabilities.findIndex((each) => each > 0.5);
    fates[outcome] = (fates[outcome] ?? 0) + mails;
    const wait = retryTicks[tries - 1];
    if (outcome === OUTCOMES_FROM) waiting.push({ stream, tries, tick: tick + (wait ?? 0), mails });
    const state = gone[stream];
    if (state && dropAs[outcome] !== undefined) state.fate = -2 - outcome;
  };
  return {
    begin: (campaign) => {
      for (const [at, stream] of streams.entries()) if (stream.campaign === campaign) ahead[at] = sizes[stream.cohort] ?? 0;
      return 0;
    },
    ahead: (stream) => ahead[stream] ?? 0,
    reach: (stream, count, tick, exchange) => {
      const { fates } = exchange;
      ahead[stream] = (ahead[stream] ?? 0) - count;
      if (gone[stream]?.fate === 3) fates[3] = (fates[3] ?? 0) + count;
      else take(stream, count, 1, tick, exchange);
    },
    due: (stream, tries, tick) => sum(waiting.filter((w) => w.stream === stream && w.tries === tries && w.tick === tick)),
    retry: (stream, tries, tick, exchange) => {
      const mails = sum(waiting.filter((w) => w.stream === stream && w.tries === tries && w.tick === tick));
      take(stream, mails, tries + 1, tick, exchange);
    },
    expire: (stream, tries, tick) => sum(waiting.filter((w) => w.stream === stream && w.tries === tries && w.tick === tick)),
    listByOthers: () => 0,
    unlist: () => 0,
  };
}

function sum(entries: readonly { readonly mails: number }[]): number {
  return entries.reduce((all, { mails }) => all + mails, 0);
}
