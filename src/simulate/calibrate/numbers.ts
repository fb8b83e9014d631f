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

/** How far the logarithm of a likelihood falls from its top to the ends of a 90 % interval: half the 90th percentile of χ² with one degree of freedom. */
export const FALL_90 = 1.3527717270238;

/** The place and height of a top. */
export interface Top {
  readonly x: number;
  readonly height: number;
}

/**
 * The top of a function with one top between two places, to a tolerance: golden sections, and parabolas where they help
 * (R. Brent, Algorithms for Minimization without Derivatives, 1973, chapter 5).
 */
export function topOf(height: (x: number) => number, low: number, high: number, tolerance = 1e-4): Top {
  let [a, b] = [low, high];
  const start = a + GOLDEN * (b - a);
  let best: Top = { x: start, height: height(start) };
  let [second, third] = [best, best];
  let [step, stepBefore] = [0, 0];
  for (let each = 0; each < STEPS_MAX; each++) {
    const middle = (a + b) / 2;
    if (Math.abs(best.x - middle) <= 2 * tolerance - (b - a) / 2) break;
    const parabolic = parabolaStep(best, second, third);
    const isUsed = Math.abs(parabolic) < Math.abs(stepBefore) / 2 && best.x + parabolic > a && best.x + parabolic < b;
    stepBefore = isUsed ? step : (best.x < middle ? b : a) - best.x;
    step = isUsed ? parabolic : GOLDEN * stepBefore;
    const x = best.x + (Math.abs(step) >= tolerance ? step : Math.sign(step || 1) * tolerance);
    const tried: Top = { x, height: height(x) };
    const isHigher = tried.height >= best.height;
    const outer = isHigher ? best : tried;
    const inner = isHigher ? tried : best;
    if (outer.x < inner.x) a = outer.x;
    else b = outer.x;
    [best, second, third] = isHigher ? [tried, best, second] : [best, ...behind(tried, second, third)];
  }
  return best;
}

/** The top of a function that may have several between two places: the best of a row of places, and the top around it. */
export function topOnGrid(height: (x: number) => number, low: number, high: number, tolerance: number): Top {
  const step = (high - low) / GRID;
  let best = { x: low, height: height(low) };
  for (let at = 1; at <= GRID; at++) {
    const x = low + at * step;
    const here = height(x);
    if (here > best.height) best = { x, height: here };
  }
  const around = topOf(height, Math.max(low, best.x - step), Math.min(high, best.x + step), tolerance);
  return around.height > best.height ? around : best;
}

const GRID = 60;

/**
 * The top of a function that is nearly a parabola around a place, from four heights; where it is none, that between two
 * places `around` away.
 */
export function topNear(height: (x: number) => number, near: number, around: number, tolerance: number): Top {
  const step = around / 16;
  const [left, middle, right] = [near - step, near, near + step].map((x): Top => ({ x, height: height(x) }));
  if (!left || !middle || !right) throw new Error("Three places have three heights.");
  const x = near + parabolaStep(middle, left, right);
  // A step far beyond the three places rests on a curvature that is not known well.
  if (middle.height < (left.height + right.height) / 2 || !(Math.abs(x - near) < 3 * step))
    return topOf(height, near - around, near + around, tolerance);
  const top = { x, height: height(x) };
  return top.height >= middle.height ? top : middle;
}

/** The part of an interval that a golden section takes off. */
const GOLDEN = (3 - Math.sqrt(5)) / 2;
const STEPS_MAX = 60;

/** The second and third highest place when one more was tried. */
function behind(tried: Top, second: Top, third: Top): readonly [Top, Top] {
  if (tried.height >= second.height) return [tried, second];
  return [second, tried.height >= third.height ? tried : third];
}

/** From the best of three places to the top of the parabola through them; not a number where they have none. */
function parabolaStep(best: Top, second: Top, third: Top): number {
  const one = (best.x - second.x) * (best.height - third.height);
  const other = (best.x - third.x) * (best.height - second.height);
  return ((best.x - third.x) * other - (best.x - second.x) * one) / (2 * (one - other));
}

/** Where a function that falls from a top towards an end has come down to a level; the end itself where it never does. */
export function crossing(
  height: (x: number) => number,
  [top, end]: readonly [number, number],
  level: number,
  tolerance = 1e-4,
): number {
  if (height(end) >= level) return end;
  let [inside, outside] = [top, end];
  while (Math.abs(outside - inside) > tolerance) {
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
