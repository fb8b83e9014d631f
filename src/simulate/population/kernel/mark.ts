import {
  AGE_KEY_AT,
  AGES_AT,
  COUNTED_AT,
  EXPIRIES_AT,
  EXPIRY_AT,
  GROUP,
  GROUP_FROM_AT,
  GROUPS_AT,
  KEY_AT,
  LISTED,
  MARK_AT,
  MARK_BOUND_AT,
  SPARED_AT,
  STATES_AT,
} from "../layout";
import { constant, FACTOR_1, FACTOR_2, FACTOR_3, hash, hash4, having, raise, upTo, within } from "./draw";

/** Writes when the entries of those of 16 recipients who were marked end. */
function date(order: usize, at: u32, marked: v128): void {
  const expiries = <usize>(load<u32>(order, EXPIRIES_AT) + at);
  const ages = load<u32>(order, AGES_AT);
  if (ages == 0) {
    v128.store(expiries, v128.bitselect(i8x16.splat(<i8>load<u32>(order, EXPIRY_AT)), v128.load(expiries), marked));
    return;
  }
  for (let left = <u32>i8x16.bitmask(marked); left != 0; left &= left - 1) {
    const lane = ctz(left);
    const draw = hash(at + lane, load<u32>(order, AGE_KEY_AT), load<u32>(order, AGE_KEY_AT + 4));
    store<u8>(expiries + lane, <u8>(1 + <u32>((<u64>draw * ages) >> 32)));
  }
}

/** Draws for each recipient `from` to `to`, `to` not among them, who is not spared, whether to set some bits of its state. */
export function mark(order: usize, from: u32, to: u32): void {
  const first = v128.load32_splat(order, KEY_AT);
  const second = v128.load32_splat(order, KEY_AT + 4);
  const third = v128.xor(first, i32x4.shr_u(second, 9));
  const factor1 = constant(order, FACTOR_1);
  const factor2 = constant(order, FACTOR_2);
  const factor3 = constant(order, FACTOR_3);
  const bits = load<u32>(order, MARK_AT);
  for (let at = from & ~15; at < to; at += 16) {
    const states = <usize>(load<u32>(order, STATES_AT) + at);
    const before = v128.load(states);
    let marked = v128.andnot(within(at, from, to), having(before, load<u32>(order, SPARED_AT)));
    const counters = i32x4.add(i32x4.splat(at), i32x4(0, 1, 2, 3));
    marked = v128.and(
      marked,
      upTo(
        hash4(counters, first, second, third, factor1, factor2, factor3),
        hash4(i32x4.add(counters, i32x4.splat(4)), first, second, third, factor1, factor2, factor3),
        hash4(i32x4.add(counters, i32x4.splat(8)), first, second, third, factor1, factor2, factor3),
        hash4(i32x4.add(counters, i32x4.splat(12)), first, second, third, factor1, factor2, factor3),
        load<i32>(order, MARK_BOUND_AT),
      ),
    );
    if (!v128.any_true(marked)) continue;
    raise(order + COUNTED_AT, marked);
    v128.store(states, v128.or(before, v128.and(marked, i8x16.splat(<i8>bits))));
    if (bits == LISTED) date(order, at, marked);
  }
}

/** Ends the entries of the shared list whose tick has come. */
export function unlist(order: usize, from: u32, to: u32): void {
  const expiry = i8x16.splat(<i8>load<u32>(order, EXPIRY_AT));
  for (let at = from & ~15; at < to; at += 16) {
    const states = <usize>(load<u32>(order, STATES_AT) + at);
    const before = v128.load(states);
    // One branch alone, which is seldom taken: most steps have somebody who is listed.
    const ends = i8x16.eq(v128.load(<usize>(load<u32>(order, EXPIRIES_AT) + at)), expiry);
    let ended = v128.and(ends, having(before, LISTED));
    if (!v128.any_true(ended)) continue;
    ended = v128.and(ended, within(at, from, to));
    raise(order + COUNTED_AT, ended);
    v128.store(states, v128.andnot(before, v128.and(ended, i8x16.splat(<i8>LISTED))));
  }
}

/** Takes all recipients of a group out of it. */
export function release(order: usize, from: u32, to: u32): void {
  const group = i8x16.splat(<i8>load<u32>(order, GROUP_FROM_AT));
  const bits = i8x16.splat(<i8>GROUP);
  for (let at = from & ~15; at < to; at += 16) {
    const groups = <usize>(load<u32>(order, GROUPS_AT) + at);
    const before = v128.load(groups);
    // Written back without a branch: often there is somebody, and often nobody.
    const released = v128.and(within(at, from, to), i8x16.eq(v128.and(before, bits), group));
    v128.store(groups, v128.andnot(before, v128.and(released, bits)));
  }
}
