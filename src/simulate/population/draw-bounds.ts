import { fateAt, fates, OUTCOMES_FROM } from "../../world/outcome.ts";

const DRAWS = 4_294_967_296;
/** Draws that have one high half. */
const HALF = 65_536;

/**
 * The order in which outcomes stand over the range of draws: those that change a recipient's state come first, so that one
 * comparison tells whether a draw changes anything.
 */
const order: readonly number[] = [
  ...(["deferred", "inbox-complained", "inbox-unsubscribed"] as const),
  ...fates.slice(OUTCOMES_FROM).filter((fate) => !/^(?:deferred|inbox-(?:complained|unsubscribed))$/.test(fate)),
].map((fate) => fateAt(fate) - OUTCOMES_FROM);

/** A stretch of the draws, seen as signed numbers of 32 bits: it begins after the one before. */
export interface Stretch {
  /** From 0 on, without the fates before a provider is asked. */
  readonly outcome: number;
  /** The greatest draw of the stretch. */
  readonly greatest: number;
}

/**
 * All draws, shared out so that of most the high half alone tells the outcome: each outcome takes as many whole high halves
 * as it can, and the lowest ones are shared by what is left of all.
 */
export interface DrawShares {
  /** In rising order: of the high halves that are shared, then of the whole ones. */
  readonly stretches: readonly Stretch[];
  /** Those of whole high halves alone, with the greatest half as a signed number of 16 bits. */
  readonly wholes: readonly Stretch[];
  /** How many high halves are shared. */
  readonly shared: number;
}

/** The greatest draw, as a signed number, of those that a probability takes; undefined where it takes none. */
export function greatestDraw(probability: number): number | undefined {
  const draws = drawsOf(probability);
  return draws > 0 ? draws - 1 - DRAWS / 2 : undefined;
}

/** Shares all draws out to the outcomes that are possible; the last of them takes the rest. */
export function shareOut(probabilities: Float64Array): DrawShares {
  const shares = drawsByOutcome(probabilities);
  const rests = shares.map(({ outcome, draws }) => ({ outcome, draws: draws % HALF }));
  const rest = rests.reduce((sum, { draws }) => sum + draws, 0);
  const whole = shares.map(({ outcome, draws }) => ({ outcome, draws: draws - (draws % HALF) }));
  const above = stretchesFrom(rest, whole);
  return {
    stretches: [...stretchesFrom(0, rests), ...above],
    wholes: above.map(({ outcome, greatest }) => ({ outcome, greatest: Math.floor(greatest / HALF) })),
    shared: rest / HALF,
  };
}

interface Share {
  readonly outcome: number;
  readonly draws: number;
}

function drawsByOutcome(probabilities: Float64Array): readonly Share[] {
  const possible = order.filter((outcome) => (probabilities[outcome] ?? 0) > 0);
  let sum = 0;
  let before = 0;
  return possible.map((outcome, at) => {
    sum += probabilities[outcome] ?? 0;
    const until = at === possible.length - 1 ? DRAWS : Math.max(before, drawsOf(sum));
    const draws = until - before;
    before = until;
    return { outcome, draws };
  });
}

function drawsOf(probability: number): number {
  return Math.min(DRAWS, Math.round(probability * DRAWS));
}

/** Stretches one after another, from so many draws on; of outcomes without draws there is none. */
function stretchesFrom(first: number, shares: readonly Share[]): readonly Stretch[] {
  let until = first;
  return shares.flatMap(({ outcome, draws }) => {
    until += draws;
    return draws > 0 ? [{ outcome, greatest: until - 1 - DRAWS / 2 }] : [];
  });
}
