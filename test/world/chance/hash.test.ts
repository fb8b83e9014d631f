import { expect, test } from "vitest";
import { hash32, type Key, keyOf } from "../../../src/world/chance/hash.ts";
import { moments } from "../../support/statistics.ts";

/** Enough for three standard errors of the variance of one block over its days to be within the gate of 0.1. */
const DAYS = 2_048;
const BLOCK_LEAST = 2 ** 10;
const RECIPIENTS = 2 ** 20;
const SHARE = 0.01;

type Hash = (counter: number, key: Key) => number;

/** How many of each 1,024 recipients meet a fate of 1 % on each day. */
function dailyTotals(hash: Hash, days: number): readonly Float64Array[] {
  return Array.from({ length: days }, (_, day) => {
    const key = keyOf([7, 0, 3, 5, day]);
    const totals = new Float64Array(RECIPIENTS / BLOCK_LEAST);
    for (let at = 0; at < RECIPIENTS; at++) if (hash(at, key) < SHARE * 2 ** 32) totals[at >>> 10] = (totals[at >>> 10] ?? 0) + 1;
    return totals;
  });
}

/** Totals of larger blocks as standard deviations from what is expected: one row for each block, days along it. */
function scores(totals: readonly Float64Array[], size: number): readonly (readonly number[])[] {
  const parts = size / BLOCK_LEAST;
  return Array.from({ length: RECIPIENTS / size }, (_, block) =>
    totals.map((day) => {
      let sum = 0;
      for (let part = 0; part < parts; part++) sum += day[block * parts + part] ?? 0;
      return (sum - size * SHARE) / Math.sqrt(size * SHARE * (1 - SHARE));
    }),
  );
}

/** The variance of a block's days over what it is by chance, and how far a day goes with the next. */
function gate(rows: readonly (readonly number[])[]): { readonly ratio: number; readonly serial: number } {
  let ratios = 0;
  let products = 0;
  for (const row of rows) {
    ratios += moments(row).variance;
    for (const [day, score] of row.entries()) products += score * (row[day + 1] ?? 0);
  }
  return { ratio: ratios / rows.length, serial: products / (rows.length * (DAYS - 1)) };
}

const sizes = Array.from({ length: 11 }, (_, power) => ({ size: BLOCK_LEAST * 2 ** power }));
const blocks = (size: number): number => RECIPIENTS / size;

const sound = dailyTotals(hash32, DAYS);
const nullKey = { first: 0, second: 0 };
/** As the world must not draw: the key is only mixed into the counter. */
const mixedIn = dailyTotals((counter, { first }) => hash32(counter ^ (first & (RECIPIENTS - 1)), nullKey), 8);

test.for(sizes)("totals of $size recipients vary from day to day as by chance", ({ size }) => {
  const { ratio } = gate(scores(sound, size));
  expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
});

test.for(sizes)("totals of $size recipients say nothing of the next day", ({ size }) => {
  const { serial } = gate(scores(sound, size));
  // Of few blocks the days are too few to tell 0.01 from chance.
  expect(Math.abs(serial)).toBeLessThan(Math.max(0.01, 3 / Math.sqrt(blocks(size) * DAYS)));
});

test("a key that is only mixed into the counter gives every day the same total", () => {
  expect(gate(scores(mixedIn, RECIPIENTS)).ratio).toBe(0);
});

test("the numbers stay as they are: the kernel computes the same", () => {
  const key = keyOf([1, 2, 3]);
  expect([0, 1, 4_294_967_295].map((counter) => hash32(counter, key))).toMatchInlineSnapshot(`
    [
      228322922,
      2618955265,
      2978568662,
    ]
  `);
});

test("every part of a key changes it, and so does its place", () => {
  const keys = [[0], [1], [0, 0], [0, 1], [1, 0], [2 ** 32], [2 ** 40]].map((parts) => JSON.stringify(keyOf(parts)));
  expect(new Set(keys).size).toBe(keys.length);
});
