import { expect, test } from "vitest";
import { TryRings } from "../../../src/simulate/population/try-rings.ts";

test("mail waits in the slot in which it is due, apart by its tries, and after the last try in one slot", () => {
  const rings = new TryRings([1, 3]);
  // Rings of two and of four slots, and the last one.
  expect([rings.slots, rings.triesMax]).toEqual([7, 3]);
  expect([0, 1, 2, 3].map((tick) => rings.waiting(1, tick))).toEqual([0, 1, 0, 1]);
  expect([0, 1, 2, 3, 4].map((tick) => rings.waiting(2, tick))).toEqual([2, 3, 4, 5, 2]);
  expect([0, 1, 99].map((tick) => rings.waiting(3, tick))).toEqual([6, 6, 6]);
  for (const tick of [0, 5, 12]) {
    expect(rings.deferred(1, tick)).toBe(rings.waiting(1, tick + 1));
    expect(rings.deferred(2, tick)).toBe(rings.waiting(2, tick + 3));
  }
});
