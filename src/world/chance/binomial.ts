import { stirlingCorrection } from "./log-factorial.ts";
import { normalQuantile, ROUGH_ERROR, roughNormalQuantile } from "./normal.ts";
import type { Stream } from "./stream.ts";

/** Below this mean walking up the distribution is quicker (measured), and the series is not good enough. */
const WALK_MEAN_MAX = 5;
/** No walk goes further: with a mean below 5, more than this comes up once in 10^60 draws. */
const WALK_STEPS_MAX = 80;

/**
 * How many of `n` mails meet a fate that each meets with probability `p`, by the binomial distribution, exactly: inversion
 * of one number drawn. `n` is whole, from 0 to 1e9; `p` from 0 to 1, and 0 and 1 draw nothing.
 */
export function binomial(stream: Stream, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  const rarer = p > 0.5 ? 1 - p : p;
  const share = stream.uniform();
  const k = n * rarer < WALK_MEAN_MAX ? walked(share, n, rarer) : estimated(share, n, rarer);
  return p > 0.5 ? n - k : k;
}

// Both say the least number that the distribution stays at or below with a probability of at least a share; `p` is up to ½.

/** Goes up from 0 until the probabilities passed reach the share. */
function walked(share: number, n: number, p: number): number {
  let left = share;
  // None has probability (1 − p)^n, which is at least 1 − np: rare fates seldom cost a logarithm.
  if (left <= 1 - n * p) return 0;
  const odds = p / (1 - p);
  let probability = noneOf(n, p);
  const most = Math.min(n, WALK_STEPS_MAX);
  for (let k = 0; k < most; k++) {
    if (left <= probability) return k;
    left -= probability;
    probability *= (n - k) * odds * (inverses[k + 1] ?? 0);
  }
  return most;
}

/** Up to this the series of the logarithm is exact to 13 digits with five terms; above, a walk has a small `n`. */
const SERIES_MAX = 1 / 256;

/** (1 − p)^n for an n·p that is walked. */
function noneOf(n: number, p: number): number {
  if (p > SERIES_MAX) return powerOf(1 - p, n);
  const square = p * p;
  return decay(n * p * (1 + p / 2 + square * (1 / 3 + p / 4 + square * (1 / 5))));
}

function powerOf(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let left = exponent; left > 0; left >>= 1) {
    if ((left & 1) !== 0) result *= square;
    square *= square;
  }
  return result;
}

const FINE_STEPS = 32;
const COARSE_STEPS = 32;
export const coarseDecays: Float64Array = Float64Array.from({ length: (WALK_MEAN_MAX + 2) * COARSE_STEPS }, (_, at) =>
  Math.exp(-at / COARSE_STEPS),
);
export const fineDecays: Float64Array = Float64Array.from({ length: FINE_STEPS }, (_, at) =>
  Math.exp(-at / (COARSE_STEPS * FINE_STEPS)),
);

/** e^-x for an `x` from 0 to a little above {@link WALK_MEAN_MAX}, by two tables and a series: Math.exp takes thrice as long. */
function decay(x: number): number {
  const steps = (x * (COARSE_STEPS * FINE_STEPS)) | 0;
  const f = x - steps / (COARSE_STEPS * FINE_STEPS);
  return (coarseDecays[steps >> 5] ?? 0) * (fineDecays[steps & 31] ?? 0) * (1 - f + f * f * (1 / 2 - f / 6));
}

/** 1 / k for the steps of a walk. */
export const inverses: Float64Array = Float64Array.from({ length: WALK_STEPS_MAX + 2 }, (_, k) => 1 / k);

/** From this standard deviation on two orders of the series are enough, and from this on the table of quantiles is too rough. */
const SECOND_ORDER_MIN = 8;
const ROUGH_MAX = 256;

/**
 * The series of E. Cornish and R. Fisher, "Moments and cumulants in the specification of distributions" (1938), by the
 * cumulants of the smooth density that has the binomial's probabilities between halves of whole numbers. Where it comes so
 * near to a half that its error could matter, the probabilities are added up: that error is a fifth of `error` at most,
 * or two thirds for numbers that come up once in ten thousand draws.
 */
function estimated(share: number, n: number, p: number): number {
  const perMail = p * (1 - p);
  const square = n * perMail - 1 / 12;
  const spread = Math.sqrt(square);
  const z = spread > ROUGH_MAX ? normalQuantile(share) : roughNormalQuantile(share);
  const zz = z * z;
  const ratio = 1 / square;
  const scale = 1 + ratio * (1 / 12);
  const third = scale * (1 - 2 * p);
  const fourth = scale * (1 - 6 * perMail) + ratio * (1 / 120);
  const second = z * spread * ratio * (fourth * (zz - 3) * (1 / 24) - third * third * (2 * zz - 5) * (1 / 36));
  let place = n * p + 0.5 + spread * z + third * (zz - 1) * (1 / 6) + second;
  let error = ratio;
  if (spread < SECOND_ORDER_MIN) {
    const fifth = (1 - 12 * perMail) * ((zz - 6) * zz + 3) * (1 / 120) - fourth * ((zz - 5) * zz + 2) * (1 / 24);
    place += ratio * third * (fifth + third * third * ((12 * zz - 53) * zz + 17) * (1 / 324));
    error *= spread * ratio;
  }
  error = error * (0.1 + zz * zz * (1 / 40)) + ROUGH_ERROR * (1 + spread);
  const k = Math.floor(place);
  return place - k > error && k + 1 - place > error && k >= 0 && k <= n ? k : summed(n, p, share);
}

/** The same by adding up probabilities, for shares that come up a few times in a thousand: from the likeliest number down, and then to where the share is. */
export function summed(n: number, p: number, share: number): number {
  const odds = p / (1 - p);
  const mode = Math.floor((n + 1) * p);
  const most = likeliest(n, p);
  let below = 0;
  let probability = most;
  for (let k = mode; k >= 0 && probability > most * Number.EPSILON ** 2; k--) {
    below += probability;
    probability *= k / ((n - k + 1) * odds);
  }
  let k = mode;
  probability = most;
  for (; k > 0 && share <= below - probability; k--) {
    below -= probability;
    probability *= k / ((n - k + 1) * odds);
  }
  for (; k < n && share > below; k++) {
    probability *= ((n - k) * odds) / (k + 1);
    below += probability;
    if (probability < most * Number.EPSILON ** 2) break;
  }
  return k;
}

/** The probability of the likeliest number. */
function likeliest(n: number, p: number): number {
  const mode = Math.floor((n + 1) * p);
  const rest = n - mode;
  const corrections = stirlingCorrection(n) - stirlingCorrection(mode) - stirlingCorrection(rest);
  const logs = mode * Math.log(((n + 1) * p) / (mode + 1)) + rest * Math.log(((n + 1) * (1 - p)) / (rest + 1));
  return Math.sqrt((n + 1) / (2 * Math.PI * (mode + 1) * (rest + 1))) * Math.exp(logs + 1 + corrections);
}
