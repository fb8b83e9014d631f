import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { SimulationEvent } from "../model/simulation.ts";
import { parameterDraws, unknownsIn } from "../simulate/draw.ts";
import { eventsOf } from "../simulate/events.ts";
import { Figures } from "../simulate/figures.ts";
import { peopleOf } from "../simulate/population/people.ts";
import { placesOf } from "../simulate/population/places.ts";
import { RecipientPopulation } from "../simulate/population/recipients.ts";
import { SHARED_MIN, SharedWork } from "../simulate/population/shared-work.ts";
import { whyNotByHour, whyNotExact } from "../simulate/population/why-not-exact.ts";
import { replicate, retryGaps } from "../simulate/replicate.ts";
import { addToColumns, type Columns, emptySamples, keep, shapeOf } from "../simulate/samples.ts";
import { planner } from "../simulate/scenario/plan.ts";
import { streamsIn } from "../world/create.ts";
import type { Plan } from "../world/plan.ts";
import type { Note, Play } from "../world/state.ts";
import { type Outcome, roomForFigures, threadProblem } from "./outcome.ts";
import type { Played } from "./replication-parts.ts";
import { openSimulationThreads } from "./simulation-threads.ts";

/** The replications of a scenario: the plan of each, with its parameters drawn, by its number. */
interface Replications {
  readonly planOf: (replication: number) => Plan;
  readonly seed: number;
  readonly runs: number;
}

/**
 * Plays all replications of a scenario with its recipients one by one, each on so many threads, in the same memory.
 * Parameters are drawn as for cohorts; the events are those of the first replication. Fails where the scenario cannot be
 * played so.
 */
export async function playOneByOne({ scenario, parameters, notes }: Played, threads: number): Promise<Result<Outcome>> {
  const { runs, seed } = scenario;
  const planWith = planner(scenario, parameters);
  const valuesOf = parameterDraws(unknownsIn(notes), seed);
  const replications = { planOf: (replication: number) => planWith(valuesOf(replication)), seed, runs };
  const plan = planWith(new Map());
  const columns = roomForFigures(plan, runs);
  if (!columns.ok) return columns;
  const work = workFor(replications);
  if (!work.ok) return work;
  try {
    const isShared = plan.cohorts.some(({ size }) => size >= SHARED_MIN);
    const opened = await openSimulationThreads(work.value, isShared ? threads : 1);
    try {
      const events = playAll(replications, work.value, columns.value);
      return ok({ plan, figures: new Figures(columns.value, shapeOf(plan)), engine: "exact", events });
    } finally {
      await opened.end();
    }
  } catch (fault) {
    return failed(threadProblem(fault));
  }
}

function playAll({ planOf, seed, runs }: Replications, work: SharedWork, columns: Columns): readonly SimulationEvent[] {
  const play = (replication: number, note?: (play: Play) => Note): void => {
    const plan = planOf(replication);
    const populate = (...given: Parameters<typeof peopleOf>) => new RecipientPopulation(peopleOf(...given), work);
    const shape = shapeOf(plan);
    const samples = emptySamples(shape, 1);
    keep(samples, 0, shape, replicate(plan, { seed, replication }, populate, { note }));
    addToColumns(samples, columns, replication);
  };
  const events = eventsOf(planOf(0), (note) => play(0, note));
  for (let replication = 1; replication < runs; replication++) play(replication);
  return events;
}

/** Memory for the recipients of all replications, which are as many in each; a problem where one of them cannot be played. */
function workFor({ planOf, seed, runs }: Replications): Result<SharedWork> {
  let bytes = 0;
  for (let replication = 0; replication < runs; replication++) {
    const plan = planOf(replication);
    if (plan.tickHours !== 24) return failed(whyNotByHour);
    const people = peopleOf(plan, streamsIn(plan), retryGaps(plan), { seed, replication });
    const why = whyNotExact(people);
    if (why) return failed(why);
    bytes = placesOf(people).bytes;
  }
  try {
    return ok(new SharedWork(bytes));
  } catch {
    return failed(noMemory(bytes));
  }
}

function noMemory(bytes: number): Problem {
  const mebibytes = Math.ceil(bytes / 1_048_576);
  return {
    code: "scenario-invalid",
    message: {
      en: `The recipients of this scenario take ${mebibytes} MiB of memory, and there is not so much to be had.`,
      zh: `这个方案的收件人需要 ${mebibytes} MiB 内存，而系统无法提供这么多。`,
    },
    hint: { en: "Play it with the cohort engine: --engine cohort.", zh: "请改用分群引擎：--engine cohort。" },
  };
}
