import { stirlingCorrection } from "./log-factorial.ts";
import type { Stream } from "./stream.ts";

/** Below this mean walking up the distribution is quicker (measured); the other way needs a mean of at least 10 to be right. */
const WALK_MEAN_MAX = 12;
/** No walk goes further: with a mean below 12, more than this comes up once in 10^60 draws. */
const WALK_STEPS_MAX = 110;

/**
 * How many of `n` mails meet a fate that each meets with probability `p`, by the binomial distribution, exactly. `n` is
 * whole, from 0 to 1e9; `p` from 0 to 1, and 0 and 1 draw nothing. What comes up most is settled here: a fraction that is
 * handed to a function costs as much as a number drawn where the engine cannot inline it.
 */
export function binomial(stream: Stream, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  const rarer = p > 0.5 ? 1 - p : p;
  const mean = n * rarer;
  const drawn = stream.uniform();
  let k = 0;
  if (mean >= WALK_MEAN_MAX) {
    const b = 1.15 + 2.53 * Math.sqrt(mean * (1 - rarer));
    // Hörmann's quick part; see below.
    const u = (drawn * b) / (0.92 * b - 4.2) - 0.43;
    if (u <= 0.43) k = Math.floor(((-0.1746 + 0.0496 * b + 0.02 * rarer) / (0.5 - Math.abs(u)) + b) * u + mean + 0.5);
    else k = rejected(stream, n, rarer, drawn);
  } else if (drawn > 1 - mean) k = walked(stream, n, rarer, drawn);
  return p > 0.5 ? n - k : k;
}

/** Inversion: goes up from 0 until the probabilities passed exceed the number drawn. */
function walked(stream: Stream, n: number, p: number, drawn: number): number {
  if (n === 1) return 1;
  const odds = p / (1 - p);
  const none = noneOf(n, p);
  const most = Math.min(n, WALK_STEPS_MAX);
  for (let left = drawn; ; left = stream.uniform()) {
    let probability = none;
    for (let k = 0; k <= most; k++) {
      if (left <= probability) return k;
      left -= probability;
      probability *= (n - k) * (inverses[k + 1] ?? 0) * odds;
    }
  }
}

/** Up to this the series of the logarithm is exact to 13 digits with four terms; above, a walk has a small `n`. */
const SERIES_MAX = 1 / 16;

/** (1 − p)^n for an n·p that is walked. */
function noneOf(n: number, p: number): number {
  if (p > SERIES_MAX) return powerOf(1 - p, n);
  // −ln (1 − p) is 2 artanh (p / (2 − p)).
  const z = p / (2 - p);
  const square = z * z;
  return decay(2 * n * z * (1 + square * (1 / 3 + square * (1 / 5 + square / 7))));
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
const coarseDecays = Float64Array.from({ length: (WALK_MEAN_MAX + 2) * COARSE_STEPS }, (_, at) => Math.exp(-at / COARSE_STEPS));
const fineDecays = Float64Array.from({ length: FINE_STEPS }, (_, at) => Math.exp(-at / (COARSE_STEPS * FINE_STEPS)));

/** e^-x for an `x` from 0 to a little above {@link WALK_MEAN_MAX}, by two tables and a series: Math.exp takes thrice as long. */
function decay(x: number): number {
  const steps = (x * (COARSE_STEPS * FINE_STEPS)) | 0;
  const f = x - steps / (COARSE_STEPS * FINE_STEPS);
  const table = (coarseDecays[steps >> 5] ?? 0) * (fineDecays[steps & 31] ?? 0);
  return table * (1 - f * (1 - f * (1 / 2 - f / 6)));
}

/** 1 / k for the steps of a walk. */
const inverses = Float64Array.from({ length: WALK_STEPS_MAX + 2 }, (_, k) => 1 / k);

/**
 * Transformed rejection with decomposition, BTRD of W. Hörmann, "The generation of binomial random variates", Journal of
 * Statistical Computation and Simulation 46 (1993): the constants are the paper's. Mostly one number drawn settles it.
 * Needs np of at least 10 and p of at most ½.
 */
function rejected(stream: Stream, n: number, p: number, drawn: number): number {
  const variance = n * p * (1 - p);
  const spread = Math.sqrt(variance);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const most = 0.92 - 4.2 / b;
  const scale = (2.83 + 5.1 / b) * spread;
  for (let v = drawn; ; v = stream.uniform()) {
    let u = v / most - 0.43;
    const isQuick = u <= 0.43;
    if (!isQuick) {
      const other = stream.uniform();
      if (v >= most) u = other - 0.5;
      else {
        u = (u < 0.5 ? 0 : 1) - u;
        v = other * most;
      }
    }
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + n * p + 0.5);
    if (isQuick) return k;
    if (k >= 0 && k <= n && isUnder(n, p, k, (v * scale * edge * edge) / (a + b * edge * edge))) return k;
  }
}

/** Up to so far from the mode a product is quicker than a bound, and up to so far it is quicker than logarithms. */
const NEAR_MAX = 8;
const PRODUCT_MAX = 24;

/** Whether a height is at most the probability of `k` over that of the likeliest number. */
function isUnder(n: number, p: number, k: number, height: number): boolean {
  const off = Math.abs(k - Math.floor((n + 1) * p));
  const variance = n * p * (1 - p);
  if (off > NEAR_MAX && off < variance / 2 - 1) {
    // V. Kachitvichyanukul and B. Schmeiser, "Binomial random variate generation", Communications of the ACM 31 (1988).
    const log = Math.log(height);
    const share = off / variance;
    const middle = -0.5 * off * share;
    const slack = share * ((off * (off / 3 + 0.625) + 1 / 6) / variance + 0.5);
    if (log < middle - slack) return true;
    if (log > middle + slack) return false;
  }
  return off <= PRODUCT_MAX ? isUnderProduct(n, p, k, height) : Math.log(height) <= logRatioToMode(n, p, k);
}

function isUnderProduct(n: number, p: number, k: number, height: number): boolean {
  const mode = Math.floor((n + 1) * p);
  const odds = p / (1 - p);
  let above = 1;
  let below = 1;
  for (let i = Math.min(mode, k) + 1; i <= Math.max(mode, k); i++) {
    above *= (n + 1 - i) * odds;
    below *= i;
  }
  return k > mode ? height * below <= above : height * above <= below;
}

/** Logarithm of the probability of `k` over that of the likeliest number. */
function logRatioToMode(n: number, p: number, k: number): number {
  const mode = Math.floor((n + 1) * p);
  const odds = p / (1 - p);
  return (
    (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) +
    (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
    (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) +
    stirlingCorrection(mode) +
    stirlingCorrection(n - mode) -
    stirlingCorrection(k) -
    stirlingCorrection(n - k)
  );
}
