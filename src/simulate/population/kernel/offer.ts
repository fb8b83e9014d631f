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
  EACH_AT,
  EXPIRIES_AT,
  EXPIRY_AT,
  FIRST_AT,
  GROUP,
  GROUP_FROM_AT,
  GROUPS_AT,
  INVALID,
  KEY_AT,
  LISTED,
  OPEN_AT,
  ORDER_KEY_AT,
  ROUNDS_AT,
  SHARED_AT,
  SIZE_AT,
  STATES_AT,
  STRETCH_AT,
  STRETCHES_AT,
  TALLIES_A_ROUND,
  TALLY_AT,
  TOGETHER,
  WIDTH_AT,
} from "../layout";
import { constant, FACTOR_1, FACTOR_2, FACTOR_3, hash, highHalves, rawHash4, within } from "./draw";

// @ts-ignore: decorator
@inline
function raise(count: usize, by: u32): void {
  store<u32>(count, load<u32>(count) + by);
}

/** The sum of 16 bytes. */
function sumOf(bytes: v128): u32 {
  const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes));
  return i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
}

/** Lists the recipients whose bits are set, of the 16 from `at` on: their addresses do not exist. */
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

/**
 * Finds out who of the recipients `at` to `end` may be mailed, and counts the others by what keeps them from it. Counts go
 * up without a branch: most steps have somebody who may not be mailed. Says how many may.
 */
function admit(order: usize, at: u32, end: u32, from: u32, to: u32): u32 {
  const states = load<u32>(order, STATES_AT);
  const groups = load<u32>(order, GROUPS_AT);
  const bit = load<u32>(order, DOMAIN_AT);
  const domain = i8x16.splat(<i8>bit);
  const own = i8x16.splat(<i8>(bit | COMPLAINED));
  const lists = i8x16.splat(<i8>(bit | COMPLAINED | LISTED));
  const bars = i8x16.splat(<i8>(bit | COMPLAINED | LISTED | INVALID));
  const group = i8x16.splat(<i8>load<u32>(order, GROUP_FROM_AT));
  const waiting = i8x16.splat(<i8>GROUP);
  const zero = i8x16.splat(0);
  const isRetry = load<u32>(order, GROUP_FROM_AT) != 0;
  let all = zero;
  let withoutDomain = zero;
  let withoutOwn = zero;
  let withoutLists = zero;
  let open = zero;
  let room = order + OPEN_AT;
  for (let place = at; place < end; place += 16) {
    const state = v128.load(<usize>(states + place));
    let inGroup = i8x16.eq(v128.and(v128.load(<usize>(groups + place)), waiting), group);
    if (place < from || place + 16 > to) inGroup = v128.and(inGroup, within(place, from, to));
    const mailable = v128.and(inGroup, i8x16.eq(v128.and(state, bars), zero));
    const unlisted = v128.and(inGroup, i8x16.eq(v128.and(state, lists), zero));
    all = i8x16.sub(all, inGroup);
    withoutDomain = i8x16.sub(withoutDomain, v128.and(inGroup, i8x16.eq(v128.and(state, domain), zero)));
    withoutOwn = i8x16.sub(withoutOwn, v128.and(inGroup, i8x16.eq(v128.and(state, own), zero)));
    withoutLists = i8x16.sub(withoutLists, unlisted);
    open = i8x16.sub(open, mailable);
    const invalid = v128.xor(unlisted, mailable);
    if (v128.any_true(invalid)) list(order, place, i8x16.bitmask(invalid));
    if (isRetry) leave(order, place, v128.xor(inGroup, mailable));
    v128.store(room, mailable);
    room += 16;
  }
  const domainless = sumOf(withoutDomain);
  const ownless = sumOf(withoutOwn);
  const unlistedInAll = sumOf(withoutLists);
  const mailableInAll = sumOf(open);
  raise(order + COUNTS_AT, sumOf(all) - domainless);
  raise(order + COUNTS_AT + 4, domainless - ownless);
  raise(order + COUNTS_AT + 8, ownless - unlistedInAll);
  raise(order + COUNTS_AT + 12, unlistedInAll - mailableInAll);
  return mailableInAll;
}

