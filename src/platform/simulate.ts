import type { ComparisonReport } from "../model/comparison.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { SimulationReport, Tornado } from "../model/simulation.ts";
import { comparePlans } from "../simulate/compare.ts";
import { parameterDraws, unknownsIn } from "../simulate/draw.ts";
import { eventsOf } from "../simulate/events.ts";
import { Figures } from "../simulate/figures.ts";
import { replicate } from "../simulate/replicate.ts";
import { addToColumns, shapeOf } from "../simulate/samples.ts";
import { type Ends, MEASURED, promising, type ReplicationRange, SCREENED, tornadoOf } from "../simulate/sensitivity.ts";
import { summarizeSimulation } from "../simulate/summarize.ts";
import { playOneByOne } from "./exact-replications.ts";
import { type Engine, type Outcome, roomForFigures, threadProblem } from "./outcome.ts";
import { type Part, type PartResult, type Played, questionOf } from "./replication-parts.ts";
import { playParts, threadsHere } from "./replication-threads.ts";

/**
 * Plays a scenario as often as it says, on so many threads or as many as are worth it, and adds up what came of it. The
 * same scenario and seed give the same report on any number of threads. Fails where the figures would not fit into memory,
 * when a thread dies, and where an engine cannot play the scenario.
 */
export function simulateScenario(
  played: Played,
  threads: number = threadsHere(),
  engine: Engine = "cohort",
): Promise<Result<SimulationReport>> {
  return engine === "exact" ? simulateOneByOne(played, threads) : simulateCohorts(played, threads);
}

/** Without the sensitivities: they take hundreds of replications. */
async function simulateOneByOne(played: Played, threads: number): Promise<Result<SimulationReport>> {
  const outcome = await playOneByOne(played, threads);
  return outcome.ok ? ok(reportOf(played, outcome.value, [])) : outcome;
}

async function simulateCohorts(played: Played, threads: number): Promise<Result<SimulationReport>> {
  const screened: (readonly Ends[])[] = [];
  // Who plays a plan a few times wants a quick look, and not the cost of trying every parameter at both ends.
  const isQuick = played.scenario.runs < TORNADO_RUNS_MIN;
  const names = isQuick ? [] : unknownsIn(played.notes).map(({ name }) => name);
  const screening = endParts(names, SCREENED);
  const outcome = await playCohorts(played, threads, screening, (part, ends) => (screened[screening.indexOf(part)] = ends));
  if (!outcome.ok) return outcome;
  const measured: (readonly Ends[])[] = [];
  const measuring = endParts(promising(screened.flat()), MEASURED);
  const problem = await playAll(played, measuring, threads, (part, result) => {
    if (result.kind === "ends") measured[measuring.indexOf(part)] = result.ends;
  });
  return problem ? failed(problem) : ok(reportOf(played, outcome.value, tornadosOf(outcome.value, measured.flat())));
}

/**
 * Plays two scenarios with the chance of the first, replication by replication, and says what changes from the first to the
 * second. The second is to be read with the seed, runs and days of the first.
 */
export async function compareScenarios(
  a: Played,
  b: Played,
  threads: number = threadsHere(),
  engine: Engine = "cohort",
): Promise<Result<ComparisonReport>> {
  const play = engine === "exact" ? playOneByOne : playCohorts;
  const first = await play(a, threads);
  if (!first.ok) return first;
  const second = await play(b, threads);
  if (!second.ok) return second;
  const sideOf = (played: Played, outcome: Outcome) => ({ ...outcome, report: reportOf(played, outcome, []) });
  return ok(comparePlans(sideOf(a, first.value), sideOf(b, second.value)));
}

/** Plays all replications of a scenario, and some more parts, of which `takeEnds` gets the results. */
async function playCohorts(
  played: Played,
  threads: number,
  more: readonly Part[] = [],
  takeEnds: (part: Part, ends: readonly Ends[]) => void = () => undefined,
): Promise<Result<Outcome>> {
  const { runs, seed } = played.scenario;
  const { planWith, populate, notes } = questionOf(played);
  const plan = planWith(new Map());
  const columns = roomForFigures(plan, runs);
  if (!columns.ok) return columns;
  const problem = await playAll(played, [...replicationParts(runs), ...more], threads, (part, result) => {
    if (result.kind === "replications") addToColumns(result.samples, columns.value, part.from);
    else takeEnds(part, result.ends);
  });
  if (problem) return failed(problem);
  const first = planWith(parameterDraws(unknownsIn(notes), seed)(0));
  const events = eventsOf(first, (note) => replicate(first, { seed, replication: 0 }, populate, { note }));
  return ok({ plan, figures: new Figures(columns.value, shapeOf(plan)), engine: "cohort", events });
}

/** The problem of a thread that died; undefined when all went well. */
async function playAll(
  played: Played,
  parts: readonly Part[],
  threads: number,
  take: (part: Part, result: PartResult) => void,
): Promise<Problem | undefined> {
  try {
    await playParts(played, parts, threads, take);
    return undefined;
  } catch (fault) {
    // On this thread alone a fault is ours, and no other way to play helps.
    if (threads <= 1) throw fault;
    return threadProblem(fault);
  }
}

function reportOf(played: Played, { plan, figures, engine, events }: Outcome, tornados: readonly Tornado[]): SimulationReport {
  const { seed, title } = played.scenario;
  const setting = { scenario: title, engine, seed, calibration: played.calibration, parameters: played.notes, tornados, events };
  return summarizeSimulation(plan, figures, setting);
}

/** The day of completion says something where half of the replications are done in time; that figure comes first then. */
function tornadosOf({ plan, figures }: Outcome, measured: readonly Ends[]): readonly Tornado[] {
  const { replications } = figures;
  let inTime = 0;
  for (let at = 0; at < replications; at++)
    if (plan.campaigns.every((_, campaign) => Number.isFinite(figures.doneTick(at, campaign)))) inTime++;
  const told = inTime * 2 >= replications ? (["completion-day", "inbox-share"] as const) : (["inbox-share"] as const);
  return told.map((figure) => tornadoOf(measured, figure)).filter(({ sensitivities }) => sensitivities.length > 0);
}

/** Replications from which on sensitivities are looked for: these alone take several hundred. */
const TORNADO_RUNS_MIN = 100;

/** Replications, and unknown parameters at their ends, that a thread is sent at a time. */
const REPLICATIONS_A_PART = 25;
const PARAMETERS_A_PART = 4;

/** The parts of the work on so many replications. */
export function replicationParts(replications: number): readonly Part[] {
  return Array.from({ length: Math.ceil(replications / REPLICATIONS_A_PART) }, (_, at) => ({
    kind: "replications" as const,
    from: at * REPLICATIONS_A_PART,
    to: Math.min(replications, (at + 1) * REPLICATIONS_A_PART),
  }));
}

function endParts(names: readonly string[], { from, to }: ReplicationRange): readonly Part[] {
  return Array.from({ length: Math.ceil(names.length / PARAMETERS_A_PART) }, (_, at) => ({
    kind: "ends" as const,
    names: names.slice(at * PARAMETERS_A_PART, (at + 1) * PARAMETERS_A_PART),
    from,
    to,
  }));
}
