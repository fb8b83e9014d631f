import type { SimulationReport } from "../model/simulation.ts";
import { eventsOf } from "../simulate/events.ts";
import { Figures } from "../simulate/figures.ts";
import { playRange, type Question } from "../simulate/monte-carlo.ts";
import { CohortPopulation } from "../simulate/population/cohorts.ts";
import { type Populate, replicate } from "../simulate/replicate.ts";
import { shapeOf } from "../simulate/samples.ts";
import { planner } from "../simulate/scenario/plan.ts";
import { sensitivitiesOf } from "../simulate/sensitivity.ts";
import { summarizeSimulation } from "../simulate/summarize.ts";
import { ticksADay } from "../world/time.ts";
import type { ScenarioFile } from "./scenario-file.ts";

/** Plays a scenario as often as it says, and adds up what came of it. The same scenario and seed give the same report. */
export function simulateScenario({ scenario, parameters, notes }: ScenarioFile): SimulationReport {
  const planWith = planner(scenario, parameters);
  const question: Question = { planWith, notes, seed: scenario.seed, populate };
  const plan = planWith(new Map());
  const samples = playRange(question, 0, scenario.runs);
  return summarizeSimulation(plan, new Figures(samples, shapeOf(plan)), {
    scenario: scenario.title,
    engine: "cohort",
    seed: scenario.seed,
    isCalibrated: false,
    parameters: notes,
    sensitivities: sensitivitiesOf(question),
    events: eventsOf(plan, (note) => replicate(plan, { seed: scenario.seed, replication: 0 }, populate, note)),
  });
}

const populate: Populate = (plan, streams, retryTicks, { seed, replication }) =>
  new CohortPopulation({
    cohorts: plan.cohorts,
    streams,
    retryTicks,
    blocklistTicks: (plan.platform.blocklistDays ?? BLOCKLIST_DAYS) * ticksADay(plan),
    keyParts: [seed, replication],
  });

/** For a platform that says nothing of how long an entry lasts: as long as the standard's. */
const BLOCKLIST_DAYS = 180;
