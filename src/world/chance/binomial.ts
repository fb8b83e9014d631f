import { stirlingCorrection } from "./log-factorial.ts";
import type { Stream } from "./stream.ts";

/** Below this mean walking up the distribution is quicker; the other way needs at least this mean to be right. */
const WALK_MEAN_MAX = 10;
/** No walk goes further: with a mean below 10, more than this comes up once in 10^70 draws. */
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
    const odds = p / (1 - p);
    let probability = Math.exp(n * Math.log1p(-p));
    const most = Math.min(n, WALK_STEPS_MAX);
    for (let k = 0; k <= most; k++) {
      if (left <= probability) return k;
      left -= probability;
      probability *= ((n - k) / (k + 1)) * odds;
    }
  }
}

/**
 * Transformed rejection, BTRS of W. Hörmann, "The generation of binomial random variates", Journal of Statistical
 * Computation and Simulation 46 (1993): the constants are the paper's. Needs np of at least 10 and p of at most ½.
 */
function rejected(stream: Stream, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const quickMax = 0.92 - 4.2 / b;
  for (;;) {
    const u = stream.uniform() - 0.5;
    const v = stream.uniform();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + n * p + 0.5);
    if (edge >= 0.07 && v <= quickMax) return k;
    if (k < 0 || k > n) continue;
    const height = (v * (2.83 + 5.1 / b) * spread) / (a / (edge * edge) + b);
    if (Math.log(height) <= logRatioToMode(n, p, k)) return k;
  }
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