/** Draws what becomes of the mail of a recipient whose address may be mailed. */
function meet(order: usize, recipient: u32): void {
  const last = order + <usize>(load<u32>(order, STRETCHES_AT) - 1) * 8;
  const draw = <i32>hash(recipient, load<u32>(order, KEY_AT), load<u32>(order, KEY_AT + 4));
  let stretch = order;
  while (stretch < last && draw > load<i32>(stretch, STRETCH_AT)) stretch += 8;
  const outcome = order + <usize>load<u32>(stretch, STRETCH_AT + 4) * 4;
  raise(outcome + EACH_AT, 1);
  const bits = load<u8>(outcome, BITS_AT);
  const state = <usize>(load<u32>(order, STATES_AT) + recipient);
  store<u8>(state, load<u8>(state) | (bits & ~<u8>GROUP));
  const group = <usize>(load<u32>(order, GROUPS_AT) + recipient);
  store<u8>(group, (load<u8>(group) & ~<u8>GROUP) | (bits & <u8>GROUP));
}

/** Offers mail to the recipients whose bits are set, of the 16 from `at` on, one after the other. */
function offerEach(order: usize, at: u32, offered: u32): void {
  for (let left = offered; left != 0; left &= left - 1) meet(order, at + ctz(left));
}

/** High halves as they are, or above all bounds where mail is not offered. */
// @ts-ignore: decorator
@inline
function unless(sign: v128, closed: v128, halves: v128): v128 {
  return i16x8.max_s(halves, v128.xor(closed, sign));
}

