import { fateAt, OUTCOMES, OUTCOMES_FROM } from "../../world/outcome.ts";
import type { DrawShares } from "./draw-bounds.ts";
import * as layout from "./layout.ts";

const DEFERRED = fateAt("deferred") - OUTCOMES_FROM;
const COMPLAINED = fateAt("inbox-complained") - OUTCOMES_FROM;
const UNSUBSCRIBED = fateAt("inbox-unsubscribed") - OUTCOMES_FROM;
const LANES = 4;
/** Below all high halves of draws, seen as signed numbers of 16 bits. */
const LEAST_HALF = -32_768;

/** Writes fields of 32 bits into an order. */
export function writeFields(order: DataView, fields: readonly (readonly [at: number, value: number])[]): void {
  for (const [at, value] of fields) order.setUint32(at, value, true);
}

/** Writes into an order which draws are which outcome; its domain and the group of the deferred stand there already. */
export function writeShares(order: DataView, shares: DrawShares): void {
  const bits = new Map([
    [DEFERRED, order.getUint32(layout.GROUP_TO_AT, true)],
    [COMPLAINED, layout.COMPLAINED],
    [UNSUBSCRIBED, order.getUint32(layout.DOMAIN_AT, true)],
  ]);
  for (let outcome = 0; outcome < OUTCOMES; outcome++)
    order.setUint32(layout.BITS_AT + 4 * outcome, bits.get(outcome) ?? 0, true);
  order.setUint32(layout.STRETCHES_AT, shares.stretches.length, true);
  for (const [at, { outcome, greatest }] of shares.stretches.entries()) {
    order.setInt32(layout.STRETCH_AT + 8 * at, greatest, true);
    order.setUint32(layout.STRETCH_AT + 8 * at + 4, outcome, true);
  }
  writeChanges(order, shares, bits);
  writeBounds(order, shares);
}

function writeChanges(order: DataView, { wholes, shared }: DrawShares, bits: ReadonlyMap<number, number>): void {
  const changes = wholes.filter(({ outcome }) => bits.has(outcome));
  const greatest = changes.at(-1)?.greatest;
  order.setUint32(layout.SHARED_AT, shared, true);
  order.setUint32(layout.CLOSE_AT, greatest === undefined ? shared : greatest + 1 - LEAST_HALF, true);
  order.setUint32(layout.CHANGES_AT, changes.length, true);
  for (const [each, change] of changes.entries()) {
    order.setInt32(layout.CHANGE_BOUNDS_AT + 4 * each, change.greatest, true);
    order.setUint32(layout.CHANGE_BITS_AT + 4 * each, bits.get(change.outcome) ?? 0, true);
  }
}

/** The last outcome is not tallied: it takes what is left. Bounds that only fill a round up have nothing below. */
function writeBounds(order: DataView, { wholes }: DrawShares): void {
  const tallied = Math.max(0, wholes.length - 1);
  const rounds = Math.ceil(tallied / layout.TALLIES_A_ROUND);
  order.setUint32(layout.ROUNDS_AT, rounds, true);
  for (let tally = 0; tally < rounds * layout.TALLIES_A_ROUND; tally++) {
    const greatest = tally < tallied ? wholes[tally]?.greatest : undefined;
    order.setInt16(layout.BOUND_AT + 2 * tally, greatest === undefined ? LEAST_HALF : greatest + 1, true);
  }
}

/** Adds to the fates what an order counted; says how many mails were deferred. */
export function readFates(order: DataView, { wholes }: DrawShares, fates: Float64Array): number {
  for (let fate = 0; fate < OUTCOMES_FROM; fate++) add(fates, fate, order.getUint32(layout.COUNTS_AT + 4 * fate, true));
  const met = Array.from({ length: OUTCOMES }, (_, outcome) => order.getUint32(layout.EACH_AT + 4 * outcome, true));
  let before = 0;
  for (const [tally, { outcome }] of wholes.entries()) {
    const upTo = tally === wholes.length - 1 ? order.getUint32(layout.COUNTED_AT, true) : tallied(order, tally);
    met[outcome] = (met[outcome] ?? 0) + upTo - before;
    before = upTo;
  }
  for (const [outcome, mails] of met.entries()) add(fates, OUTCOMES_FROM + outcome, mails);
  return met[DEFERRED] ?? 0;
}

function tallied(order: DataView, tally: number): number {
  let sum = 0;
  for (let lane = 0; lane < LANES; lane++) sum += order.getUint32(layout.TALLY_AT + 4 * (LANES * tally + lane), true);
  return sum;
}

function add(fates: Float64Array, fate: number, mails: number): void {
  fates[fate] = (fates[fate] ?? 0) + mails;
}
