import { logFactorial } from "../../src/world/chance/log-factorial.ts";

/** The mean and the variance of many whole numbers or fractions. */
export function moments(draws: readonly number[]): { readonly mean: number; readonly variance: number } {
  let sum = 0;
  for (const each of draws) sum += each;
  const mean = sum / draws.length;
  let squares = 0;
  for (const each of draws) squares += (each - mean) ** 2;
  return { mean, variance: squares / (draws.length - 1) };
}

/**
 * How far draws lie from a distribution over 0, 1, 2 …, in standard deviations: chi-square brought to the normal by
 * Wilson and Hilferty. Neighbours of which fewer than 10 are expected are taken together.
 */
export function chiSquareZ(draws: readonly number[], probabilities: readonly number[]): number {
  const seen = probabilities.map(() => 0);
  for (const each of draws) seen[each] = (seen[each] ?? 0) + 1;
  const cells = pooled(
    seen,
    probabilities.map((each) => each * draws.length),
  );
  let sum = 0;
  for (const { seen, expected } of cells) sum += (seen - expected) ** 2 / expected;
  const freedom = cells.length - 1;
  return freedom < 1 ? 0 : (Math.cbrt(sum / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
}

interface Cell {
  seen: number;
  expected: number;
}

function pooled(seen: readonly number[], expected: readonly number[]): readonly Cell[] {
  const cells: Cell[] = [];
  let open: Cell = { seen: 0, expected: 0 };
  for (const [at, count] of seen.entries()) {
    open = { seen: open.seen + count, expected: open.expected + (expected[at] ?? 0) };
    if (open.expected < 10) continue;
    cells.push(open);
    open = { seen: 0, expected: 0 };
  }
  const last = cells.at(-1);
  if (last) {
    last.seen += open.seen;
    last.expected += open.expected;
  }
  return cells;
}

/** How far two samples' means lie apart, in standard deviations of their difference. */
export function twoSampleZ(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [moments(one), moments(other)];
  const error = Math.sqrt(a.variance / one.length + b.variance / other.length);
  return a.mean === b.mean ? 0 : (a.mean - b.mean) / error;
}

/** Probabilities of 0 to n by the binomial distribution, each from the one before. */
export function binomialProbabilities(n: number, p: number): readonly number[] {
  const probabilities = [(1 - p) ** n];
  for (let k = 0; k < n; k++) probabilities.push(((probabilities[k] ?? 0) * (n - k) * p) / ((k + 1) * (1 - p)));
  return probabilities;
}

/** The probability of fewer than `k` by the binomial distribution, and of `k` at most: added up from both of its ends. */
export function sharesUpTo(n: number, p: number, k: number): readonly [before: number, upTo: number] {
  const logOf = (count: number): number =>
    logFactorial(n) - logFactorial(count) - logFactorial(n - count) + count * Math.log(p) + (n - count) * Math.log1p(-p);
  const spread = Math.sqrt(n * p * (1 - p)) + 1;
  let before = 0;
  for (let count = Math.max(0, Math.floor(n * p - 9 * spread)); count < k; count++) before += Math.exp(logOf(count));
  return [before, before + Math.exp(logOf(k))];
}

/** Probabilities of 0 to `drawn` by the hypergeometric distribution, from ratios of neighbours. */
export function hypergeometricProbabilities(total: number, marked: number, drawn: number): readonly number[] {
  const weights = Array.from({ length: drawn + 1 }, () => 0);
  const least = Math.max(0, marked + drawn - total);
  weights[least] = 1;
  for (let k = least; k < Math.min(marked, drawn); k++)
    weights[k + 1] = ((weights[k] ?? 0) * (marked - k) * (drawn - k)) / ((k + 1) * (total - marked - drawn + k + 1));
  let sum = 0;
  for (const each of weights) sum += each;
  return weights.map((each) => each / sum);
}

/** How likely two samples are to differ so much in their middle, where both are of one distribution: by the sum of ranks. */
export function rankSumP(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((value) => ({ value, isOne: true })), ...other.map((value) => ({ value, isOne: false }))];
  all.sort((a, b) => a.value - b.value);
  const n = all.length;
  let ranks = 0;
  let ties = 0;
  for (let from = 0; from < n; ) {
    let to = from;
    while (to < n && all[to]?.value === all[from]?.value) to++;
    const ofOne = all.slice(from, to).filter(({ isOne }) => isOne).length;
    ranks += (ofOne * (from + 1 + to)) / 2;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  const variance = ((one.length * other.length) / 12) * (n + 1 - ties / (n * (n - 1)));
  if (variance === 0) return 1;
  return normalTails((ranks - (one.length * (n + 1)) / 2) / Math.sqrt(variance));
}

/** The same for how far they spread: by how far each value lies from the median of all. */
export function spreadP(one: readonly number[], other: readonly number[]): number {
  const sorted = [...one, ...other].sort((a, b) => a - b);
  const median = ((sorted[sorted.length >> 1] ?? 0) + (sorted[(sorted.length - 1) >> 1] ?? 0)) / 2;
  const away = (values: readonly number[]): readonly number[] => values.map((value) => Math.abs(value - median));
  return rankSumP(away(one), away(other));
}

/** How likely numbers are to lie so far from even between 0 and 1, where they are drawn so: by Kolmogorov and Smirnov. */
export function evenP(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const n = sorted.length;
  let distance = 0;
  for (const [at, value] of sorted.entries()) distance = Math.max(distance, (at + 1) / n - value, value - at / n);
  const scaled = distance * (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n));
  let sum = 0;
  for (let term = 1; term <= 100; term++) sum += (term % 2 === 1 ? 2 : -2) * Math.exp(-2 * (term * scaled) ** 2);
  return Math.min(1, Math.max(0, sum));
}

/** Both tails of the normal distribution beyond z, by Abramowitz and Stegun, 7.1.26: to 1.5e-7. */
function normalTails(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  return series.reduce((sum, factor) => (sum + factor) * t, 0) * Math.exp(-x * x);
}
