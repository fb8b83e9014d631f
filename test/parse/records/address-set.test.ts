import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  addressSet,
  blocksOf,
  contains,
  intersect,
  isWithin,
  sizeOf,
  subtract,
  union,
} from "../../../src/parse/records/spf/address-set.ts";

const sets = fc
  .array(fc.tuple(fc.bigInt(0n, 60n), fc.bigInt(0n, 12n)), { maxLength: 8 })
  .map((pairs) => addressSet(pairs.map(([first, length]) => ({ first, last: first + length }))));

test("sets hold what they are made of, whatever is done with them", () => {
  fc.assert(
    fc.property(sets, sets, fc.bigInt(0n, 80n), (a, b, value) => {
      const [inA, inB] = [contains(a, value), contains(b, value)];
      expect(contains(union(a, b), value)).toBe(inA || inB);
      expect(contains(intersect(a, b), value)).toBe(inA && inB);
      expect(contains(subtract(a, b), value)).toBe(inA && !inB);
      expect(isWithin(intersect(a, b), a)).toBe(true);
      expect(sizeOf(union(a, b)) + sizeOf(intersect(a, b))).toBe(sizeOf(a) + sizeOf(b));
    }),
  );
});

test("a set is cut into blocks that make it up, none of which could be joined with the next", () => {
  fc.assert(
    fc.property(sets, (set) => {
      const blocks = blocksOf(set, 4);
      const whole = addressSet(
        blocks.map(({ first, prefixBits }) => ({ first, last: first + (1n << BigInt(32 - prefixBits)) - 1n })),
      );
      expect(whole).toEqual(set);
      for (const { first, prefixBits } of blocks) expect(first % (1n << BigInt(32 - prefixBits))).toBe(0n);
    }),
  );
});
