import { stirlingCorrection } from "./log-factorial.ts";
import type { Stream } from "./stream.ts";

/** Below this mean walking up the distribution is quicker (measured); the other way needs a mean of at least 10 to be right. */
const WALK_MEAN_MAX = 24;
/** No walk goes further: with a mean below 24, more than this comes up once in 10^60 draws. */
const WALK_STEPS_MAX = 150;

/**
 * How many of `n` mails meet a fate that each meets with probability `p`, by the binomial distribution, exactly. `n` is
 * whole, from 0 to 1e9; `p` from 0 to 1, and 0 and 1 draw nothing.
 */
export function binomial(stream: Stream, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  return p > 0.5 ? n - rarer(stream, n, 1 - p) : rarer(stream, n, p);
}

function rarer(stream: Stream, n: number, p: number): number {
  return n * p < WALK_MEAN_MAX ? walked(stream, n, p) : rejected(stream, n, p);
}

/** Inversion: goes up from 0 until the probabilities passed exceed a number drawn. */
function walked(stream: Stream, n: number, p: number): number {
  for (;;) {
    let left = stream.uniform();
    // None has probability (1 − p)^n, which is at least 1 − np: rare fates seldom cost a logarithm.
    if (left <= 1 - n * p) return 0;
    if (n === 1) return 1;
    const odds = p / (1 - p);
    let probability = noneOf(n, p);
    const most = Math.min(n, WALK_STEPS_MAX);
    for (let k = 0; k <= most; k++) {
      if (left <= probability) return k;
      left -= probability;
      probability *= (n - k) * (inverses[k + 1] ?? 0) * odds;
    }
  }
}

/** Below this the series of the logarithm is exact to the last bits with seven terms; above, a walk has a small `n`. */
const SERIES_MAX = 1 / 256;

/** (1 − p)^n for an n·p that is walked. */
function noneOf(n: number, p: number): number {
  if (p < SERIES_MAX) return decay(n * p * (1 + p * (1 / 2 + p * (1 / 3 + p * (1 / 4 + p * (1 / 5 + p * (1 / 6 + p / 7)))))));
  let result = 1;
  let square = 1 - p;
  for (let left = n; left > 0; left >>= 1) {
    if ((left & 1) !== 0) result *= square;
    square *= square;
  }
  return result;
}

const DECAY_STEPS = 64;
const decays = Float64Array.from({ length: (WALK_MEAN_MAX + 1) * DECAY_STEPS }, (_, step) => Math.exp(-step / DECAY_STEPS));

/** e^-x for an `x` from 0 to a little above {@link WALK_MEAN_MAX}, by a table and a series: Math.exp takes thrice as long. */
function decay(x: number): number {
  const step = Math.floor(x * DECAY_STEPS);
  const f = x - step / DECAY_STEPS;
  return (decays[step] ?? 0) * (1 - f * (1 - f * (1 / 2 - f * (1 / 6 - f * (1 / 24 - f * (1 / 120 - f / 720))))));
}

/** 1 / k for the steps of a walk. */
const inverses = Float64Array.from({ length: WALK_STEPS_MAX + 2 }, (_, k) => 1 / k);

/**
 * Transformed rejection, BTRS of W. Hörmann, "The generation of binomial random variates", Journal of Statistical
 * Computation and Simulation 46 (1993): the constants are the paper's. Needs np of at least 10 and p of at most ½.
 */
function rejected(stream: Stream, n: number, p: number): number {
  const variance = n * p * (1 - p);
  const spread = Math.sqrt(variance);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  // The paper's 0.92 − 4.2 / b, times b: a division less.
  const quickMax = 0.92 * b - 4.2;
  for (;;) {
    const u = stream.uniform() - 0.5;
    const v = stream.uniform();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + n * p + 0.5);
    if (edge >= 0.07 && v * b <= quickMax) return k;
    if (k < 0 || k > n) continue;
    const height = Math.log((v * (2.83 + 5.1 / b) * spread) / (a / (edge * edge) + b));
    const off = Math.abs(k - Math.floor((n + 1) * p));
    if (off > SQUEEZE_MIN && off < variance / 2 - 1) {
      const middle = -(off * off) / (2 * variance);
      const slack = (off / variance) * ((off * (off / 3 + 0.625) + 1 / 6) / variance + 0.5);
      if (height < middle - slack) return k;
      if (height > middle + slack) continue;
    }
    if (height <= logRatioToMode(n, p, k)) return k;
  }
}

/**
 * Farther than this from the mode two bounds of the ratio spare most of its logarithms: V. Kachitvichyanukul and B. Schmeiser,
 * "Binomial random variate generation", Communications of the ACM 31 (1988).
 */
const SQUEEZE_MIN = 20;

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
