/**
 * Parts a whole number in proportion to weights (0 or more, not all 0) into whole numbers that add up to it, by the largest
 * remainder: each is less than 1 off its exact share, and of equal remainders the first is rounded up.
 */
export function apportion(total: number, weights: readonly number[]): readonly number[] {
  let sum = 0;
  for (const weight of weights) sum += weight;
  const exact = weights.map((weight) => (weight / sum) * total);
  const parts = exact.map(Math.floor);
  let left = total;
  for (const part of parts) left -= part;
  const byRemainder = [...parts.keys()].sort((a, b) => remainder(exact, b) - remainder(exact, a) || a - b);
  // Sums of rounded shares may be off by one in the last digit of a great total, so that one is too much.
  for (const at of left < 0 ? byRemainder.toReversed() : byRemainder) {
    if (left === 0) break;
    parts[at] = (parts[at] ?? 0) + Math.sign(left);
    left -= Math.sign(left);
  }
  return parts;
}

function remainder(exact: readonly number[], at: number): number {
  const share = exact[at] ?? 0;
  return share - Math.floor(share);
}
