import {
  type ComparedCompletion,
  type ComparedFigure,
  type ComparedName,
  type ComparisonReport,
  comparedNames,
} from "../model/comparison.ts";
import type { Band, MailCounter, SimulationReport, SimulationWarning } from "../model/simulation.ts";
import type { Plan } from "../world/plan.ts";
import { counterAt } from "../world/state.ts";
import { dayOf } from "../world/time.ts";
import { bandOf } from "./bands.ts";
import { costInAll } from "./cost.ts";
import { unknownsIn } from "./draw.ts";
import type { Figure, Figures } from "./figures.ts";
import { unpairedIn } from "./unpaired.ts";

/** One of two plans that were played with the same seed, and what came of it. */
export interface Side {
  readonly plan: Plan;
  readonly figures: Figures;
  readonly report: SimulationReport;
}

/** What changes from plan A to plan B, replication by replication. Both were played equally often. */
export function comparePlans(a: Side, b: Side): ComparisonReport {
  const { engine, seed, replications, days } = a.report;
  const currency = a.report.cost.currency === b.report.cost.currency ? a.report.cost.currency : null;
  return {
    version: 1,
    kind: "comparison",
    engine,
    seed,
    replications,
    days,
    a: planOf(a.report),
    b: planOf(b.report),
    completions: completionsOf(a, b),
    figures: comparedNames.filter((name) => name !== "cost" || currency !== null).map((name) => figureOf(name, a, b)),
    currency,
    warningsCome: without(b.report.warnings, a.report.warnings),
    warningsGone: without(a.report.warnings, b.report.warnings),
    ...parametersOf(a.report, b.report),
    unpaired: unpairedIn(a.plan, b.plan),
  };
}

function planOf({ scenario, start, isCalibrated, calibration }: SimulationReport): ComparisonReport["a"] {
  return { scenario, start, isCalibrated, ...(calibration && { calibration }) };
}

function without(all: readonly SimulationWarning[], others: readonly SimulationWarning[]): readonly SimulationWarning[] {
  // A warning that becomes an error, or an error that becomes less, is another one.
  const known = new Set(others.map(({ id, severity }) => `${severity} ${id}`));
  return all.filter(({ id, severity }) => !known.has(`${severity} ${id}`));
}

/** The counters that figures are the sum of; the cost is none of them. */
const counted: Readonly<Record<Exclude<ComparedName, "cost">, readonly MailCounter[]>> = {
  accepted: ["accepted"],
  inbox: ["inbox"],
  spam: ["spam"],
  bounced: ["bouncedHard", "bouncedSoft", "bouncedSpam"],
  complained: ["complained"],
  unsubscribed: ["unsubscribed"],
};

const moreIsBetter: ReadonlySet<ComparedName> = new Set(["accepted", "inbox"] as const);

function figureOf(name: ComparedName, a: Side, b: Side): ComparedFigure {
  const values = [valuesOf(name, a), valuesOf(name, b)] as const;
  const differences = values[1].map((value, at) => value - (values[0][at] ?? 0));
  const more = shareOf(differences, (difference) => difference > 0);
  const less = shareOf(differences, (difference) => difference < 0);
  const isMoreBetter = moreIsBetter.has(name);
  return {
    name,
    a: bandOf(values[0]),
    b: bandOf(values[1]),
    difference: bandOf(differences),
    betterShare: isMoreBetter ? more : less,
    worseShare: isMoreBetter ? less : more,
  };
}

/** A figure in every replication of a plan. */
function valuesOf(name: ComparedName, { plan, figures }: Side): Float64Array {
  if (name === "cost") return each(figures, (at) => costInAll(plan, figures, at));
  const counters = counted[name].map(counterAt);
  return each(figures, (at) => {
    let mails = 0;
    for (const counter of counters) mails += figures.inAll(at, counter);
    return mails;
  });
}

