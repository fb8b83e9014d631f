import { fateAt, OUTCOMES_FROM } from "../../world/outcome.ts";
import type { Stretch } from "./draw-bounds.ts";
import * as layout from "./layout.ts";

const DEFERRED = fateAt("deferred") - OUTCOMES_FROM;
const COMPLAINED = fateAt("inbox-complained") - OUTCOMES_FROM;
const UNSUBSCRIBED = fateAt("inbox-unsubscribed") - OUTCOMES_FROM;
const CHANGES_MAX = 3;
const LANES = 4;

/** Writes fields of 32 bits into an order. */
export function writeFields(order: DataView, fields: readonly (readonly [at: number, value: number])[]): void {
  for (const [at, value] of fields) order.setUint32(at, value, true);
}

/** Writes into an order which draws are which outcome; its domain and the group of the deferred stand there already. */
export function writeStretches(order: DataView, stretches: readonly Stretch[]): void {
  const bits = new Map([
    [DEFERRED, order.getUint32(layout.GROUP_TO_AT, true)],
    [COMPLAINED, layout.COMPLAINED],
    [UNSUBSCRIBED, order.getUint32(layout.DOMAIN_AT, true)],
  ]);
  const changes = stretches.filter(({ outcome }) => bits.has(outcome));
  order.setUint32(layout.CHANGES_AT, changes.length, true);
  for (let each = 0; each < CHANGES_MAX; each++) {
    const { outcome, greatest } = changes[each] ?? { outcome: -1, greatest: changes.at(-1)?.greatest ?? 0 };
    order.setInt32(layout.CHANGE_BOUNDS_AT + 4 * each, greatest, true);
    order.setUint32(layout.CHANGE_BITS_AT + 4 * each, bits.get(outcome) ?? 0, true);
  }
  const tallied = stretches.slice(0, -1);
  order.setUint32(layout.TALLIES_AT, tallied.length, true);
  for (const [tally, { greatest }] of tallied.entries())
    for (let lane = 0; lane < LANES; lane++) order.setInt32(layout.BOUND_AT + 4 * (LANES * tally + lane), greatest + 1, true);
}

/** Adds to the fates what an order counted; says how many mails were deferred. */
export function readFates(order: DataView, stretches: readonly Stretch[], fates: Float64Array): number {
  for (let fate = 0; fate < OUTCOMES_FROM; fate++) add(fates, fate, order.getUint32(layout.COUNTS_AT + 4 * fate, true));
  let before = 0;
  let deferred = 0;
  for (const [tally, { outcome }] of stretches.entries()) {
    const upTo = tally === stretches.length - 1 ? order.getUint32(layout.COUNTED_AT, true) : tallied(order, tally);
    add(fates, OUTCOMES_FROM + outcome, upTo - before);
    if (outcome === DEFERRED) deferred = upTo - before;
    before = upTo;
  }
  return deferred;
}

function tallied(order: DataView, tally: number): number {
  let sum = 0;
  for (let lane = 0; lane < LANES; lane++) sum += order.getUint32(layout.TALLY_AT + 4 * (LANES * tally + lane), true);
  return sum;
}

function add(fates: Float64Array, fate: number, mails: number): void {
  fates[fate] = (fates[fate] ?? 0) + mails;
}
