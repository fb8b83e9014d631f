import { fateAt, fates, OUTCOMES_FROM } from "../../world/outcome.ts";

const DRAWS = 4_294_967_296;

/**
 * The order in which outcomes stand over the range of draws: those that change a recipient's state come first, so that one
 * comparison tells whether a draw changes anything.
 */
const order: readonly number[] = [
  ...(["deferred", "inbox-complained", "inbox-unsubscribed"] as const),
  ...fates.slice(OUTCOMES_FROM).filter((fate) => !/^(?:deferred|inbox-(?:complained|unsubscribed))$/.test(fate)),
].map((fate) => fateAt(fate) - OUTCOMES_FROM);

/** A stretch of the draws, seen as signed numbers of 32 bits: it begins after that of the outcome before. */
export interface Stretch {
  /** From 0 on, without the fates before a provider is asked. */
  readonly outcome: number;
  /** The greatest draw of the stretch. */
  readonly greatest: number;
}

/** The greatest draw, as a signed number, of those that a probability takes; undefined where it takes none. */
export function greatestDraw(probability: number): number | undefined {
  const draws = Math.min(DRAWS, Math.round(probability * DRAWS));
  return draws > 0 ? draws - 1 - DRAWS / 2 : undefined;
}

/** Shares all draws out to the outcomes that are possible; the last of them takes the rest. */
export function shareOut(probabilities: Float64Array): readonly Stretch[] {
  const possible = order.filter((outcome) => (probabilities[outcome] ?? 0) > 0);
  const stretches: Stretch[] = [];
  let sum = 0;
  let before = -DRAWS / 2 - 1;
  for (const [at, outcome] of possible.entries()) {
    sum += probabilities[outcome] ?? 0;
    const greatest = greatestDraw(at === possible.length - 1 ? 1 : sum) ?? before;
    if (greatest > before) stretches.push({ outcome, greatest });
    before = Math.max(before, greatest);
  }
  return stretches;
}
