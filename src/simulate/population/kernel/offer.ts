import {
  BOUND_AT,
  CHANGE_BITS_AT,
  CHANGE_BOUNDS_AT,
  CHANGES_AT,
  COMPLAINED,
  COUNTED_AT,
  COUNTS_AT,
  DOMAIN_AT,
  EXPIRIES_AT,
  EXPIRY_AT,
  GROUP,
  GROUP_FROM_AT,
  GROUPS_AT,
  INVALID,
  KEY_AT,
  LISTED,
  STATES_AT,
  TALLIES_AT,
  TALLY_AT,
} from "../layout";
import { hash4, having, raise, upTo, within } from "./draw";

/**
 * Counts what becomes of those of 16 recipients for whom no provider is asked, in the order in which the platform asks.
 * The invalid ones bounce and are listed; nobody's mail waits any longer.
 */
function bar(order: usize, at: u32, states: v128, barred: v128): void {
  let left = barred;
  let these = v128.and(left, having(states, load<u32>(order, DOMAIN_AT)));
  raise(order + COUNTS_AT, these);
  left = v128.andnot(left, these);
  these = v128.and(left, having(states, COMPLAINED));
  raise(order + COUNTS_AT + 4, these);
  left = v128.andnot(left, these);
  these = v128.and(left, having(states, LISTED));
  raise(order + COUNTS_AT + 8, these);
  left = v128.andnot(left, these);
  if (v128.any_true(left)) {
    raise(order + COUNTS_AT + 12, left);
    v128.store(<usize>(load<u32>(order, STATES_AT) + at), v128.or(states, v128.and(left, i8x16.splat(<i8>LISTED))));
    const expiries = <usize>(load<u32>(order, EXPIRIES_AT) + at);
    v128.store(expiries, v128.bitselect(i8x16.splat(<i8>load<u32>(order, EXPIRY_AT)), v128.load(expiries), left));
  }
  if (load<u32>(order, GROUP_FROM_AT) == 0) return;
  const groups = <usize>(load<u32>(order, GROUPS_AT) + at);
  v128.store(groups, v128.andnot(v128.load(groups), v128.and(barred, i8x16.splat(<i8>GROUP))));
}

/** Writes what the draws of 16 recipients change: mail waits no longer, or anew; some complain or unsubscribe. */
function change(order: usize, at: u32, offered: v128, a: v128, b: v128, c: v128, d: v128): void {
  const group = i8x16.splat(<i8>GROUP);
  let bits = i8x16.splat(0);
  let left = offered;
  for (let each: usize = 0; each < 12; each += 4) {
    const these = v128.and(left, upTo(a, b, c, d, load<i32>(order + each, CHANGE_BOUNDS_AT)));
    bits = v128.or(bits, v128.and(these, i8x16.splat(<i8>load<u32>(order + each, CHANGE_BITS_AT))));
    left = v128.andnot(left, these);
  }
  const states = <usize>(load<u32>(order, STATES_AT) + at);
  v128.store(states, v128.or(v128.load(states), v128.andnot(bits, group)));
  // Often the same bytes: they are read again.
  const groups = <usize>(load<u32>(order, GROUPS_AT) + at);
  const others = v128.andnot(v128.load(groups), v128.and(offered, group));
  v128.store(groups, v128.or(others, v128.and(bits, group)));
}

/** Draws as they are, or above all bounds where mail is not offered. */
// @ts-ignore: decorator
@inline
function unless(closed: v128, draws: v128): v128 {
  return i32x4.max_s(draws, v128.xor(closed, i32x4.splat(i32.MIN_VALUE)));
}

/**
 * Offers mail to those of the recipients `from` to `to`, `to` not among them, who are in the order's group, and adds up
 * what becomes of them. Draws are compared as signed numbers: that takes one instruction, and unsigned three.
 */
