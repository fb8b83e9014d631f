import { binomial } from "../../world/chance/binomial.ts";
import type { Stream } from "../../world/chance/stream.ts";
import { type Fate, fateAt, OUTCOMES, OUTCOMES_FROM } from "../../world/outcome.ts";

/** Outcomes from the likeliest to the rarest, as most mail has it: a few mails are soon used up, and the rest costs nothing. */
const likeliestFirst: readonly Fate[] = [
  "inbox",
  "inbox-opened",
  "spam",
  "deferred",
  "missing",
  "inbox-clicked",
  "bounced-soft",
  "inbox-unsubscribed",
  "inbox-complained",
  "spam-opened",
  "bounced-spam",
];
const order = Uint8Array.from(likeliestFirst, (fate) => fateAt(fate) - OUTCOMES_FROM);

/**
 * Draws how many of `mails` meet each outcome, into `drawn`: a chain of binomials, each of what the ones before left. The
 * last outcome that is possible takes the rest, so that rounding loses nobody.
 */
export function drawOutcomes(chance: Stream, mails: number, probabilities: Float64Array, drawn: Int32Array): void {
  for (let outcome = 0; outcome < OUTCOMES; outcome++) drawn[outcome] = 0;
  const last = lastPossible(probabilities);
  let left = mails;
  let share = 1;
  for (let at = 0; at < last && left > 0; at++) {
    const outcome = order[at] ?? 0;
    const probability = probabilities[outcome] ?? 0;
    if (probability <= 0) continue;
    const count = binomial(chance, left, probability / share);
    drawn[outcome] = count;
    left -= count;
    share -= probability;
  }
  drawn[order[last] ?? 0] = left;
}

function lastPossible(probabilities: Float64Array): number {
  let last = order.length - 1;
  while (last > 0 && !((probabilities[order[last] ?? 0] ?? 0) > 0)) last--;
  return last;
}
