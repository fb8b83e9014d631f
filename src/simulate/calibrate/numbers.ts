/** The logarithm of the gamma function above 0, to 1 in 10^12: the series of Stirling from 10 on, and steps up to there. */
export function logGamma(x: number): number {
  if (x >= 10) return fromTen(x);
  // The product of the steps has one logarithm; that of each would be most of the time that a fit takes.
  let steps = 1;
  let at = x;
  while (at < 10) {
    steps *= at;
    at++;
  }
  return fromTen(at) - Math.log(steps);
}

function fromTen(x: number): number {
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirling(x);
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

/** A tolerance on a scale of logarithms. */
export const ROUGHLY = 0.01;

/** A share that is neither 0 nor 1, however near to them: the likelihood of what then cannot be would be 0. */
export function inside(share: number): number {
  return Math.min(1 - NEARLY, Math.max(NEARLY, share));
}

const NEARLY = 1e-9;

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
  const start = low + GOLDEN * (high - low);
  const first: Top = { x: start, height: height(start) };
  let search: Search = { low, high, best: first, second: first, third: first, step: 0, stepBefore: 0 };
  for (let each = 0; each < STEPS_MAX; each++) {
    const middle = (search.low + search.high) / 2;
    if (Math.abs(search.best.x - middle) <= 2 * tolerance - (search.high - search.low) / 2) break;
    const stepping = withStep(search, middle);
    const { best, step } = stepping;
    const x = best.x + (Math.abs(step) >= tolerance ? step : Math.sign(step || 1) * tolerance);
    search = withTried(stepping, { x, height: height(x) });
  }
  return search.best;
}

/** Where a search for a top is: between what places, the three highest tried, and the last two steps. */
interface Search {
  readonly low: number;
  readonly high: number;
  readonly best: Top;
  readonly second: Top;
  readonly third: Top;
  readonly step: number;
  readonly stepBefore: number;
}

/** The next step: to the top of a parabola if it is short enough, else a golden section of the larger side. */
function withStep(search: Search, middle: number): Search {
  const { low, high, best, second, third, step, stepBefore } = search;
  const parabolic = parabolaStep(best, second, third);
  const isUsed = Math.abs(parabolic) < Math.abs(stepBefore) / 2 && best.x + parabolic > low && best.x + parabolic < high;
  if (isUsed) return { ...search, step: parabolic, stepBefore: step };
  const side = (best.x < middle ? high : low) - best.x;
  return { ...search, step: GOLDEN * side, stepBefore: side };
}

/** A search after one more place was tried: it ends there on the side of the lower one. */
function withTried(search: Search, tried: Top): Search {
  const { best, second, third } = search;
  const isHigher = tried.height >= best.height;
  const [inner, outer] = isHigher ? [tried, best] : [best, tried];
  const ends = outer.x < inner.x ? { low: outer.x } : { high: outer.x };
  if (isHigher) return { ...search, ...ends, best: tried, second: best, third: second };
  const [nextSecond, nextThird] = behind(tried, second, third);
  return { ...search, ...ends, second: nextSecond, third: nextThird };
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
