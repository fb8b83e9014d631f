import type { ParameterNote } from "../model/simulation.ts";
import type { Plan } from "../world/plan.ts";
import { parameterDraws, unknownsIn } from "./draw.ts";
import { type Populate, playOnce } from "./replicate.ts";
import { emptySamples, keep, type Samples, shapeOf } from "./samples.ts";

/** A scenario that is played many times: the plan for given values of its unknown parameters, by name. */
export interface Question {
  readonly planWith: (values: ReadonlyMap<string, number>) => Plan;
  readonly notes: readonly ParameterNote[];
  readonly seed: number;
  readonly populate: Populate;
}

/**
 * Plays replications `from` to `to` (not included). Each draws the unknown parameters and then its chance, by its number
 * alone: the ranges may be played in any order, on any thread.
 */
export function playRange({ planWith, notes, seed, populate }: Question, from: number, to: number): Samples {
  const valuesOf = parameterDraws(unknownsIn(notes), seed);
  const shape = shapeOf(planWith(new Map()));
  const samples = emptySamples(shape, to - from);
  for (let replication = from; replication < to; replication++) {
    const draw = { seed, replication };
    playOnce(planWith(valuesOf(replication)), draw, populate, (played) => keep(samples, replication - from, shape, played));
  }
  return samples;
}
