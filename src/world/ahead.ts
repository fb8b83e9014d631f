import type { Play } from "./state.ts";

/** Recipients of a campaign's mailing that are not reached yet. */
export function aheadOf({ world }: Play, campaign: number): number {
  return world.campaigns[campaign]?.ahead ?? 0;
}

/** Mails of a stream that were deferred and wait for another try, now or later. */
export function waitingOf({ world, population, retryTicks }: Play, stream: number): number {
  let mails = population.due(stream, retryTicks.length + 1, world.tick);
  for (const [at, ticks] of retryTicks.entries())
    for (let later = 0; later <= ticks; later++) mails += population.due(stream, at + 1, world.tick + later);
  return mails;
}
