import type { Play } from "./state.ts";

/** Recipients of a campaign's mailing that are not reached yet. */
export function aheadOf({ population, streamsOf }: Play, campaign: number): number {
  let ahead = 0;
  for (const stream of streamsOf[campaign] ?? []) ahead += population.ahead(stream);
  return ahead;
}

/** Mails of a stream that were deferred and wait for another try, now or later. */
export function waitingOf({ world, population, retryTicks }: Play, stream: number): number {
  let mails = population.due(stream, retryTicks.length + 1, world.tick);
  for (const [at, ticks] of retryTicks.entries())
    for (let later = 0; later <= ticks; later++) mails += population.due(stream, at + 1, world.tick + later);
  return mails;
}