function each({ replications }: Figures, figure: Figure): Float64Array {
  return Float64Array.from({ length: replications }, (_, at) => figure(at));
}

function shareOf(values: Float64Array, holds: (value: number) => boolean): number {
  return values.filter(holds).length / Math.max(1, values.length);
}

function completionsOf(a: Side, b: Side): readonly ComparedCompletion[] {
  const all = completionOf(null, lastDays(a), lastDays(b));
  const own = a.plan.campaigns.flatMap(({ name }, campaign) => {
    const other = b.plan.campaigns.findIndex((each) => each.name === name);
    return other < 0 ? [] : [completionOf(name, doneDays(a, campaign), doneDays(b, other))];
  });
  return own.length === 1 && a.plan.campaigns.length === 1 && b.plan.campaigns.length === 1 ? own : [all, ...own];
}

/** The day on which a campaign is done in each replication; infinite where it is not done in time. */
function doneDays({ plan, figures }: Side, campaign: number): Float64Array {
  return each(figures, (at) => dayAt(plan, figures.doneTick(at, campaign)));
}

function lastDays({ plan, figures }: Side): Float64Array {
  return each(figures, (at) => {
    let last = 0;
    for (let campaign = 0; campaign < plan.campaigns.length; campaign++) last = Math.max(last, figures.doneTick(at, campaign));
    return dayAt(plan, last);
  });
}

function dayAt(plan: Plan, tick: number): number {
  return Number.isFinite(tick) ? dayOf(plan, tick) : Number.POSITIVE_INFINITY;
}

function completionOf(campaign: string | null, a: Float64Array, b: Float64Array): ComparedCompletion {
  const pairs = Array.from(a, (day, at) => ({ a: day, b: b[at] ?? Number.POSITIVE_INFINITY }));
  const inTime = pairs.filter((pair) => Number.isFinite(pair.a) && Number.isFinite(pair.b));
  const share = (holds: (pair: { readonly a: number; readonly b: number }) => boolean): number =>
    pairs.filter(holds).length / Math.max(1, pairs.length);
  return {
    campaign,
    a: daysOf(bandOf(a)),
    b: daysOf(bandOf(b)),
    difference: inTime.length === 0 ? null : bandOf(Float64Array.from(inTime, (pair) => pair.b - pair.a)),
    bothShare: inTime.length / Math.max(1, pairs.length),
    onlyAShare: share((pair) => Number.isFinite(pair.a) && !Number.isFinite(pair.b)),
    onlyBShare: share((pair) => Number.isFinite(pair.b) && !Number.isFinite(pair.a)),
    betterShare: share((pair) => pair.b < pair.a),
    worseShare: share((pair) => pair.b > pair.a),
  };
}

function daysOf({ p5, p50, p95 }: Band): ComparedCompletion["a"] {
  const day = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return { p5: day(p5), p50: day(p50), p95: day(p95) };
}

/** A parameter is drawn by its name: with the same number in both plans, at the same point of its range in each. */
function parametersOf(
  a: SimulationReport,
  b: SimulationReport,
): Pick<ComparisonReport, "parametersPaired" | "parametersMoved" | "parametersUnpaired"> {
  const ofA = new Map(unknownsIn(a.parameters).map((unknown) => [unknown.name, unknown]));
  const ofB = new Map(unknownsIn(b.parameters).map((unknown) => [unknown.name, unknown]));
  const both = [...ofA.keys()].filter((name) => ofB.has(name));
  const isMoved = (name: string): boolean => {
    const [one, other] = [ofA.get(name), ofB.get(name)];
    return one?.value !== other?.value || one?.range[0] !== other?.range[0] || one?.range[1] !== other?.range[1];
  };
  return {
    parametersPaired: both.length,
    parametersMoved: both.filter(isMoved),
    parametersUnpaired: [
      ...[...ofA.keys()].filter((name) => !ofB.has(name)),
      ...[...ofB.keys()].filter((name) => !ofA.has(name)),
    ],
  };
}
