import { coarseDecays, fineDecays, inverses, quantiles } from "./memory";
import { normalQuantile } from "./normal";
import { Key } from "./rows";

// The distribution of src/world/chance/binomial.ts and normal.ts, number by number; there it is explained.

// Probabilities are seldom added up: src/world/chance/binomial.ts does it.

// @ts-ignore: decorator
@external("env", "summed")
declare function summed(n: f64, p: f64, share: f64): f64;

/** The next number of a key, strictly between 0 and 1. */
// @ts-ignore: decorator
@inline
export function uniform(key: Key): f64 {
  const first = key.first;
  const second = key.second;
  let x = key.counter + first;
  key.counter++;
  x = (x ^ (x >>> 16)) * 0x7feb352d;
  x += second;
  x = (x ^ (x >>> 15)) * <i32>0x846ca68b;
  x += first ^ (second >>> 9);
  x = (x ^ (x >>> 16)) * <i32>0x9e3779b1;
  x ^= x >>> 15;
  return (<f64>x + 2147483648.5) * (1.0 / 4294967296.0);
}

const WALK_MEAN_MAX: f64 = 5;
const WALK_STEPS_MAX: f64 = 80;

/** How many of `n` mails meet a fate that each meets with probability `p`. */
export function binomial(key: Key, n: f64, p: f64): f64 {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  const rarer = p > 0.5 ? 1 - p : p;
  const share = uniform(key);
  const k =
    n * rarer < WALK_MEAN_MAX
      ? walked(share, n, rarer)
      : f64x2.extract_lane(estimated(f64x2.splat(share), f64x2.splat(n), f64x2.splat(rarer)), 0);
  return p > 0.5 ? n - k : k;
}

/** The same twice, for two keys or for one, the first one drawn first: two series cost little more than one. */
export function binomials(key: Key, n: f64, p: f64, otherKey: Key, otherN: f64, otherP: f64): v128 {
  const rarer = min(p, 1 - p);
  const otherRarer = min(otherP, 1 - otherP);
  if (!(n * rarer >= WALK_MEAN_MAX && otherN * otherRarer >= WALK_MEAN_MAX))
    return f64x2(binomial(key, n, p), binomial(otherKey, otherN, otherP));
  const k = estimated(f64x2(uniform(key), uniform(otherKey)), f64x2(n, otherN), f64x2(rarer, otherRarer));
  const first = f64x2.extract_lane(k, 0);
  const other = f64x2.extract_lane(k, 1);
  return f64x2(p > 0.5 ? n - first : first, otherP > 0.5 ? otherN - other : other);
}

// @ts-ignore: decorator
@inline
function decay(x: f64): f64 {
  const steps = <i32>(x * 1024);
  const f = x - <f64>steps / 1024;
  const coarse = load<f64>(coarseDecays + (<usize>(steps >> 5) << 3));
  const fine = load<f64>(fineDecays + (<usize>(steps & 31) << 3));
  return coarse * fine * (1 - f + f * f * (0.5 - f / 6));
}

function powerOf(base: f64, exponent: i32): f64 {
  let result: f64 = 1;
  let square = base;
  for (let left = exponent; left > 0; left >>= 1) {
    if (left & 1) result *= square;
    square *= square;
  }
  return result;
}

function noneOf(n: f64, p: f64): f64 {
  if (p > 1.0 / 256) return powerOf(1 - p, <i32>n);
  const square = p * p;
  return decay(n * p * (1 + p / 2 + square * (1.0 / 3 + p / 4 + square * (1.0 / 5))));
}

function walked(share: f64, n: f64, p: f64): f64 {
  let left = share;
  if (left <= 1 - n * p) return 0;
  const odds = p / (1 - p);
  let probability = noneOf(n, p);
  const most = min(n, WALK_STEPS_MAX);
  let k: f64 = 0;
  let inverse = inverses + 8;
  while (k < most) {
    if (left <= probability) return k;
    left -= probability;
    probability *= (n - k) * odds * load<f64>(inverse);
    inverse += 8;
    k += 1;
  }
  return most;
}

