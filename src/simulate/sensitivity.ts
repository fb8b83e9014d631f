import type { Sensitivity } from "../model/simulation.ts";
import { counterAt } from "../world/state.ts";
import { unknownsIn } from "./draw.ts";
import { Figures } from "./figures.ts";
import type { Question } from "./monte-carlo.ts";
import { replicate } from "./replicate.ts";
import { emptySamples, keep, shapeOf } from "./samples.ts";

/** Replications for each end of a parameter: the same chance at both, so that few tell. */
const REPLICATIONS = 4;
const SHOWN_MAX = 10;

/**
 * How much unknown parameters `from` to `to` (not included) matter: each in turn at both ends of its range, all others in
 * the middle, under the same chance. The figure is the share of accepted mail that lands in the inbox within the horizon.
 */
export function sensitivitiesTo(question: Question, from: number, to: number): readonly Sensitivity[] {
  return unknownsIn(question.notes)
    .slice(from, to)
    .map(({ name, range: [low, high] }) => ({
      parameter: name,
      low,
      high,
      figureAtLow: inboxShare(question, new Map([[name, low]])),
      figureAtHigh: inboxShare(question, new Map([[name, high]])),
    }));
}

/** The parameters that matter most, the greatest difference first; those that change nothing are left out. */
export function greatest(sensitivities: readonly Sensitivity[]): readonly Sensitivity[] {
  return sensitivities
    .filter(({ figureAtLow, figureAtHigh }) => figureAtLow !== figureAtHigh)
    .sort((a, b) => spread(b) - spread(a) || (a.parameter < b.parameter ? -1 : 1))
    .slice(0, SHOWN_MAX);
}

function spread({ figureAtLow, figureAtHigh }: Sensitivity): number {
  return Math.abs(figureAtHigh - figureAtLow);
}

const INBOX = counterAt("inbox");
const ACCEPTED = counterAt("accepted");

function inboxShare({ planWith, seed, populate }: Question, values: ReadonlyMap<string, number>): number {
  const plan = planWith(values);
  const shape = shapeOf(plan);
  const samples = emptySamples(shape, REPLICATIONS);
  for (let replication = 0; replication < REPLICATIONS; replication++)
    keep(samples, replication, shape, replicate(plan, { seed, replication }, populate));
  const figures = new Figures(samples, shape);
  let inbox = 0;
  let accepted = 0;
  for (let replication = 0; replication < REPLICATIONS; replication++) {
    inbox += figures.inAll(replication, INBOX);
    accepted += figures.inAll(replication, ACCEPTED);
  }
  return accepted === 0 ? 0 : inbox / accepted;
}
