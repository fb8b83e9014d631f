import { coarseDecays, fineDecays, inverses, Key, quantiles, stirling } from "./memory";

// The distribution of src/world/chance/binomial.ts and normal.ts, number by number; there it is explained.

// @ts-ignore: decorator
@external("env", "log")
export declare function log(x: f64): f64;
// @ts-ignore: decorator
@external("env", "exp")
export declare function exp(x: f64): f64;

// The key that numbers are drawn under, and how many of its were drawn.
let first: i32 = 0;
let second: i32 = 0;
let third: i32 = 0;
let counter: i32 = 0;

/** Draws under a key from now on, from a place in its numbers on. */
export function enter(keyFirst: i32, keySecond: i32, from: i32): void {
  first = keyFirst;
  second = keySecond;
  third = keyFirst ^ (keySecond >>> 9);
  counter = from;
}

/** The same, from where the key has come. */
export function enterKey(key: Key): void {
  enter(key.first, key.second, key.counter);
}

/** Keeps how far a key has come. */
// @ts-ignore: decorator
@inline
export function leaveKey(key: Key): void {
  key.counter = counter;
}

/** The next number of the key, strictly between 0 and 1. */
// @ts-ignore: decorator
@inline
export function uniform(): f64 {
  let x = counter + first;
  counter++;
  x = (x ^ (x >>> 16)) * 0x7feb352d;
  x += second;
  x = (x ^ (x >>> 15)) * <i32>0x846ca68b;
  x += third;
  x = (x ^ (x >>> 16)) * <i32>0x9e3779b1;
  x ^= x >>> 15;
  return (<f64>x + 2147483648.5) * (1.0 / 4294967296.0);
}

const WALK_MEAN_MAX: f64 = 5;
const WALK_STEPS_MAX: f64 = 80;
const SECOND_ORDER_MIN: f64 = 8;
const ROUGH_MAX: f64 = 256;
const TABLE_END: f64 = 0.025;

/** How many of `n` mails meet a fate that each meets with probability `p`. */
export function binomial(n: f64, p: f64): f64 {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  const rarer = p > 0.5 ? 1 - p : p;
  const k = n * rarer < WALK_MEAN_MAX ? walked(n, rarer) : estimated(n, rarer);
  return p > 0.5 ? n - k : k;
}

// @ts-ignore: decorator
@inline
function decay(x: f64): f64 {
  const steps = <i32>(x * 1024);
  const f = x - <f64>steps / 1024;
  return load<f64>(coarseDecays + (<usize>(steps >> 5) << 3)) * load<f64>(fineDecays + (<usize>(steps & 31) << 3)) * (1 - f + f * f * (0.5 - f / 6));
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

function walked(n: f64, p: f64): f64 {
  let left = uniform();
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

function tailRatio(r: f64): f64 {
  const over =
    ((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r +
      3.6478483247632045) *
      r +
      5.769497221460691) *
      r +
      4.630337846156546) *
      r +
    1.4234371107496835;
  const under =
    ((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) * r +
      0.6897673349851) *
      r +
      1.6763848301838038) *
      r +
      2.053191626637759) *
      r +
    1;
  return over / under;
}