/** Of a segment of the table, a polynomial of third degree: where its numbers stand. */
// @ts-ignore: decorator
@inline
function cubicAt(segments: v128, lane: u8): usize {
  return quantiles + (<usize>(lane == 0 ? i32x4.extract_lane(segments, 0) : i32x4.extract_lane(segments, 1)) << 5);
}

/** The quantiles of two shares by the table; those that are beyond it are none. */
// @ts-ignore: decorator
@inline
function tableQuantiles(shares: v128): v128 {
  const places = f64x2.mul(shares, splat(The.Segments));
  const segments = i32x4.trunc_sat_f64x2_s_zero(places);
  const t = f64x2.sub(places, f64x2.convert_low_i32x4_s(segments));
  const one = cubicAt(segments, 0);
  const other = cubicAt(segments, 1);
  const low = v128.load(one);
  const high = v128.load(one, 16);
  const otherLow = v128.load(other);
  const otherHigh = v128.load(other, 16);
  const inner = f64x2.add(v128.shuffle<i64>(high, otherHigh, 0, 2), f64x2.mul(t, v128.shuffle<i64>(high, otherHigh, 1, 3)));
  return f64x2.add(
    v128.shuffle<i64>(low, otherLow, 0, 2),
    f64x2.mul(t, f64x2.add(v128.shuffle<i64>(low, otherLow, 1, 3), f64x2.mul(t, inner))),
  );
}

function quantilesOf(shares: v128, spreads: v128): v128 {
  const fromTable = tableQuantiles(shares);
  const isRough = v128.and(
    v128.and(f64x2.ge(shares, splat(The.TableEnd)), f64x2.le(shares, splat(The.TableEndAbove))),
    f64x2.le(spreads, splat(The.RoughMax)),
  );
  if (i64x2.all_true(isRough)) return fromTable;
  const share = f64x2.extract_lane(shares, 0);
  const other = f64x2.extract_lane(shares, 1);
  const exact = normalQuantile(share);
  return v128.bitselect(fromTable, f64x2(exact, other == share ? exact : normalQuantile(other)), isRough);
}

/**
 * Constants in memory: the compiler of V8 makes those that it knows anew at each use, which costs a tenth of the time of a
 * draw.
 */
const enum The {
  One,
  Three,
  Five,
  Six,
  Twelve,
  Seventeen,
  FiftyThree,
  Two,
  Half,
  Tenth,
  Twelfth,
  Sixth,
  By24,
  By36,
  By120,
  By40,
  By324,
  RoughError,
  SecondOrderMin,
  RoughMax,
  TableEnd,
  TableEndAbove,
  Segments,
}

const constants: usize = memory.data<f64>([
  1.0, 3.0, 5.0, 6.0, 12.0, 17.0, 53.0, 2.0, 0.5, 0.1, 0.08333333333333333, 0.16666666666666666, 0.041666666666666664,
  0.027777777777777776, 0.008333333333333333, 0.025, 0.0030864197530864196, 0.000001, 8.0, 256.0, 0.025, 0.975, 512.0,
]);

// @ts-ignore: decorator
@inline
function splat(constant: The): v128 {
  return v128.load64_splat(constants + (<usize>constant << 3));
}

/**
 * Two draws by the series of E. Cornish and R. Fisher, `p` up to ½; where its error could matter, the probabilities are added
 * up.
 */
