import { CONSTANT_AT } from "../layout";

/**
 * A constant in all lanes, by way of memory: the compiler of V8 makes constants that it knows anew at each use, which costs
 * a fifth of the kernel's time.
 */
// @ts-ignore: decorator
@inline
export function constant(order: usize, value: u32): v128 {
  store<u32>(order, value, CONSTANT_AT);
  return v128.load32_splat(order, CONSTANT_AT);
}

/** The multipliers of the hash. */
export const FACTOR_1: u32 = 0x7feb352d;
export const FACTOR_2: u32 = 0x846ca68b;
export const FACTOR_3: u32 = 0x9e3779b1;

/**
 * The hash of src/world/chance/hash.ts for four counters, with its key and the multipliers, before its last step, which is
 * to take `x >> 15` in.
 */
// @ts-ignore: decorator
@inline
export function rawHash4(counters: v128, first: v128, second: v128, third: v128, factor1: v128, factor2: v128, factor3: v128): v128 {
  let x = i32x4.add(counters, first);
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), factor1);
  x = i32x4.add(x, second);
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), factor2);
  x = i32x4.add(x, third);
  return i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), factor3);
}

/** The hash for four counters. */
// @ts-ignore: decorator
@inline
export function hash4(counters: v128, first: v128, second: v128, third: v128, factor1: v128, factor2: v128, factor3: v128): v128 {
  const x = rawHash4(counters, first, second, third, factor1, factor2, factor3);
  return v128.xor(x, i32x4.shr_u(x, 15));
}

/** The high halves of eight hashes, from what they are before the last step: of its bits one falls into the high half. */
// @ts-ignore: decorator
@inline
export function highHalves(a: v128, b: v128): v128 {
  const high = i16x8.narrow_i32x4_s(i32x4.shr_s(a, 16), i32x4.shr_s(b, 16));
  return v128.xor(high, i16x8.shr_u(high, 15));
}

/** The same for one counter. */
export function hash(counter: u32, first: u32, second: u32): u32 {
  let x = counter + first;
  x = (x ^ (x >> 16)) * FACTOR_1;
  x += second;
  x = (x ^ (x >> 15)) * FACTOR_2;
  x += first ^ (second >> 9);
  x = (x ^ (x >> 16)) * FACTOR_3;
  return x ^ (x >> 15);
}

/** All bits of the 16 bytes from `at` on that stand for recipients of `from` to `to`, `to` not among them. */
// @ts-ignore: decorator
@inline
export function within(at: i32, from: i32, to: i32): v128 {
  const lanes = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const low = <i8>min(max(from - at, 0), 16);
  const high = <i8>min(max(to - at, 0), 16);
  return v128.and(i8x16.ge_s(lanes, i8x16.splat(low)), i8x16.lt_s(lanes, i8x16.splat(high)));
}

/** All bits of the bytes that have one of some bits. */
// @ts-ignore: decorator
@inline
export function having(states: v128, bits: u32): v128 {
  return i8x16.ne(v128.and(states, i8x16.splat(<i8>bits)), i8x16.splat(0));
}

/** Adds the bytes of a mask to a count. */
// @ts-ignore: decorator
@inline
export function raise(count: usize, mask: v128): void {
  store<u32>(count, load<u32>(count) + <u32>popcnt(i8x16.bitmask(mask)));
}

/** All bits of the bytes whose draws, four to a vector, are at most a bound. */
// @ts-ignore: decorator
@inline
export function upTo(a: v128, b: v128, c: v128, d: v128, bound: i32): v128 {
  const bounds = i32x4.splat(bound);
  return v128.not(
    i8x16.narrow_i16x8_s(
      i16x8.narrow_i32x4_s(i32x4.gt_s(a, bounds), i32x4.gt_s(b, bounds)),
      i16x8.narrow_i32x4_s(i32x4.gt_s(c, bounds), i32x4.gt_s(d, bounds)),
    ),
  );
}
