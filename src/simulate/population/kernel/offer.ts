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
import { constant, FACTOR_1, FACTOR_2, FACTOR_3, hash, hash4, within } from "./draw";

/** A bit of 32 recipients' states, as bits of a number. */
// @ts-ignore: decorator
@inline
function bitsOf(s: v128, t: v128, shift: i32): u32 {
  return i8x16.bitmask(i16x8.shl(s, 7 - shift)) | (i8x16.bitmask(i16x8.shl(t, 7 - shift)) << 16);
}

// @ts-ignore: decorator
@inline
function raise(order: usize, by: u32): void {
  store<u32>(order, load<u32>(order, COUNTS_AT) + by, COUNTS_AT);
}

/** Lists the recipients whose bits are set, of the 32 from `at` on: their addresses do not exist. */
function list(order: usize, at: u32, invalid: u32): void {
  const expiry = <u8>load<u32>(order, EXPIRY_AT);
  for (let left = invalid; left != 0; left &= left - 1) {
    const recipient = at + ctz(left);
    const state = <usize>(load<u32>(order, STATES_AT) + recipient);
    store<u8>(state, load<u8>(state) | <u8>LISTED);
    store<u8>(<usize>(load<u32>(order, EXPIRIES_AT) + recipient), expiry);
  }
}

/** The mail of 16 recipients does not wait any longer, where they are set. */
// @ts-ignore: decorator
@inline
function leave(order: usize, at: u32, these: v128): void {
  const groups = <usize>(load<u32>(order, GROUPS_AT) + at);
  v128.store(groups, v128.andnot(v128.load(groups), v128.and(these, i8x16.splat(<i8>GROUP))));
}

/** Writes what the draws of 16 recipients change: mail waits no longer, or anew; some complain or unsubscribe. */
// @ts-ignore: decorator
@inline
function change(order: usize, end: usize, at: u32, offered: v128, a: v128, b: v128, c: v128, d: v128): void {
  const group = i8x16.splat(<i8>GROUP);
  let bits = i8x16.splat(0);
  let left = offered;
  for (let each = order; each < end; each += 4) {
    const bound = v128.load32_splat(each, CHANGE_BOUNDS_AT);
    const above = i8x16.narrow_i16x8_s(
      i16x8.narrow_i32x4_s(i32x4.gt_s(a, bound), i32x4.gt_s(b, bound)),
      i16x8.narrow_i32x4_s(i32x4.gt_s(c, bound), i32x4.gt_s(d, bound)),
    );
    bits = v128.or(bits, v128.and(v128.andnot(left, above), v128.load8_splat(each, CHANGE_BITS_AT)));
    left = v128.and(left, above);
  }
  const states = <usize>(load<u32>(order, STATES_AT) + at);
  v128.store(states, v128.or(v128.load(states), v128.andnot(bits, group)));
  // Often the same bytes: they are read again.
  const groups = <usize>(load<u32>(order, GROUPS_AT) + at);
  const others = v128.andnot(v128.load(groups), v128.and(offered, group));
  v128.store(groups, v128.or(others, v128.and(bits, group)));
}

/** Offers mail to the recipients whose bits are set, of the 32 from `at` on, one after the other. */
function offerEach(order: usize, at: u32, offered: u32): void {
  const tallies = order + <usize>(load<u32>(order, TALLIES_AT) * 16);
  const changes = order + <usize>(load<u32>(order, CHANGES_AT) * 4);
  for (let left = offered; left != 0; left &= left - 1) {
    const recipient = at + ctz(left);
    const draw = <i32>hash(recipient, load<u32>(order, KEY_AT), load<u32>(order, KEY_AT + 4));
    for (let tally = order; tally < tallies; tally += 16)
      store<u32>(tally, load<u32>(tally, TALLY_AT) + u32(draw < load<i32>(tally, BOUND_AT)), TALLY_AT);
    let each = order;
    while (each < changes && draw > load<i32>(each, CHANGE_BOUNDS_AT)) each += 4;
    const bits = each < changes ? load<u8>(each, CHANGE_BITS_AT) : 0;
    const state = <usize>(load<u32>(order, STATES_AT) + recipient);
    store<u8>(state, load<u8>(state) | (bits & ~<u8>GROUP));
    const group = <usize>(load<u32>(order, GROUPS_AT) + recipient);
    store<u8>(group, (load<u8>(group) & ~<u8>GROUP) | (bits & <u8>GROUP));
  }
}

/** Draws as they are, or above all bounds where mail is not offered. */
// @ts-ignore: decorator
@inline
function unless(sign: v128, closed: v128, draws: v128): v128 {
  return i32x4.max_s(draws, v128.xor(closed, sign));
}

