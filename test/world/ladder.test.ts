import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accountStanding,
  blockRuleMet,
  type DayCounters,
  isDayBlocked,
  isListedShareHigh,
  isLowered,
  isRaised,
  levelMax,
  lowerRuleMet,
  quotaOf,
  raiseFrom,
  raiseRuleMet,
  ratesOf,
} from "../../src/world/ladder.ts";
import { chanceThat, platform } from "../support/world-tables.ts";

const tencent = platform("tencent-ses");
const none = platform("none");
const day = (counters: Partial<DayCounters>): DayCounters => ({
  accepted: 0,
  delivered: counters.accepted ?? 0,
  invalid: 0,
  spamBounces: 0,
  complaints: 0,
  opens: 0,
  ...counters,
});
const rates = { invalid: 0, delivered: 1, spamBounce: 0, complaint: 0, open: 0 };

describe("the rules that raise a level", () => {
  test.each([
    ["mail without fault", {}, true],
    ["4.9 % invalid", { invalid: 0.049 }, true],
    ["5 % invalid", { invalid: 0.05 }, false],
    ["92 % delivered", { delivered: 0.92 }, false],
    ["92.1 % delivered", { delivered: 0.921 }, true],
    ["2.5 % refused for spam", { spamBounce: 0.025 }, false],
    ["0.1 % complaints", { complaint: 0.001 }, false],
    ["5 % invalid and more than half opened", { invalid: 0.05, delivered: 0.91, open: 0.501 }, true],
    ["5 % invalid and half opened", { invalid: 0.05, delivered: 0.91, open: 0.5 }, false],
    ["90 % delivered and all opened", { delivered: 0.9, open: 1 }, false],
    ["0.1 % complaints and all opened", { complaint: 0.001, open: 1 }, false],
  ])("judge %s", (_name, some, isMet) => {
    expect(raiseRuleMet(tencent, { ...rates, ...some })).toBe(isMet);
  });

  test("are not met where there are none", () => {
    expect(raiseRuleMet(none, rates)).toBe(false);
    expect(raiseFrom(none, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("the rules that lower a level", () => {
  test.each([
    ["9 % invalid", { invalid: 0.09 }, false],
    ["9.1 % invalid", { invalid: 0.091 }, true],
    ["65 % delivered", { delivered: 0.65 }, false],
    ["64 % delivered", { delivered: 0.64 }, true],
    ["5 % refused for spam", { spamBounce: 0.05 }, false],
    ["5.1 % refused for spam", { spamBounce: 0.051 }, true],
    ["0.5 % complaints", { complaint: 0.005 }, false],
    ["0.6 % complaints", { complaint: 0.006 }, true],
  ])("judge %s", (_name, some, isMet) => {
    expect(lowerRuleMet(tencent, { ...rates, ...some })).toBe(isMet);
  });

  test("wait for more than 300 mails", () => {
    expect(isLowered(tencent, day({ accepted: 300, invalid: 300 }))).toBe(false);
    expect(isLowered(tencent, day({ accepted: 301, invalid: 301 }))).toBe(true);
    expect(isLowered(none, day({ accepted: 301, invalid: 301 }))).toBe(false);
  });
});

describe("the rules that block a day", () => {
  test.each([
    ["11 % invalid", { invalid: 0.11 }, false],
    ["11.1 % invalid", { invalid: 0.111 }, true],
    ["15 % refused for spam", { spamBounce: 0.15 }, false],
    ["15.1 % refused for spam", { spamBounce: 0.151 }, true],
    ["nothing delivered", { delivered: 0 }, false],
  ])("judge %s", (_name, some, isMet) => {
    expect(blockRuleMet(tencent, { ...rates, ...some })).toBe(isMet);
  });

  test("wait for more than 300 mails", () => {
    expect(isDayBlocked(tencent, day({ accepted: 300, invalid: 300 }))).toBe(false);
    expect(isDayBlocked(tencent, day({ accepted: 301, invalid: 34 }))).toBe(true);
  });
});

test("a rate that is a limit exactly passes neither way, whatever the count", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (hundreds) => {
      const accepted = hundreds * 1_000;
      expect(isLowered(tencent, day({ accepted, invalid: accepted * 0.09 }))).toBe(false);
      expect(raiseRuleMet(tencent, ratesOf(tencent, day({ accepted, complaints: hundreds })))).toBe(false);
    }),
  );
});

test("complaints and opens are shares of what the platform accepted or of what was delivered; bounces are not", () => {
  const counters = day({ accepted: 200, delivered: 100, invalid: 10, spamBounces: 4, complaints: 1, opens: 50 });
  const bounces = { invalid: 0.05, delivered: 0.5, spamBounce: 0.02 };
  expect(ratesOf({ rateDenominator: "accepted" }, counters)).toEqual({ ...bounces, complaint: 0.005, open: 0.25 });
  expect(ratesOf({ rateDenominator: "delivered" }, counters)).toEqual({ ...bounces, complaint: 0.01, open: 0.5 });
  expect(ratesOf(tencent, day({}))).toEqual({ ...rates, delivered: 0 });
});

test.each([
  [0, 500],
  [1, 500],
  [4, 5_000],
  [10, 100_000],
  [20, 1_000_000],
  [21, 1_000_000],
])("level %i allows %i mails a day", (level, quota) => {
  expect(quotaOf(tencent, level)).toBe(quota);
});

test("a platform without levels has no quota", () => {
  expect(quotaOf(none, 1)).toBe(Number.POSITIVE_INFINITY);
  expect(levelMax(none)).toBe(0);
});

test("V4: raised at once and without faults, a domain climbs from level 1 to 20 within a day of 1,000,000 mails", () => {
  const raisedAt: number[] = [];
  let level = 1;
  for (let mails = 1; mails <= quotaOf(tencent, level); mails++) {
    if (!isRaised(tencent, level, day({ accepted: mails }))) continue;
    raisedAt.push(mails);
    level++;
  }
  expect(raisedAt).toEqual([
    350, 700, 1_400, 3_500, 7_000, 14_000, 28_000, 42_000, 56_000, 70_000, 105_000, 140_000, 210_000, 280_000, 350_000, 420_000,
    490_000, 560_000, 630_000,
  ]);
  expect(level).toBe(levelMax(tencent));
  expect(quotaOf(tencent, level)).toBe(1_000_000);
  expect(raiseFrom(tencent, level)).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  [0.0005, 0.839],
  [0.001, 0.705],
])("V16: 350 mails of which a share of %f brings a complaint pass without one with a chance of %f", (chance, expected) => {
  const isRaisedWith = (complaints: number): boolean => isRaised(tencent, 1, day({ accepted: 350, complaints }));
  expect(chanceThat(350, chance, isRaisedWith)).toBeCloseTo(expected, 3);
});

test.each([
  [0.001, 0.037],
  [0.003, 0.229],
])("V17: 301 mails of which a share of %f brings a complaint lower the level with a chance of %f", (chance, expected) => {
  const isLoweredWith = (complaints: number): boolean => isLowered(tencent, day({ accepted: 301, complaints }));
  expect([isLoweredWith(1), isLoweredWith(2)]).toEqual([false, true]);
  expect(chanceThat(301, chance, isLoweredWith)).toBeCloseTo(expected, 3);
});

test.each([
  [0.05, 0.0013],
  [0.07, 0.077],
  [0.08, 0.229],
  [0.09, 0.456],
])("V18: 301 mails to addresses of which a share of %f is invalid lower the level with a chance of %f", (chance, expected) => {
  const isLoweredWith = (invalid: number): boolean =>
    isLowered(tencent, day({ accepted: 301, delivered: 301 - invalid, invalid }));
  expect([isLoweredWith(27), isLoweredWith(28)]).toEqual([false, true]);
  expect(Math.abs(chanceThat(301, chance, isLoweredWith) - expected)).toBeLessThan(0.0006);
});

describe("a share of listed addresses of 8 %", () => {
  test.each([
    ["of 300 mails", {}, 24, 300, true],
    ["of 299 mails", {}, 299, 299, false],
    ["that is not quite", {}, 23, 300, false],
    ["that nobody looks at", { stopListed: "off" as const }, 300, 300, false],
  ])("%s is told as it should be", (_name, changed, listed, requested, isHigh) => {
    expect(isListedShareHigh({ ...tencent, ...changed }, listed, requested)).toBe(isHigh);
  });
});

describe("an account that is reviewed", () => {
  const aws = platform("aws-ses");
  test.each([
    [{ invalid: 0.049, complaint: 0.0009 }, "healthy"],
    [{ invalid: 0.05, complaint: 0 }, "under-review"],
    [{ invalid: 0, complaint: 0.001 }, "under-review"],
    [{ invalid: 0.1, complaint: 0 }, "paused"],
    [{ invalid: 0, complaint: 0.005 }, "paused"],
  ])("with %j is %s", (some, standing) => {
    expect(accountStanding(aws, some)).toBe(standing);
  });

  test("is healthy where there is no such review", () => {
    expect(accountStanding(tencent, { invalid: 1, complaint: 1 })).toBe("healthy");
  });
});