function middleRatio(r: f64): f64 {
  const over =
    ((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r + 13731.69376550946) *
      r +
      1971.5909503065513) *
      r +
      133.14166789178438) *
      r +
    3.3871328727963665;
  const under =
    ((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
    1;
  return over / under;
}

export function normalQuantile(share: f64): f64 {
  const q = share - 0.5;
  if (abs(q) <= 0.425) return q * middleRatio(0.180625 - q * q);
  const tail = tailRatio(sqrt(-log(min(share, 1 - share))) - 1.6);
  return q < 0 ? -tail : tail;
}

// @ts-ignore: decorator
@inline
function roughNormalQuantile(share: f64): f64 {
  if (share < TABLE_END || share > 1 - TABLE_END) return normalQuantile(share);
  const place = share * 512;
  const segment = <i32>place;
  const t = place - <f64>segment;
  const at = quantiles + (<usize>segment << 5);
  return load<f64>(at) + t * (load<f64>(at, 8) + t * (load<f64>(at, 16) + t * load<f64>(at, 24)));
}

/**
 * Constants in memory: the compiler of V8 makes those that it knows anew at each use, which costs a tenth of the time of a
 * draw. Their names say where they stand.
 */
const constants: usize = memory.data<f64>([
  1.0, 3.0, 5.0, 6.0, 12.0, 17.0, 53.0, 0.5, 0.1, 0.08333333333333333, 0.16666666666666666, 0.041666666666666664,
  0.027777777777777776, 0.008333333333333333, 0.025, 0.0030864197530864196, 0.000001,
]);
@unmanaged
class Constants {
  one: f64 = 0;
  three: f64 = 0;
  five: f64 = 0;
  six: f64 = 0;
  twelve: f64 = 0;
  seventeen: f64 = 0;
  fiftyThree: f64 = 0;
  half: f64 = 0;
  tenth: f64 = 0;
  twelfth: f64 = 0;
  sixth: f64 = 0;
  by24: f64 = 0;
  by36: f64 = 0;
  by120: f64 = 0;
  by40: f64 = 0;
  by324: f64 = 0;
  roughError: f64 = 0;
}

/** The series of E. Cornish and R. Fisher; where its error could matter, the probabilities are added up. */
function estimated(n: f64, p: f64): f64 {
  const share = uniform();
  const the = changetype<Constants>(constants);
  const one = the.one;
  const perMail = p * (one - p);
  const square = n * perMail - the.twelfth;
  const spread = sqrt(square);
  const z = spread > ROUGH_MAX ? normalQuantile(share) : roughNormalQuantile(share);
  const zz = z * z;
  const ratio = one / square;
  const scale = one + ratio * the.twelfth;
  const third = scale * (one - (p + p));
  const fourth = scale * (one - the.six * perMail) + ratio * the.by120;
  const second =
    z *
    spread *
    ratio *
    (fourth * (zz - the.three) * the.by24 - third * third * (zz + zz - the.five) * the.by36);
  let place = n * p + the.half + spread * z + third * (zz - one) * the.sixth + second;
  let error = ratio;
  if (spread < SECOND_ORDER_MIN) {
    const fifth =
      (one - the.twelve * perMail) * ((zz - the.six) * zz + the.three) * the.by120 -
      fourth * ((zz - the.five) * zz + 2) * the.by24;
    place +=
      ratio * third * (fifth + third * third * ((the.twelve * zz - the.fiftyThree) * zz + the.seventeen) * the.by324);
    error *= spread * ratio;
  }
  error = error * (the.tenth + zz * zz * the.by40) + the.roughError * (one + spread);
  const k = floor(place);
  return place - k > error && k + one - place > error && k >= 0 && k <= n ? k : summed(n, p, share);
}

function series(n: f64): f64 {
  const inverse = 1 / (n + 1);
  const square = inverse * inverse;
  return (1.0 / 12 - (1.0 / 360 - square / 1260) * square) * inverse;
}
function stirlingCorrection(n: f64): f64 {
  return n < 128 ? load<f64>(stirling + (<usize>n << 3)) : series(n);
}

function likeliest(n: f64, p: f64): f64 {
  const mode = floor((n + 1) * p);
  const rest = n - mode;
  const corrections = stirlingCorrection(n) - stirlingCorrection(mode) - stirlingCorrection(rest);
  const logs = mode * log(((n + 1) * p) / (mode + 1)) + rest * log(((n + 1) * (1 - p)) / (rest + 1));
  return sqrt((n + 1) / (2 * Math.PI * (mode + 1) * (rest + 1))) * exp(logs + 1 + corrections);
}

function summed(n: f64, p: f64, share: f64): f64 {
  const EPS2: f64 = 4.930380657631324e-32;
  const odds = p / (1 - p);
  const mode = floor((n + 1) * p);
  const most = likeliest(n, p);
  let below: f64 = 0;
  let probability = most;
  for (let k = mode; k >= 0 && probability > most * EPS2; k--) {
    below += probability;
    probability *= k / ((n - k + 1) * odds);
  }
  let k = mode;
  probability = most;
  for (; k > 0 && share <= below - probability; k--) {
    below -= probability;
    probability *= k / ((n - k + 1) * odds);
  }
  for (; k < n && share > below; k++) {
    probability *= ((n - k) * odds) / (k + 1);
    below += probability;
    if (probability < most * EPS2) break;
  }
  return k;
}

