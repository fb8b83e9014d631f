import { binomial } from "../../world/chance/binomial.ts";
import type { Stream } from "../../world/chance/stream.ts";
import { OUTCOMES } from "../../world/outcome.ts";

/**
 * Draws how many of `mails` meet each outcome, into `drawn`: a chain of binomials, each of what the ones before left. The
 * last outcome that is possible takes the rest, so that rounding loses nobody.
 */
export function drawOutcomes(chance: Stream, mails: number, probabilities: Float64Array, drawn: Int32Array): void {
  let last = OUTCOMES - 1;
  while (last > 0 && !((probabilities[last] ?? 0) > 0)) last--;
  let left = mails;
  let share = 1;
  for (let outcome = 0; outcome < OUTCOMES; outcome++) {
    const probability = probabilities[outcome] ?? 0;
    const count = outcome === last ? left : probability > 0 ? binomial(chance, left, probability / share) : 0;
    drawn[outcome] = count;
    left -= count;
    share -= probability;
  }
}