export function offer(order: usize, from: u32, to: u32): void {
  const base = load<u32>(order, STATES_AT);
  const groups = load<u32>(order, GROUPS_AT);
  const first = v128.load32_splat(order, KEY_AT);
  const second = v128.load32_splat(order, KEY_AT + 4);
  const third = v128.xor(first, i32x4.shr_u(second, 9));
  const group = i8x16.splat(<i8>load<u32>(order, GROUP_FROM_AT));
  const bars = load<u32>(order, DOMAIN_AT) | COMPLAINED | LISTED | INVALID;
  const changes = load<u32>(order, CHANGES_AT);
  const changing = v128.load32_splat(order, CHANGE_BOUNDS_AT + 8);
  const isRetry = load<u32>(order, GROUP_FROM_AT) != 0;
  const end = order + <usize>(load<u32>(order, TALLIES_AT) * 16);
  let offered: u32 = 0;
  for (let at = from & ~31; at < to; at += 32) {
    const s = v128.load(<usize>(base + at));
    const t = v128.load(<usize>(base + at), 16);
    let inS = i8x16.eq(v128.and(v128.load(<usize>(groups + at)), i8x16.splat(<i8>GROUP)), group);
    let inT = i8x16.eq(v128.and(v128.load(<usize>(groups + at), 16), i8x16.splat(<i8>GROUP)), group);
    if (at < from || at + 32 > to) {
      inS = v128.and(inS, within(at, from, to));
      inT = v128.and(inT, within(at + 16, from, to));
    }
    const barredS = v128.and(inS, having(s, bars));
    const barredT = v128.and(inT, having(t, bars));
    if (v128.any_true(barredS)) bar(order, at, s, barredS);
    if (v128.any_true(barredT)) bar(order, at + 16, t, barredT);
    const openS = v128.andnot(inS, barredS);
    const openT = v128.andnot(inT, barredT);
    const count = <u32>popcnt(i8x16.bitmask(openS) | (i8x16.bitmask(openT) << 16));
    if (count == 0) continue;
    offered += count;
    const counters = i32x4.add(i32x4.splat(at), i32x4(0, 1, 2, 3));
    let v0 = hash4(counters, first, second, third);
    let v1 = hash4(i32x4.add(counters, i32x4.splat(4)), first, second, third);
    let v2 = hash4(i32x4.add(counters, i32x4.splat(8)), first, second, third);
    let v3 = hash4(i32x4.add(counters, i32x4.splat(12)), first, second, third);
    let v4 = hash4(i32x4.add(counters, i32x4.splat(16)), first, second, third);
    let v5 = hash4(i32x4.add(counters, i32x4.splat(20)), first, second, third);
    let v6 = hash4(i32x4.add(counters, i32x4.splat(24)), first, second, third);
    let v7 = hash4(i32x4.add(counters, i32x4.splat(28)), first, second, third);
    if (count != 32) {
      const closedS = v128.not(openS);
      const closedT = v128.not(openT);
      const lowS = i16x8.extend_low_i8x16_s(closedS);
      const highS = i16x8.extend_high_i8x16_s(closedS);
      const lowT = i16x8.extend_low_i8x16_s(closedT);
      const highT = i16x8.extend_high_i8x16_s(closedT);
      v0 = unless(i32x4.extend_low_i16x8_s(lowS), v0);
      v1 = unless(i32x4.extend_high_i16x8_s(lowS), v1);
      v2 = unless(i32x4.extend_low_i16x8_s(highS), v2);
      v3 = unless(i32x4.extend_high_i16x8_s(highS), v3);
      v4 = unless(i32x4.extend_low_i16x8_s(lowT), v4);
      v5 = unless(i32x4.extend_high_i16x8_s(lowT), v5);
      v6 = unless(i32x4.extend_low_i16x8_s(highT), v6);
      v7 = unless(i32x4.extend_high_i16x8_s(highT), v7);
    }
    const least = i32x4.min_s(
      i32x4.min_s(i32x4.min_s(v0, v1), i32x4.min_s(v2, v3)),
      i32x4.min_s(i32x4.min_s(v4, v5), i32x4.min_s(v6, v7)),
    );
    if (isRetry || (changes != 0 && v128.any_true(i32x4.le_s(least, changing)))) {
      change(order, at, openS, v0, v1, v2, v3);
      change(order, at + 16, openT, v4, v5, v6, v7);
    }
    for (let tally = order; tally < end; tally += 16) {
      const bound = v128.load(tally, BOUND_AT);
      const minus = i32x4.add(
        i32x4.add(
          i32x4.add(i32x4.lt_s(v0, bound), i32x4.lt_s(v1, bound)),
          i32x4.add(i32x4.lt_s(v2, bound), i32x4.lt_s(v3, bound)),
        ),
        i32x4.add(
          i32x4.add(i32x4.lt_s(v4, bound), i32x4.lt_s(v5, bound)),
          i32x4.add(i32x4.lt_s(v6, bound), i32x4.lt_s(v7, bound)),
        ),
      );
      v128.store(tally, i32x4.sub(v128.load(tally, TALLY_AT), minus), TALLY_AT);
    }
  }
  store<u32>(order, load<u32>(order, COUNTED_AT) + offered, COUNTED_AT);
}
