import { playRange, type Question } from "../simulate/monte-carlo.ts";
import { CohortPopulation } from "../simulate/population/cohorts.ts";
import { OnceMailed } from "../simulate/population/once/once-mailed.ts";
import { peopleOf } from "../simulate/population/people.ts";
import type { Populate } from "../simulate/replicate.ts";
import type { Samples } from "../simulate/samples.ts";
import { planner } from "../simulate/scenario/plan.ts";
import { type Ends, endsOf, type ReplicationRange } from "../simulate/sensitivity.ts";
import type { ScenarioFile } from "./scenario-file.ts";

/** What a scenario is played by: plain data, so that a thread can be sent it. */
export type Played = Pick<ScenarioFile, "scenario" | "parameters" | "notes" | "calibration">;

/**
 * A part of the work on a scenario, by itself: some of its replications, or some with each of a few unknown parameters at
 * both ends of its range. Replications go from a number to the first that is not among them.
 */
export type Part = ReplicationRange &
  ({ readonly kind: "replications" } | { readonly kind: "ends"; readonly names: readonly string[] });

/** What came of a part. */
export type PartResult =
  | { readonly kind: "replications"; readonly samples: Samples }
  | { readonly kind: "ends"; readonly ends: readonly Ends[] };

/** The question that a scenario asks of the cohort engine. */
export function questionOf({ scenario, parameters, notes }: Played): Question {
  return { planWith: planner(scenario, parameters), notes, seed: scenario.seed, populate };
}

/** Does a part of the work: the same result on every thread. */
export function playPart(question: Question, part: Part): PartResult {
  return part.kind === "replications"
    ? { kind: "replications", samples: playRange(question, part.from, part.to) }
    : { kind: "ends", ends: endsOf(question, part.names, part) };
}

const populate: Populate = (...given) => {
  const people = peopleOf(...given);
  return OnceMailed.isFor(people) ? new OnceMailed(given[0], people) : new CohortPopulation(people);
};
