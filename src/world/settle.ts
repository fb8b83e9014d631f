import { bookTaken } from "./book.ts";
import { clear } from "./numbers.ts";
import { isShareKnown, respond, respondToTaken, shareTaken } from "./response.ts";
import type { Play } from "./state.ts";

/**
 * Makes ready for mail of a stream: what becomes of one is in `play.scratch` then. Mail that the provider took before, and
 * that it would treat another way now, is settled first.
 */
export function prepare(play: Play, domain: number, stream: number): void {
  if (!isShareKnown(play, domain, stream)) {
    settleStream(play, domain, stream);
    shareTaken(play, domain, stream);
  }
  respond(play, domain, stream);
  clear(play.scratch.fates);
}

/** Asks what became of the mails of a domain that providers took, where that was put off. */
export function settleMails(play: Play, domain: number): void {
  if (!play.population.putOff) return;
  const { campaigns } = play.plan;
  for (let campaign = 0; campaign < campaigns.length; campaign++)
    if (campaigns[campaign]?.domain === domain)
      for (const stream of play.streamsOf[campaign] ?? []) settleStream(play, domain, stream);
}

function settleStream(play: Play, domain: number, stream: number): void {
  const { population, scratch, streams, world } = play;
  const { putOff } = population;
  if (!putOff || putOff.mails(stream) === 0) return;
  respondToTaken(play, stream);
  clear(scratch.fates);
  putOff.settle(stream, world.tick, scratch);
  bookTaken(play, domain, streams[stream]?.provider ?? 0);
}
