import {
  BITS_AT,
  BOUND_AT,
  CHANGE_BITS_AT,
  CHANGE_BOUNDS_AT,
  CHANGES_AT,
  CLOSE_AT,
  COMPLAINED,
  COUNTED_AT,
  COUNTS_AT,
  DOMAIN_AT,
  DRAWS_AT,
  DRAWS_BYTES,
  EACH_AT,
  EXPIRIES_AT,
  EXPIRY_AT,
  GROUP,
  GROUP_FROM_AT,
  GROUPS_AT,
  INVALID,
  KEY_AT,
  LISTED,
  ROUNDS_AT,
  SHARED_AT,
  STATES_AT,
  STRETCH_AT,
  STRETCHES_AT,
  TALLIES_A_ROUND,
  TALLY_AT,
} from "../layout";
import { constant, FACTOR_1, FACTOR_2, FACTOR_3, hash, highHalves, rawHash4, within } from "./draw";

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
function change(order: usize, end: usize, at: u32, offered: v128, a: v128, b: v128): void {
  const group = i8x16.splat(<i8>GROUP);
  let bits = i8x16.splat(0);
  let left = offered;
  for (let each = order; each < end; each += 4) {
    const bound = v128.load16_splat(each, CHANGE_BOUNDS_AT);
    const above = i8x16.narrow_i16x8_s(i16x8.gt_s(a, bound), i16x8.gt_s(b, bound));
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
  const last = order + <usize>(load<u32>(order, STRETCHES_AT) - 1) * 8;
  for (let left = offered; left != 0; left &= left - 1) {
    const recipient = at + ctz(left);
    const draw = <i32>hash(recipient, load<u32>(order, KEY_AT), load<u32>(order, KEY_AT + 4));
    let stretch = order;
    while (stretch < last && draw > load<i32>(stretch, STRETCH_AT)) stretch += 8;
    const outcome = order + <usize>load<u32>(stretch, STRETCH_AT + 4) * 4;
    store<u32>(outcome, load<u32>(outcome, EACH_AT) + 1, EACH_AT);
    const bits = load<u8>(outcome, BITS_AT);
    const state = <usize>(load<u32>(order, STATES_AT) + recipient);
    store<u8>(state, load<u8>(state) | (bits & ~<u8>GROUP));
    const group = <usize>(load<u32>(order, GROUPS_AT) + recipient);
    store<u8>(group, (load<u8>(group) & ~<u8>GROUP) | (bits & <u8>GROUP));
  }
}

/** Adds the eight counts of a vector to the four of a tally. */
// @ts-ignore: decorator
@inline
function addTo(tally: usize, counts: v128): void {
  v128.store(tally, i32x4.add(v128.load(tally, TALLY_AT), i32x4.extadd_pairwise_i16x8_s(counts)), TALLY_AT);
}

/** Tallies the high halves of draws that are kept in an order up to `end`: how many are below each bound. */
function tally(order: usize, end: usize): void {
  const rounds = load<u32>(order, ROUNDS_AT);
  for (let round: u32 = 0; round < rounds; round++) {
    const bounds = order + <usize>(round * TALLIES_A_ROUND * 2);
    const bound0 = v128.load16_splat(bounds, BOUND_AT);
    const bound1 = v128.load16_splat(bounds, BOUND_AT + 2);
    const bound2 = v128.load16_splat(bounds, BOUND_AT + 4);
    const bound3 = v128.load16_splat(bounds, BOUND_AT + 6);
    const bound4 = v128.load16_splat(bounds, BOUND_AT + 8);
    let below0 = i16x8.splat(0);
    let below1 = i16x8.splat(0);
    let below2 = i16x8.splat(0);
    let below3 = i16x8.splat(0);
    let below4 = i16x8.splat(0);
    for (let at = order + DRAWS_AT; at < end; at += 16) {
      const draws = v128.load(at);
      below0 = i16x8.sub(below0, i16x8.gt_s(bound0, draws));
      below1 = i16x8.sub(below1, i16x8.gt_s(bound1, draws));
      below2 = i16x8.sub(below2, i16x8.gt_s(bound2, draws));
      below3 = i16x8.sub(below3, i16x8.gt_s(bound3, draws));
      below4 = i16x8.sub(below4, i16x8.gt_s(bound4, draws));
    }
    const tallies = order + <usize>(round * TALLIES_A_ROUND * 16);
    addTo(tallies, below0);
    addTo(tallies + 16, below1);
    addTo(tallies + 32, below2);
    addTo(tallies + 48, below3);
    addTo(tallies + 64, below4);
  }
}

/** High halves as they are, or above all bounds where mail is not offered. */
// @ts-ignore: decorator
@inline
function unless(sign: v128, closed: v128, halves: v128): v128 {
  return i16x8.max_s(halves, v128.xor(closed, sign));
}

/** As many of 32 recipients, or fewer, are quicker offered mail one after the other. */
const FEW: u32 = 4;

/**
 * Offers mail to those of the recipients `from` to `to`, `to` not among them, who are in the order's group, and adds up
 * what becomes of them. High halves of draws are compared, as signed numbers: that takes one instruction, and unsigned
 * three. Where outcomes share a high half, which are some ten of 65,536, recipients are taken one after the other.
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
  const shared = i16x8.splat(<i16>(<i32>load<u32>(order, SHARED_AT) - 0x8000));
  const close = load<u32>(order, CLOSE_AT);
  const closest = i16x8.splat(<i16>(<i32>close - 0x8001));
  const lanes = i32x4(0, 1, 2, 3);
  const zero = constant(order, 0);
  const four = constant(order, 4);
  const sign = constant(order, 0x80008000);
  const waiting = constant(order, <u32>GROUP * 0x01010101);
  const isRetry = load<u32>(order, GROUP_FROM_AT) != 0;
  const drawsEnd = order + DRAWS_AT + DRAWS_BYTES;
  let draws = order + DRAWS_AT;
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
    let openS = v128.and(inS, i8x16.eq(v128.and(s, bars), zero));
    let openT = v128.and(inT, i8x16.eq(v128.and(t, bars), zero));
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
    if (count <= FEW) {
      if (count != 0) offerEach(order, at, open);
      continue;
    }
    offered += count;
    let counters = i32x4.add(i32x4.splat(at), lanes);
    let v = rawHash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    let w = rawHash4(counters, first, second, third, factor1, factor2, factor3);
    let h0 = highHalves(v, w);
    counters = i32x4.add(counters, four);
    v = rawHash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    w = rawHash4(counters, first, second, third, factor1, factor2, factor3);
    let h1 = highHalves(v, w);
    counters = i32x4.add(counters, four);
    v = rawHash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    w = rawHash4(counters, first, second, third, factor1, factor2, factor3);
    let h2 = highHalves(v, w);
    counters = i32x4.add(counters, four);
    v = rawHash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    w = rawHash4(counters, first, second, third, factor1, factor2, factor3);
    let h3 = highHalves(v, w);
    if (count != 32) {
      const closedS = v128.not(openS);
      const closedT = v128.not(openT);
      h0 = unless(sign, i16x8.extend_low_i8x16_s(closedS), h0);
      h1 = unless(sign, i16x8.extend_high_i8x16_s(closedS), h1);
      h2 = unless(sign, i16x8.extend_low_i8x16_s(closedT), h2);
      h3 = unless(sign, i16x8.extend_high_i8x16_s(closedT), h3);
    }
    const least = i16x8.min_s(i16x8.min_s(h0, h1), i16x8.min_s(h2, h3));
    if (isRetry || (close != 0 && v128.any_true(i16x8.le_s(least, closest)))) {
      const sharedS = v128.and(openS, i8x16.narrow_i16x8_s(i16x8.lt_s(h0, shared), i16x8.lt_s(h1, shared)));
      const sharedT = v128.and(openT, i8x16.narrow_i16x8_s(i16x8.lt_s(h2, shared), i16x8.lt_s(h3, shared)));
      const alone = <u32>(i8x16.bitmask(sharedS) | (i8x16.bitmask(sharedT) << 16));
      if (alone != 0) {
        offerEach(order, at, alone);
        offered -= popcnt(alone);
        openS = v128.andnot(openS, sharedS);
        openT = v128.andnot(openT, sharedT);
        h0 = unless(sign, i16x8.extend_low_i8x16_s(sharedS), h0);
        h1 = unless(sign, i16x8.extend_high_i8x16_s(sharedS), h1);
        h2 = unless(sign, i16x8.extend_low_i8x16_s(sharedT), h2);
        h3 = unless(sign, i16x8.extend_high_i8x16_s(sharedT), h3);
      }
      change(order, changesEnd, at, openS, h0, h1);
      change(order, changesEnd, at + 16, openT, h2, h3);
    }
    v128.store(draws, h0);
    v128.store(draws, h1, 16);
    v128.store(draws, h2, 32);
    v128.store(draws, h3, 48);
    draws += 64;
    if (draws == drawsEnd) {
      tally(order, draws);
      draws = order + DRAWS_AT;
    }
  }
  tally(order, draws);
  store<u32>(order, load<u32>(order, COUNTED_AT) + offered, COUNTED_AT);
}
