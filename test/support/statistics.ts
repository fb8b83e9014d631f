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