function estimated(shares: v128, n: v128, p: v128): v128 {
  const one = splat(The.One);
  const perMail = f64x2.mul(p, f64x2.sub(one, p));
  const square = f64x2.sub(f64x2.mul(n, perMail), splat(The.Twelfth));
  const spread = f64x2.sqrt(square);
  const z = quantilesOf(shares, spread);
  const zz = f64x2.mul(z, z);
  const ratio = f64x2.div(one, square);
  const scale = f64x2.add(one, f64x2.mul(ratio, splat(The.Twelfth)));
  const third = f64x2.mul(scale, f64x2.sub(one, f64x2.add(p, p)));
  const fourth = f64x2.add(
    f64x2.mul(scale, f64x2.sub(one, f64x2.mul(splat(The.Six), perMail))),
    f64x2.mul(ratio, splat(The.By120)),
  );
  const skew = f64x2.mul(third, third);
  const second = f64x2.mul(
    f64x2.mul(f64x2.mul(z, spread), ratio),
    f64x2.sub(
      f64x2.mul(f64x2.mul(fourth, f64x2.sub(zz, splat(The.Three))), splat(The.By24)),
      f64x2.mul(f64x2.mul(skew, f64x2.sub(f64x2.add(zz, zz), splat(The.Five))), splat(The.By36)),
    ),
  );
  let place = f64x2.add(
    f64x2.add(
      f64x2.add(f64x2.add(f64x2.mul(n, p), splat(The.Half)), f64x2.mul(spread, z)),
      f64x2.mul(f64x2.mul(third, f64x2.sub(zz, one)), splat(The.Sixth)),
    ),
    second,
  );
  let error = ratio;
  const isNarrow = f64x2.lt(spread, splat(The.SecondOrderMin));
  if (v128.any_true(isNarrow)) {
    const fifth = f64x2.sub(
      f64x2.mul(
        f64x2.mul(
          f64x2.sub(one, f64x2.mul(splat(The.Twelve), perMail)),
          f64x2.add(f64x2.mul(f64x2.sub(zz, splat(The.Six)), zz), splat(The.Three)),
        ),
        splat(The.By120),
      ),
      f64x2.mul(f64x2.mul(fourth, f64x2.add(f64x2.mul(f64x2.sub(zz, splat(The.Five)), zz), splat(The.Two))), splat(The.By24)),
    );
    const cubed = f64x2.mul(
      f64x2.mul(
        skew,
        f64x2.add(f64x2.mul(f64x2.sub(f64x2.mul(splat(The.Twelve), zz), splat(The.FiftyThree)), zz), splat(The.Seventeen)),
      ),
      splat(The.By324),
    );
    place = f64x2.add(place, v128.and(isNarrow, f64x2.mul(f64x2.mul(ratio, third), f64x2.add(fifth, cubed))));
    error = f64x2.mul(error, v128.bitselect(f64x2.mul(spread, ratio), one, isNarrow));
  }
  error = f64x2.add(
    f64x2.mul(error, f64x2.add(splat(The.Tenth), f64x2.mul(f64x2.mul(zz, zz), splat(The.By40)))),
    f64x2.mul(splat(The.RoughError), f64x2.add(one, spread)),
  );
  const k = f64x2.floor(place);
  const isSure = v128.and(
    v128.and(f64x2.gt(f64x2.sub(place, k), error), f64x2.gt(f64x2.sub(f64x2.add(k, one), place), error)),
    v128.and(f64x2.ge(k, f64x2.splat(0)), f64x2.le(k, n)),
  );
  return i64x2.all_true(isSure) ? k : addedUp(k, isSure, shares, n, p);
}

/** The same, where some of it is not sure. */
function addedUp(k: v128, isSure: v128, shares: v128, n: v128, p: v128): v128 {
  const one = f64x2.extract_lane(shares, 0);
  const other = f64x2.extract_lane(shares, 1);
  let sums = k;
  if (i64x2.extract_lane(isSure, 0) == 0)
    sums = f64x2.replace_lane(sums, 0, summed(f64x2.extract_lane(n, 0), f64x2.extract_lane(p, 0), one));
  if (one != other && i64x2.extract_lane(isSure, 1) == 0)
    sums = f64x2.replace_lane(sums, 1, summed(f64x2.extract_lane(n, 1), f64x2.extract_lane(p, 1), other));
  return sums;
}
