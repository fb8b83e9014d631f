import type { Sensitivity } from "../model/simulation.ts";
import { playRange, type Question } from "../simulate/monte-carlo.ts";
import { CohortPopulation } from "../simulate/population/cohorts.ts";
import { OnceMailed } from "../simulate/population/once-mailed.ts";
import type { Populate } from "../simulate/replicate.ts";
import type { Samples } from "../simulate/samples.ts";
import { planner } from "../simulate/scenario/plan.ts";
import { sensitivitiesTo } from "../simulate/sensitivity.ts";
import { ticksADay } from "../world/time.ts";
import type { ScenarioFile } from "./scenario-file.ts";

/** What a scenario is played by: plain data, so that a thread can be sent it. */
export type Played = Pick<ScenarioFile, "scenario" | "parameters" | "notes" | "calibration">;

/** A part of the work on a scenario, by itself: some of its replications, or some of its unknown parameters at their ends. */
export interface Part {
  readonly kind: "replications" | "sensitivities";
  /** The first, by its number, and the first that is not in it. */
  readonly from: number;
  readonly to: number;
}

/** What came of a part. */
export type PartResult =
  | { readonly kind: "replications"; readonly samples: Samples }
  | { readonly kind: "sensitivities"; readonly sensitivities: readonly Sensitivity[] };

/** The question that a scenario asks of the cohort engine. */
export function questionOf({ scenario, parameters, notes }: Played): Question {
  return { planWith: planner(scenario, parameters), notes, seed: scenario.seed, populate };
}

/** Does a part of the work: the same result on every thread. */
export function playPart(question: Question, { kind, from, to }: Part): PartResult {
  return kind === "replications"
    ? { kind, samples: playRange(question, from, to) }
    : { kind, sensitivities: sensitivitiesTo(question, from, to) };
}

const populate: Populate = (plan, streams, retryTicks, { seed, replication }) => {
  const people = {
    cohorts: plan.cohorts,
    streams,
    retryTicks,
    blocklistTicks: (plan.platform.blocklistDays ?? BLOCKLIST_DAYS) * ticksADay(plan),
    keyParts: [seed, replication],
  };
  return OnceMailed.isFor(people) ? new OnceMailed(people) : new CohortPopulation(people);
};

/** For a platform that says nothing of how long an entry lasts: as long as the standard's. */
const BLOCKLIST_DAYS = 180;
