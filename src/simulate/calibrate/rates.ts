import { type FittedRate, type FittedRateName, fittedRateNames } from "../../model/calibration.ts";
import { calibrationThresholds } from "../../model/thresholds.ts";
import type { Receiving } from "../../world/parameters.ts";
import { Z95 } from "../draw.ts";
import { fromLogit, logit } from "../scales.ts";
import { logLikelihood, precisionOf, type Tally } from "./beta-binomial.ts";
import { dailyTallies, type ProviderCells } from "./cells.ts";
import { crossing, FALL_90, ROUGHLY, topOf } from "./numbers.ts";

/** A rate and its 90 % interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The rates of a log by name and provider; what no column counts has none. */
export function fitRates(providers: readonly ProviderCells[], receiving: Receiving): readonly FittedRate[] {
  return fittedRateNames.flatMap((name) => fitRate(name, providers, receiving));
}

function fitRate(rate: FittedRateName, providers: readonly ProviderCells[], receiving: Receiving): readonly FittedRate[] {
  const daily = providers.map(({ cells }) => dailyTallies(cells, rate));
  const all = totalsByDay(daily);
  if (all.length === 0) return [];
  const counted = daily.filter((tallies) => tallies.length > 0);
  const own = counted.filter(hasOwnRate);
  const deviation = deviationOf(own.length > 0 ? own : [all], receiving);
  const pooled = intervalOf(all, deviation);
  return providers.flatMap(({ id }, at): readonly FittedRate[] => {
    const tallies = daily[at] ?? [];
    if (tallies.length === 0) return [];
    const isPooled = counted.length > 1 && !hasOwnRate(tallies);
    const { trials, events } = sumOf(isPooled ? all : tallies);
    const interval = isPooled ? pooled : intervalOf(tallies, deviation);
    return [{ rate, provider: id, trials, events, isPooled, ...interval, deviation }];
  });
}

function hasOwnRate(tallies: readonly Tally[]): boolean {
  const { trials, events } = sumOf(tallies);
  return events >= ownEventsMin && trials - events >= ownEventsMin;
}

const { ownEventsMin } = calibrationThresholds;

/** All mails of some days, and events among them. */
export function sumOf(tallies: readonly Tally[]): Tally {
  let [trials, events] = [0, 0];
  for (const tally of tallies) {
    trials += tally.trials;
    events += tally.events;
  }
  return { trials, events };
}

/** The tallies of all providers as one, day by day. */
export function totalsByDay(daily: readonly (readonly (Tally & { readonly day: number })[])[]): readonly Tally[] {
  const days = new Map<number, Tally>();
  for (const { day, trials, events } of daily.flat()) {
    const before = days.get(day) ?? { trials: 0, events: 0 };
    days.set(day, { trials: before.trials + trials, events: before.events + events });
  }
  return [...days.values()];
}

/** Between what numbers the deviation of a day's effect is looked for. */
export const DEVIATION_MIN = 0.005;
export const DEVIATION_MAX = 3;

/**
 * The deviation of a day's effect under which the tallies of all providers are likeliest, each at its own rate; the model's
 * default where nothing was counted.
 */
export function deviationOf(daily: readonly (readonly Tally[])[], { dayDeviation }: Receiving): number {
  if (daily.every((tallies) => sumOf(tallies).events === 0)) return dayDeviation;
  const height = (logDeviation: number): number => {
    let sum = 0;
    for (const tallies of daily) sum += topRate(tallies, Math.exp(logDeviation)).height;
    return sum;
  };
  return Math.exp(topOf(height, Math.log(DEVIATION_MIN), Math.log(DEVIATION_MAX), ROUGHLY).x);
}

/** How far from the mean, in logits, a rate of tallies is looked for. */
const LOGITS_AROUND = 8;

function heightOf(tallies: readonly Tally[], deviation: number): (odds: number) => number {
  return (odds) => {
    const rate = fromLogit(odds);
    const precision = precisionOf(rate, deviation);
    let sum = 0;
    for (const tally of tallies) sum += logLikelihood(tally, rate, precision);
    return sum;
  };
}

function meanOdds(tallies: readonly Tally[]): number {
  const { trials, events } = sumOf(tallies);
  return logit((events + 0.5) / (trials + 1));
}

function topRate(tallies: readonly Tally[], deviation: number): ReturnType<typeof topOf> {
  const middle = meanOdds(tallies);
  return topOf(heightOf(tallies, deviation), middle - 2, middle + 2, 1e-3);
}

/** The likeliest rate of tallies, and the 90 % interval of its profile likelihood under a day's effect of a deviation. */
export function intervalOf(tallies: readonly Tally[], deviation: number): Interval {
  const { trials, events } = sumOf(tallies);
  const height = heightOf(tallies, deviation);
  const middle = meanOdds(tallies);
  const [least, most] = [middle - LOGITS_AROUND, middle + LOGITS_AROUND];
  // Where nothing (or everything) was counted the likelihood is highest at the end.
  const top = topOf(height, events === 0 ? least : middle - 2, events === trials ? most : middle + 2);
  const level = top.height - fallFor(tallies.length);
  const low = crossing(height, [top.x, least], level);
  const high = crossing(height, [top.x, most], level);
  return {
    value: events === 0 ? 0 : events === trials ? 1 : fromLogit(top.x),
    low: events === 0 ? 0 : fromLogit(low),
    high: events === trials ? 1 : fromLogit(high),
  };
}

/**
 * How far the likelihood may fall within a 90 % interval where the deviation itself was found from so many days: as
 * Student's distribution is wider than the normal one (Abramowitz and Stegun, 26.7.5).
 */
function fallFor(days: number): number {
  const freedom = Math.max(1, days - 1);
  const wider = 1 + (Z95 ** 2 + 1) / (4 * freedom);
  return FALL_90 * wider ** 2;
}
