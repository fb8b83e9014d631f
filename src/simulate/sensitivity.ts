import type { Sensitivity, SensitivityFigure, Tornado } from "../model/simulation.ts";
import type { Plan } from "../world/plan.ts";
import { COUNTERS, counterAt, type Ledger } from "../world/state.ts";
import { dayOf } from "../world/time.ts";
import { unknownsIn } from "./draw.ts";
import type { Question } from "./monte-carlo.ts";
import { playOnce, type Replication } from "./replicate.ts";

/** Replications by which the parameters that are worth measuring are found, and those by which they are measured: others. */
export const SCREENED = { from: 0, to: 2 } as const;
export const MEASURED = { from: 2, to: 12 } as const;
/** Parameters measured for each figure, and shown. */
const SHOWN_MAX = 10;

/** What some replications came to, in their order. */
interface Outcomes {
  /** Of the accepted mail, what landed in the inbox. */
  readonly inboxShare: readonly number[];
  /** The day on which the last campaign was done; the day after the last where one was not. */
  readonly completionDay: readonly number[];
}

/** An unknown parameter at both ends of its range, all others in their middle, under the same chance. */
export interface Ends {
  readonly parameter: string;
  readonly low: number;
  readonly high: number;
  readonly atLow: Outcomes;
  readonly atHigh: Outcomes;
}

/** Plays some replications with each of some unknown parameters at its ends. */
export function endsOf(question: Question, names: readonly string[], range: ReplicationRange): readonly Ends[] {
  const wanted = new Set(names);
  return unknownsIn(question.notes)
    .filter(({ name }) => wanted.has(name))
    .map(({ name, range: [low, high] }) => ({
      parameter: name,
      low,
      high,
      atLow: outcomesOf(question, new Map([[name, low]]), range),
      atHigh: outcomesOf(question, new Map([[name, high]]), range),
    }));
}

/** Replications by number: the first, and the first that is not among them. */
export interface ReplicationRange {
  readonly from: number;
  readonly to: number;
}

function outcomesOf(
  { planWith, seed, populate }: Question,
  values: ReadonlyMap<string, number>,
  range: ReplicationRange,
): Outcomes {
  const plan = planWith(values);
  const inboxShare: number[] = [];
  const completionDay: number[] = [];
  for (let replication = range.from; replication < range.to; replication++) {
    playOnce(plan, { seed, replication }, populate, (played) => {
      inboxShare.push(inboxShareOf(played.ledger));
      completionDay.push(completionDayOf(plan, played));
    });
  }
  return { inboxShare, completionDay };
}

const INBOX = counterAt("inbox");
const ACCEPTED = counterAt("accepted");

function inboxShareOf({ daily }: Ledger): number {
  let inbox = 0;
  let accepted = 0;
  for (let day = 0; day < daily.length; day += COUNTERS) {
    inbox += daily[day + INBOX] ?? 0;
    accepted += daily[day + ACCEPTED] ?? 0;
  }
  return accepted === 0 ? 0 : inbox / accepted;
}

function completionDayOf(plan: Plan, { ledger }: Replication): number {
  let last = 0;
  for (const tick of ledger.doneTick) last = Math.max(last, tick);
  return Number.isFinite(last) ? dayOf(plan, last) : plan.days;
}

/** The parameters that seem to move a figure most: worth measuring with more replications. */
export function promising(screened: readonly Ends[]): readonly string[] {
  const names = (["completion-day", "inbox-share"] as const).flatMap((figure) =>
    sensitivitiesIn(screened, figure)
      .filter(({ figureAtLow, figureAtHigh }) => figureAtLow !== figureAtHigh)
      .slice(0, SHOWN_MAX)
      .map(({ parameter }) => parameter),
  );
  return [...new Set(names)];
}

/**
 * How far each measured parameter moves a figure, the furthest first. One that moves it less than chance may is no finding
 * and is left out.
 */
export function tornadoOf(measured: readonly Ends[], figure: SensitivityFigure): Tornado {
  const findings = sensitivitiesIn(measured, figure).filter((each) => spread(each) > each.noise);
  return { figure, replications: MEASURED.to - MEASURED.from, sensitivities: findings.slice(0, SHOWN_MAX) };
}

function sensitivitiesIn(ends: readonly Ends[], figure: SensitivityFigure): readonly Sensitivity[] {
  return ends
    .map(({ parameter, low, high, atLow, atHigh }): Sensitivity => {
      const [one, other] = [valuesOf(atLow, figure), valuesOf(atHigh, figure)];
      const noise = noiseOf(other.map((value, at) => value - (one[at] ?? 0)));
      return { parameter, low, high, figureAtLow: mean(one), figureAtHigh: mean(other), noise };
    })
    .sort((a, b) => spread(b) - spread(a) || (a.parameter < b.parameter ? -1 : 1));
}

function valuesOf({ inboxShare, completionDay }: Outcomes, figure: SensitivityFigure): readonly number[] {
  return figure === "inbox-share" ? inboxShare : completionDay;
}

function spread({ figureAtLow, figureAtHigh }: Sensitivity): number {
  return Math.abs(figureAtHigh - figureAtLow);
}

/** The 97.5th percentile of Student's t distribution with 9 degrees of freedom, one less than the replications of {@link MEASURED}. */
const T_975 = 2.262;

/** Half the width of the 95 % interval of the mean of paired differences. */
function noiseOf(differences: readonly number[]): number {
  const middle = mean(differences);
  let squares = 0;
  for (const difference of differences) squares += (difference - middle) ** 2;
  return T_975 * Math.sqrt(squares / (differences.length - 1) / differences.length);
}

function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}
