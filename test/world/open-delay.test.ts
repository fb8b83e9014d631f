import * as fc from "fast-check";
import { expect, test } from "vitest";
import { openDelayHours, openedShare } from "../../src/world/open-delay.ts";
import { tables } from "../support/world-tables.ts";

const receiving = tables.receiving.value;

test.each([
  [1, 0.175],
  [3, 0.369],
  [6, 0.518],
  [24, 0.789],
  [168, 0.969],
])("V19: within %i hours a share of %f of all opens has come", (hours, share) => {
  expect(openedShare(hours, receiving)).toBeCloseTo(share, 3);
});

test.each([
  [0, 0.5],
  [1, 0.841_344_746_068_542_9],
  [-1.959_963_984_540_054, 0.025],
  [3, 0.998_650_101_968_369_9],
  [-5, 2.866_515_718_791_946e-7],
])("at %f deviations from the middle the share is that of tables of the normal distribution", (z, share) => {
  expect(openedShare(openDelayHours(z, receiving), receiving)).toBeCloseTo(share, 12);
});

test("no opens come before the mail, more come the longer one waits, and all come in the end", () => {
  expect([openedShare(-1, receiving), openedShare(0, receiving), openedShare(1e300, receiving)]).toEqual([0, 0, 1]);
  const hours = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(hours, hours, (some, more) => {
      const [less, share] = [Math.min(some, more), Math.max(some, more)].map((each) => openedShare(each, receiving));
      expect(share).toBeGreaterThanOrEqual((less ?? 0) - 1e-15);
      expect(share).toBeLessThanOrEqual(1);
      expect(less).toBeGreaterThanOrEqual(0);
    }),
  );
});