/** Draws for the recipients `at` to `end`; leaves the high halves of the draws. */
function draw(order: usize, at: u32, end: u32): void {
  const first = v128.load32_splat(order, KEY_AT);
  const second = v128.load32_splat(order, KEY_AT + 4);
  const third = v128.xor(first, i32x4.shr_u(second, 9));
  const factor1 = constant(order, FACTOR_1);
  const factor2 = constant(order, FACTOR_2);
  const factor3 = constant(order, FACTOR_3);
  const four = constant(order, 4);
  const sign = constant(order, 0x80008000);
  let counters = i32x4.add(i32x4.splat(at), i32x4(0, 1, 2, 3));
  let room = order + DRAWS_AT;
  const roomEnd = room + <usize>(end - at) * 2;
  for (let open = order + OPEN_AT; room < roomEnd; room += 32, open += 16) {
    const a = rawHash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    const b = rawHash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    const c = rawHash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    const d = rawHash4(counters, first, second, third, factor1, factor2, factor3);
    counters = i32x4.add(counters, four);
    const closed = v128.not(v128.load(open));
    v128.store(room, unless(sign, i16x8.extend_low_i8x16_s(closed), highHalves(a, b)));
    v128.store(room, unless(sign, i16x8.extend_high_i8x16_s(closed), highHalves(c, d)), 16);
  }
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

/**
 * Looks closely at draws that change a state, or whose high half outcomes share, of the recipients `at` to `end`: those are
 * offered mail one by one. Says how many they were. Where draws change much, all are looked at: a branch that goes one way as
 * often as the other takes longer.
 */
function settle(order: usize, at: u32, end: u32): u32 {
  const close = load<u32>(order, CLOSE_AT);
  const isRetry = load<u32>(order, GROUP_FROM_AT) != 0;
  if (close == 0 && !isRetry) return 0;
  const isOften = isRetry || close > OFTEN;
  const closest = i16x8.splat(<i16>(<i32>close - 0x8001));
  const shared = i16x8.splat(<i16>(<i32>load<u32>(order, SHARED_AT) - 0x8000));
  const sign = i16x8.splat(-0x8000);
  const changesEnd = order + <usize>(load<u32>(order, CHANGES_AT) * 4);
  let room = order + DRAWS_AT;
  let alone: u32 = 0;
  for (let open = order + OPEN_AT; at < end; at += 16, room += 32, open += 16) {
    let a = v128.load(room);
    let b = v128.load(room, 16);
    if (!isOften && !v128.any_true(i16x8.le_s(i16x8.min_s(a, b), closest))) continue;
    let offered = v128.load(open);
    const each = v128.and(offered, i8x16.narrow_i16x8_s(i16x8.lt_s(a, shared), i16x8.lt_s(b, shared)));
    if (v128.any_true(each)) {
      const bits = <u32>i8x16.bitmask(each);
      offerEach(order, at, bits);
      alone += popcnt(bits);
      offered = v128.andnot(offered, each);
      a = unless(sign, i16x8.extend_low_i8x16_s(each), a);
      b = unless(sign, i16x8.extend_high_i8x16_s(each), b);
      v128.store(room, a);
      v128.store(room, b, 16);
    }
    change(order, changesEnd, at, offered, a, b);
  }
  return alone;
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

/** High halves of 65,536 from which on more than one in ten steps would change something. */
const OFTEN: u32 = 430;
/** Of so many recipients, or more, for each who may be mailed, those are quicker offered mail one after the other. */
const SPARSE: u32 = 10;

/**
 * Offers mail to those of the recipients `from` to `to`, `to` not among them, who are in the order's group, and adds up
 * what becomes of them. High halves of draws are compared, as signed numbers: that takes one instruction, and unsigned
 * three. Where outcomes share a high half, which are some ten of 65,536, recipients are taken one after the other.
 */
export function offer(order: usize, from: u32, to: u32): void {
  let offered: u32 = 0;
  for (let at = from & ~15; at < to; at += TOGETHER) {
    const end = min(at + TOGETHER, (to + 15) & ~15);
    const open = admit(order, at, end, from, to);
    if (open * SPARSE <= end - at) {
      if (open == 0) continue;
      for (let place = at; place < end; place += 16)
        offerEach(order, place, i8x16.bitmask(v128.load(order + OPEN_AT + (place - at))));
      continue;
    }
    draw(order, at, end);
    offered += open - settle(order, at, end);
    tally(order, order + DRAWS_AT + <usize>(end - at) * 2);
  }
  raise(order + COUNTED_AT, offered);
}

/** The one of so many whose turn is `at` in a shuffled order: each has one turn. Turns that lie beyond lead on to others. */
function turnOf(order: usize, at: u32): u32 {
  const size = load<u32>(order, SIZE_AT);
  const width = load<u32>(order, WIDTH_AT);
  const first = load<u32>(order, ORDER_KEY_AT);
  const second = load<u32>(order, ORDER_KEY_AT + 4);
  const mask = <u32>((<u64>1 << width) - 1);
  const half = (width + 1) >> 1;
  let x = at;
  do {
    x = ((x + first) * FACTOR_1) & mask;
    x ^= x >> half;
    x = ((x + second) * FACTOR_2) & mask;
    x ^= x >> half;
    x = ((x + (first ^ (second >> 9))) * FACTOR_3) & mask;
    x ^= x >> half;
    x = ((x + (second ^ (first >> 7))) * FACTOR_1) & mask;
    x ^= x >> half;
  } while (x >= size);
  return x;
}

/**
 * Offers mail to recipients of a cohort by their turns in a shuffled order, from that of the recipient `from` to that of `to`,
 * `to` not among them. None of their mail waits.
 */
export function offerShuffled(order: usize, from: u32, to: u32): void {
  const states = load<u32>(order, STATES_AT);
  const domain = load<u32>(order, DOMAIN_AT);
  const base = load<u32>(order, FIRST_AT);
  for (let turn = from; turn < to; turn++) {
    const recipient = base + turnOf(order, turn - base);
    const state = <u32>load<u8>(<usize>(states + recipient));
    if ((state & (domain | COMPLAINED | LISTED | INVALID)) == 0) meet(order, recipient);
    else if (state & domain) raise(order + COUNTS_AT, 1);
    else if (state & COMPLAINED) raise(order + COUNTS_AT + 4, 1);
    else if (state & LISTED) raise(order + COUNTS_AT + 8, 1);
    else {
      raise(order + COUNTS_AT + 12, 1);
      list(order, recipient, 1);
    }
  }
}
