/** The logarithm of the gamma function above 0, to 1 in 10^12: the series of Stirling from 10 on, and steps up to there. */
export function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 10) {
    shift += Math.log(at);
    at++;
  }
  return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + stirling(at) - shift;
}

const HALF_LOG_TWO_PI = 0.9189385332046727;

/** What the series adds beyond the leading terms, from 10 on. */
function stirling(x: number): number {
  const square = 1 / (x * x);
  return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / x;
}

/**
 * The logarithm of x (x + 1) … (x + n − 1), for x above 0 and n not below. Where x is large the two large logarithms are
 * never written out, so that their difference stays exact.
 */
export function logRising(x: number, n: number): number {
  if (n === 0) return 0;
  if (x < 10) return logGamma(x + n) - logGamma(x);
  return (x - 0.5) * Math.log1p(n / x) + n * Math.log(x + n) - n + stirling(x + n) - stirling(x);
}

/** The distribution function of the standard normal distribution, to 2 in 10^7 (Abramowitz and Stegun, 7.1.26). */
export function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (series * Math.exp(-x * x)) / 2;
  return z < 0 ? tail : 1 - tail;
}

/** The 95th percentile of the standard normal distribution. */
export const Z95 = 1.6448536269514722;

/** How far the logarithm of a likelihood falls from its top to the ends of a 90 % interval: half the 90th percentile of χ² with one degree of freedom. */
export const FALL_90 = 1.3527717270238;

/** The place and height of the top of a function with one top between two places, by golden section. */
export function topOf(height: (x: number) => number, low: number, high: number): { readonly x: number; readonly height: number } {
  let [a, b] = [low, high];
  let c = b - GOLDEN * (b - a);
  let d = a + GOLDEN * (b - a);
  let [atC, atD] = [height(c), height(d)];
  for (let step = 0; step < 40 && b - a > 1e-5; step++) {
    if (atC > atD) {
      [b, d, atD] = [d, c, atC];
      c = b - GOLDEN * (b - a);
      atC = height(c);
    } else {
      [a, c, atC] = [c, d, atD];
      d = a + GOLDEN * (b - a);
      atD = height(d);
    }
  }
  return atC > atD ? { x: c, height: atC } : { x: d, height: atD };
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Where a function that falls from a top towards an end has come down to a level; the end itself where it never does. */
export function crossing(height: (x: number) => number, top: number, end: number, level: number): number {
  if (height(end) >= level) return end;
  let [inside, outside] = [top, end];
  for (let step = 0; step < 30 && Math.abs(outside - inside) > 1e-5; step++) {
    const middle = (inside + outside) / 2;
    if (height(middle) >= level) inside = middle;
    else outside = middle;
  }
  return (inside + outside) / 2;
}

/** The odds of a share by their logarithm, and back. */
export function logit(share: number): number {
  return Math.log(share / (1 - share));
}

export function fromLogit(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
