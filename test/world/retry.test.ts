import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "../../src/model/limits.ts";
import { DAY_MS, HOUR_MS } from "../../src/world/calendar.ts";
import { jittered, retryTicks, retryWaitMinutes, tryOffsetsMinutes } from "../../src/world/retry.ts";
import { platform, tables } from "../support/world-tables.ts";

const tencent = platform("tencent-ses");

describe("a mail that is deferred", () => {
  test("is tried 23 times within 72 hours, after waits that double from 5 minutes to 4 hours", () => {
    const offsets = tryOffsetsMinutes(tencent);
    expect(offsets).toHaveLength(23);
    expect(offsets.slice(0, 9)).toEqual([0, 5, 15, 35, 75, 155, 315, 555, 795]);
    expect(offsets.at(-1)).toBeLessThanOrEqual(72 * 60);
    expect([1, 2, 6, 7, 8, 500].map((tries) => retryWaitMinutes(tencent, tries))).toEqual([5, 10, 160, 240, 240, 240]);
  });

  test("V13: expires after 23 tries that each defer it with a chance of one half once in 8,388,608 times", () => {
    const tries = tryOffsetsMinutes(tencent).length;
    expect(0.5 ** tries).toBe(1 / 8_388_608);
    expect((1 - 0.5 ** tries) / (1 - 0.5)).toBeCloseTo(2, 6);
  });

  test("is tried in these ticks of a day and of an hour", () => {
    const days = retryTicks(tencent, DAY_MS);
    expect(days.filter((tick) => tick === 0)).toHaveLength(11);
    expect(days.at(-1)).toBe(2);
    expect(retryTicks(tencent, HOUR_MS).slice(0, 8)).toEqual([0, 0, 0, 0, 1, 2, 5, 9]);
  });

  test("is not tried more often than anybody would, whatever the platform says", () => {
    const hasty = { ...tencent, retryFirstMinutes: 0.001, retryFactor: 1 };
    expect(tryOffsetsMinutes(hasty)).toHaveLength(limits.triesMax);
  });

  test.each([...tables.platforms.keys()])("is tried again on %s", (id) => {
    expect(tryOffsetsMinutes(platform(id)).length).toBeGreaterThan(10);
  });
});

test("jitter keeps a wait within its share, and reaches both ends", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (drawn) => {
      const wait = jittered(100, tencent, drawn);
      expect(wait).toBeGreaterThan(89.999_999);
      expect(wait).toBeLessThan(110.000_001);
    }),
  );
  expect([jittered(100, tencent, 0), jittered(100, tencent, 0.5)]).toEqual([90, 100]);
});