/** As many of 32 recipients, or fewer, are quicker offered mail one after the other. */
const FEW: u32 = 4;

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
  const factor1 = constant(order, FACTOR_1);
  const factor2 = constant(order, FACTOR_2);
  const factor3 = constant(order, FACTOR_3);
  const group = i8x16.splat(<i8>load<u32>(order, GROUP_FROM_AT));
  const domain = i8x16.splat(<i8>load<u32>(order, DOMAIN_AT));
  const bars = i8x16.splat(<i8>(load<u32>(order, DOMAIN_AT) | COMPLAINED | LISTED | INVALID));
  const changes = load<u32>(order, CHANGES_AT);
  const changesEnd = order + <usize>(changes * 4);
  const changing = v128.load32_splat(order, CHANGE_BOUNDS_AT + 8);
  const lanes = i32x4(0, 1, 2, 3);
  const zero = constant(order, 0);
  const four = constant(order, 4);
  const sign = constant(order, 0x80000000);
  const waiting = constant(order, <u32>GROUP * 0x01010101);
  const isRetry = load<u32>(order, GROUP_FROM_AT) != 0;
  const end = order + <usize>(load<u32>(order, TALLIES_AT) * 16);
  let offered: u32 = 0;
  for (let at = from & ~31; at < to; at += 32) {
    const s = v128.load(<usize>(base + at));
    const t = v128.load(<usize>(base + at), 16);
    let inS = i8x16.eq(v128.and(v128.load(<usize>(groups + at)), waiting), group);
    let inT = i8x16.eq(v128.and(v128.load(<usize>(groups + at), 16), waiting), group);
    if (at < from || at + 32 > to) {
      inS = v128.and(inS, within(at, from, to));
      inT = v128.and(inT, within(at + 16, from, to));
    }
    const openS = v128.and(inS, i8x16.eq(v128.and(s, bars), zero));
    const openT = v128.and(inT, i8x16.eq(v128.and(t, bars), zero));
    const open = <u32>(i8x16.bitmask(openS) | (i8x16.bitmask(openT) << 16));
    const barred = <u32>(i8x16.bitmask(inS) | (i8x16.bitmask(inT) << 16)) & ~open;
    if (barred != 0) {
      const unsubscribed =
        barred &
        (i8x16.bitmask(i8x16.eq(v128.and(s, domain), domain)) | (i8x16.bitmask(i8x16.eq(v128.and(t, domain), domain)) << 16));
      const complained = barred & ~unsubscribed & bitsOf(s, t, 2);
      const listed = barred & ~(unsubscribed | complained) & bitsOf(s, t, 1);
      const invalid = barred & ~(unsubscribed | complained | listed);
      raise(order, popcnt(unsubscribed));
      raise(order + 4, popcnt(complained));
      raise(order + 8, popcnt(listed));
      if (invalid != 0) {
        raise(order + 12, popcnt(invalid));
        list(order, at, invalid);
      }
      if (isRetry) {
        leave(order, at, v128.andnot(inS, openS));
        leave(order, at + 16, v128.andnot(inT, openT));
      }
    }
    const count = popcnt(open);
    offered += count;
    if (count <= FEW) {
      if (count != 0) offerEach(order, at, open);
      continue;
    }
    let counters = i32x4.add(i32x4.splat(at), lanes);
    let v0 = hash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    let v1 = hash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    let v2 = hash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    let v3 = hash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    let v4 = hash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    let v5 = hash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    let v6 = hash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    let v7 = hash4(counters, first, second, third, factor1, factor2, factor3);
    if (count != 32) {
      const closedS = v128.not(openS);
      const closedT = v128.not(openT);
      const lowS = i16x8.extend_low_i8x16_s(closedS);
      const highS = i16x8.extend_high_i8x16_s(closedS);
      const lowT = i16x8.extend_low_i8x16_s(closedT);
      const highT = i16x8.extend_high_i8x16_s(closedT);
      v0 = unless(sign, i32x4.extend_low_i16x8_s(lowS), v0);
      v1 = unless(sign, i32x4.extend_high_i16x8_s(lowS), v1);
      v2 = unless(sign, i32x4.extend_low_i16x8_s(highS), v2);
      v3 = unless(sign, i32x4.extend_high_i16x8_s(highS), v3);
      v4 = unless(sign, i32x4.extend_low_i16x8_s(lowT), v4);
      v5 = unless(sign, i32x4.extend_high_i16x8_s(lowT), v5);
      v6 = unless(sign, i32x4.extend_low_i16x8_s(highT), v6);
      v7 = unless(sign, i32x4.extend_high_i16x8_s(highT), v7);
    }
    const least = i32x4.min_s(
      i32x4.min_s(i32x4.min_s(v0, v1), i32x4.min_s(v2, v3)),
      i32x4.min_s(i32x4.min_s(v4, v5), i32x4.min_s(v6, v7)),
    );
    if (isRetry || (changes != 0 && v128.any_true(i32x4.le_s(least, changing)))) {
      change(order, changesEnd, at, openS, v0, v1, v2, v3);
      change(order, changesEnd, at + 16, openT, v4, v5, v6, v7);
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
