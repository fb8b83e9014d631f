import { normalBelow } from "../../world/open-delay.ts";
import { logRising } from "./numbers.ts";

/** So many of so many. */
export interface Tally {
  readonly trials: number;
  readonly events: number;
}

/** The least and greatest precision of a beta distribution that is told apart from others. */
const PRECISION_MIN = 0.5;
const PRECISION_MAX = 1e12;

/**
 * The precision (α + β) of the beta distribution whose mean is a rate and that scatters as much as the rate does when it
 * is multiplied by a day's effect, of which `deviation` is the standard deviation of the logarithm.
 */
export function precisionOf(rate: number, deviation: number): number {
  const scatter = Math.expm1(deviation * deviation);
  return Math.min(PRECISION_MAX, Math.max(PRECISION_MIN, (1 - rate) / (rate * scatter) - 1));
}

/** The logarithm of the likelihood of a tally under a beta-binomial distribution, without what depends on the tally alone. */
export function logLikelihood({ trials, events }: Tally, rate: number, precision: number): number {
  const alpha = rate * precision;
  const beta = (1 - rate) * precision;
  return logRising(alpha, events) + logRising(beta, trials - events) - logRising(precision, trials);
}

/** From so many expected events on, sums are left for an approximation. */
const SUMMED_MAX = 500;

/** The chance of at most so many events under a beta-binomial distribution; 0 below none. */
export function chanceUpTo({ trials, events }: Tally, rate: number, precision: number): number {
  if (events < 0) return 0;
  if (events >= trials) return 1;
  const mean = trials * rate;
  return mean <= SUMMED_MAX && events <= 10 * SUMMED_MAX
    ? summedUpTo({ trials, events }, rate, precision)
    : approximatedUpTo({ trials, events }, rate, precision);
}

function summedUpTo({ trials, events }: Tally, rate: number, precision: number): number {
  const alpha = rate * precision;
  const beta = (1 - rate) * precision;
  let term = Math.exp(logRising(beta, trials) - logRising(precision, trials));
  if (term === 0) return approximatedUpTo({ trials, events }, rate, precision);
  let sum = term;
  for (let each = 0; each < events; each++) {
    term *= ((trials - each) / (each + 1)) * ((alpha + each) / (beta + trials - each - 1));
    sum += term;
  }
  return Math.min(1, sum);
}

/** By a log-normal distribution of the same mean and variance. */
function approximatedUpTo({ trials, events }: Tally, rate: number, precision: number): number {
  const mean = trials * rate;
  const variance = (mean * (1 - rate) * (precision + trials)) / (precision + 1);
  // Where nearly all are events it is the others that scatter as a log-normal distribution does.
  if (rate > 0.5) return 1 - approximatedUpTo({ trials, events: trials - events - 1 }, 1 - rate, precision);
  const square = Math.log1p(variance / (mean * mean));
  return normalBelow((Math.log((events + 0.5) / mean) + square / 2) / Math.sqrt(square));
}
