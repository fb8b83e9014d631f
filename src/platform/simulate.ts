import type { ComparisonReport } from "../model/comparison.ts";
import { limits } from "../model/limits.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { Sensitivity, SimulationReport } from "../model/simulation.ts";
import { comparePlans, type Side } from "../simulate/compare.ts";
import { unknownsIn } from "../simulate/draw.ts";
import { eventsOf } from "../simulate/events.ts";
import { Figures } from "../simulate/figures.ts";
import { replicate } from "../simulate/replicate.ts";
import { copySamples, emptySamples, figuresPerReplication, shapeOf } from "../simulate/samples.ts";
import { greatest } from "../simulate/sensitivity.ts";
import { summarizeSimulation } from "../simulate/summarize.ts";
import { type Part, type PartResult, type Played, questionOf } from "./replication-parts.ts";
import { playParts, threadsHere } from "./replication-threads.ts";

/**
 * Plays a scenario as often as it says, on so many threads or as many as are worth it, and adds up what came of it. The
 * same scenario and seed give the same report on any number of threads. Fails where the figures would not fit into memory,
 * and when a thread dies.
 */
export async function simulateScenario(played: Played, threads: number = threadsHere()): Promise<Result<SimulationReport>> {
  const outcome = await playOut(played, threads, unknownsIn(played.notes).length);
  return outcome.ok ? ok(outcome.value.report) : outcome;
}

/**
 * Plays two scenarios with the chance of the first, replication by replication, and says what changes from the first to the
 * second. The second is to be read with the seed, runs and days of the first.
 */
export async function compareScenarios(a: Played, b: Played, threads: number = threadsHere()): Promise<Result<ComparisonReport>> {
  const first = await playOut(a, threads, 0);
  if (!first.ok) return first;
  const second = await playOut(b, threads, 0);
  return second.ok ? ok(comparePlans(first.value, second.value)) : second;
}

/** Plays all replications of a scenario, and the first so many of its unknown parameters at their ends. */
async function playOut(played: Played, threads: number, parameters: number): Promise<Result<Side>> {
  const { scenario, notes, calibration } = played;
  const question = questionOf(played);
  const plan = question.planWith(new Map());
  const shape = shapeOf(plan);
  const runsMax = Math.floor(limits.simulationFiguresMax / figuresPerReplication(shape));
  if (scenario.runs > runsMax) return failed(tooManyRuns(scenario.runs, runsMax));
  const samples = emptySamples(shape, scenario.runs);
  const sensitivities: Sensitivity[][] = [];
  const take = ({ from }: Part, result: PartResult): void => {
    if (result.kind === "replications") copySamples(result.samples, samples, from);
    else sensitivities[from] = [...result.sensitivities];
  };
  try {
    await playParts(played, partsOf(scenario.runs, parameters), threads, take);
  } catch (fault) {
    return failed(threadProblem(fault));
  }
  const figures = new Figures(samples, shape);
  const setting = {
    scenario: scenario.title,
    engine: "cohort" as const,
    seed: scenario.seed,
    calibration,
    parameters: notes,
    sensitivities: greatest(sensitivities.flat()),
    events: eventsOf(plan, (note) => replicate(plan, { seed: scenario.seed, replication: 0 }, question.populate, note)),
  };
  return ok({ plan, figures, report: summarizeSimulation(plan, figures, setting) });
}

/** Replications, and unknown parameters of eight replications each, that a thread is sent at a time. */
const REPLICATIONS_A_PART = 25;
const PARAMETERS_A_PART = 4;

/** The parts of the work on so many replications and unknown parameters. */
export function partsOf(replications: number, unknowns: number): readonly Part[] {
  return [...ranges("replications", replications, REPLICATIONS_A_PART), ...ranges("sensitivities", unknowns, PARAMETERS_A_PART)];
}

function ranges(kind: Part["kind"], length: number, most: number): readonly Part[] {
  return Array.from({ length: Math.ceil(length / most) }, (_, at) => ({
    kind,
    from: at * most,
    to: Math.min(length, (at + 1) * most),
  }));
}

function tooManyRuns(runs: number, runsMax: number): Problem {
  return {
    code: "scenario-invalid",
    message: {
      en: `The figures of ${runs} runs do not fit into memory: of this scenario at most ${runsMax} do.`,
      zh: `内存放不下 ${runs} 次运行的数据：这个方案最多可运行 ${runsMax} 次。`,
    },
    hint: {
      en: "Have fewer runs or days: bands of 1,000 runs are exact enough for most.",
      zh: "请减少运行次数或天数：对多数方案来说，1,000 次运行得到的区间已经足够精确。",
    },
  };
}

function threadProblem(fault: unknown): Problem {
  const reason = fault instanceof Error ? fault.message : String(fault);
  return {
    code: "tool-fault",
    message: {
      en: `A thread of the simulation ended before its time: ${reason}.`,
      zh: `模拟的一个线程提前结束：${reason}。`,
    },
    hint: {
      en: "Try once more with --threads 1; if that fails too, please report it with the scenario.",
      zh: "请加上 --threads 1 再试一次；如果仍然失败，请附上方案报告此问题。",
    },
  };
}
