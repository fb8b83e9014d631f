import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IpRamp } from "../../src/world/parameters.ts";
import { daysToSend, growingPlan, stageAfterDay, stageVolume, volumeByDay, volumeWithin } from "../../src/world/ramp.ts";
import { platform } from "../support/world-tables.ts";

const { levelQuotas: standard = [], accountDayMax = 0 } = platform("tencent-ses");
const rampOf = (id: string): IpRamp => platform(id).ipRamp ?? { steps: [], per: "day", overflow: "wait" };
const sparkpost = rampOf("sparkpost-warmup");
const sendgrid = rampOf("sendgrid-warmup");

test("V1: the standard plan allows 5,868,500 mails in 20 days", () => {
  expect(volumeWithin(standard, 20)).toBe(5_868_500);
  expect([volumeByDay(standard, 0), volumeByDay(standard, 19), volumeByDay(standard, 500)]).toEqual([500, 1_000_000, 1_000_000]);
});

test.each([
  [0, 0],
  [500, 1],
  [501, 2],
  [1_500, 2],
  [10_000, 5],
  [100_000, 8],
  [1_000_000, 14],
  [10_000_000, 25],
  [100_000_000, 115],
])("V2: %i mails take %i days by the standard plan", (mails, days) => {
  expect(daysToSend(mails, standard)).toBe(days);
});

test.each([
  [1_000_000, 14],
  [10_000_000, 44],
  [100_000_000, 344],
])("V3: %i mails take %i days when an account may send 300,000 a day", (mails, days) => {
  expect(daysToSend(mails, standard, accountDayMax)).toBe(days);
});

test("V3b: 90 days have room for 75,868,500 mails, and for 24,068,500 by an account that may send 300,000 a day", () => {
  expect(volumeWithin(standard, 90)).toBe(75_868_500);
  expect(volumeWithin(standard, 90, accountDayMax)).toBe(24_068_500);
});

test.each([
  [2, 1_000_000, 11],
  [2, 10_000_000, 15],
  [2, 100_000_000, 18],
  [1.5, 1_000_000, 18],
  [1.5, 10_000_000, 23],
  [1.5, 100_000_000, 29],
])("V6: grown by %f a day from 500, %i mails take %i days", (factor, mails, days) => {
  expect(daysToSend(mails, growingPlan(500, factor, 40))).toBe(days);
});

test("V6: doubled from 500 the days are the logarithm of the mails", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (mails) => {
      expect(daysToSend(mails, growingPlan(500, 2, 40))).toBe(Math.ceil(Math.log2(mails / 500 + 1)));
    }),
  );
});

test("V8: the 29 stages of SparkPost come to 45,228,700 mails of one IP", () => {
  expect(sparkpost.steps).toHaveLength(29);
  expect(volumeWithin(sparkpost.steps, 29)).toBe(45_228_700);
  expect([1_000_000, 10_000_000, 100_000_000].map((mails) => daysToSend(mails, sparkpost.steps))).toEqual([15, 24, 35]);
});

test("V9: the hourly ramp of SendGrid comes to 1,402,320 mails in its first 21 days and 1,646,485,392 in all 42", () => {
  const days = sendgrid.steps.map((_, stage) => stageVolume(sendgrid, stage));
  expect(days).toHaveLength(42);
  expect([volumeWithin(days, 21), volumeWithin(days, 42)]).toEqual([1_402_320, 1_646_485_392]);
});

test("the days that mails take are the first within which there is room for them", () => {
  const plans = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(plans, fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 1_000 }), (plan, mails, dayMax) => {
      const days = daysToSend(mails, plan, dayMax);
      const isEndless = days === Number.POSITIVE_INFINITY;
      expect(volumeWithin(plan, isEndless ? 100_000 : days - 1, dayMax)).toBeLessThan(mails);
      if (!isEndless) expect(volumeWithin(plan, days, dayMax)).toBeGreaterThanOrEqual(mails);
    }),
  );
});

test("a plan that ends at nothing, or that has no days, never ends", () => {
  expect([daysToSend(11, [10, 0]), daysToSend(1, [])]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

describe("an IP that warms up", () => {
  const after = (ramp: IpRamp, stage: number, idleDays: number, delivered: number): readonly number[] => {
    const next = stageAfterDay(ramp, { stage, idleDays }, { accepted: delivered, delivered });
    return [next.stage, next.idleDays];
  };

  test("goes a stage on when more than 90 % of the stage was delivered", () => {
    expect(after(sparkpost, 0, 3, 180)).toEqual([0, 4]);
    expect(after(sparkpost, 0, 3, 181)).toEqual([1, 0]);
  });

  test("goes a stage on each day that it sends, where nothing is asked of a stage", () => {
    expect(after(sendgrid, 5, 2, 1)).toEqual([6, 0]);
    expect(after(sendgrid, 5, 2, 0)).toEqual([5, 3]);
  });

  test("begins anew when it was idle too long, warm or not", () => {
    expect(after(sparkpost, 7, 9, 0)).toEqual([0, 0]);
    expect(after(sendgrid, 42, 29, 0)).toEqual([0, 0]);
    expect(after(sendgrid, 42, 28, 1)).toEqual([42, 0]);
  });

  test("has no limit once it is warm", () => {
    expect([stageVolume(sparkpost, 28), stageVolume(sparkpost, 29)]).toEqual([10_000_000, Number.POSITIVE_INFINITY]);
  });
});
