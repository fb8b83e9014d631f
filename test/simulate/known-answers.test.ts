/** Cases with exact answers, played by the whole engine; test/house/validation-cases.yaml lists where each is held. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Populate, type Replication, replicate } from "../../src/simulate/replicate.ts";
import type { MailboxProvider, Platform } from "../../src/world/parameters.ts";
import type { Plan, PlannedPool } from "../../src/world/plan.ts";
import { growingPlan } from "../../src/world/ramp.ts";
import { mailsOf } from "../support/invariants.ts";
import { Recorder } from "../support/moments.ts";
import { populateOneByOne } from "../support/one-by-one.ts";
import { calm, campaignOf, cohortOf, kindProvider, planOf, platformNamed, receiving } from "../support/plan.ts";
import { recorded } from "../support/recorded.ts";
import { referencePopulation } from "../support/reference-population.ts";

const tencent = platformNamed("tencent-ses");
const none = platformNamed("none");

const played = (plan: Plan, seed = 1): Replication => replicate(plan, { seed, replication: 0 }, new Recorder().populate);
const doneDay = (plan: Plan): number => (played(plan).ledger.doneTick[0] ?? 0) + 1;
const ip: PlannedPool = {
  name: "own",
  kind: "dedicated",
  ips: 1,
  scenarioRatesPerSecond: [],
  isWarm: false,
  goodBefore: 0,
  badBefore: 0,
};

const REPLICATIONS = 2_000;
/** Half of the last digit that the answers are given to. */
const ROUNDING = 0.0005;

/** How far the share of replications that something holds in lies from what is expected, in standard errors. */
function errorsFrom(expected: number, plan: Plan, holds: (replication: Replication) => boolean): number {
  let seen = 0;
  for (let seed = 0; seed < REPLICATIONS; seed++) if (holds(played(plan, seed))) seen++;
  const apart = Math.max(0, Math.abs(seen / REPLICATIONS - expected) - ROUNDING);
  return apart / Math.sqrt((expected * (1 - expected)) / REPLICATIONS);
}

describe("days and volumes", () => {
  test("the standard day plan has sent 5,868,500 mails after 20 days (V1)", () => {
    const platform = { ...none, dayPlan: tencent.levelQuotas };
    const plan = planOf(10_000_000, { platform, days: 20 });
    expect(mailsOf(plan, played(plan), 0, "accepted")).toBe(5_868_500);
  });

  test("1,000,000 mails at 20 a second are out in the hour after 13 h; a day has room for 1,728,000, one IP for 2,592,000 (V5)", () => {
    const sentBy = (hours: number, size: number, platform: Platform, pools = [ip]): number => {
      const { moments } = recorded(planOf(size, { platform, pools, tickHours: 1, days: 1 }), 1);
      return moments.slice(0, hours).reduce((all, { accepted, tick }) => all + (accepted[tick]?.[0] ?? 0), 0);
    };
    const atRate = { ...none, ratePerSecondMax: 20, ipRatePerSecondMax: undefined };
    expect([13, 14].map((hours) => sentBy(hours, 1_000_000, atRate))).toEqual([936_000, 1_000_000]);
    expect(sentBy(24, 3_000_000, atRate)).toBe(1_728_000);
    expect(sentBy(24, 3_000_000, { ...none, ratePerSecondMax: undefined, ipRatePerSecondMax: 30 })).toBe(2_592_000);
  });

  test.each([
    [2, 1_000_000, 11],
    [2, 10_000_000, 15],
    [2, 100_000_000, 18],
    [1.5, 1_000_000, 18],
    [1.5, 10_000_000, 23],
    [1.5, 100_000_000, 29],
  ])("grown by %f a day from 500, %i mails take %i days (V6)", (factor, mails, days) => {
    expect(doneDay(planOf(mails, { platform: { ...none, dayPlan: growingPlan(500, factor, 40) } }))).toBe(days);
  });

  describe("one IP that warms up as SparkPost has it (V8)", () => {
    const { ipRamp } = platformNamed("sparkpost-warmup");
    const platform: Platform = { ...none, ipRamp: ipRamp && { ...ipRamp, overflow: "wait" }, ipRatePerSecondMax: undefined };
    test.each([
      [1_000_000, 15],
      [10_000_000, 24],
    ])("sends %i mails in %i days", (mails, days) => {
      expect(doneDay(planOf(mails, { platform, pools: [ip] }))).toBe(days);
    });
    test("sends 45,228,700 in its 29 stages", () => {
      const plan = planOf(100_000_000, { platform, pools: [ip], days: 29 });
      expect(mailsOf(plan, played(plan), 0, "accepted")).toBe(45_228_700);
    });
  });

  test("one IP that warms up as SendGrid has it sends 1,402,320 mails in 21 days and 1,646,485,392 in all 42 (V9)", () => {
    const { ipRamp } = platformNamed("sendgrid-warmup");
    const platform: Platform = { ...none, ipRamp: ipRamp && { ...ipRamp, overflow: "wait" }, ipRatePerSecondMax: undefined };
    const cohorts = [cohortOf(1_000_000_000), cohortOf(1_000_000_000)];
    const plan = planOf(0, { platform, pools: [ip], cohorts, days: 42 });
    const replication = played(plan);
    expect(mailsOf(plan, replication, 0, "accepted", [0, 21])).toBe(1_402_320);
    expect(mailsOf(plan, replication, 0, "accepted")).toBe(1_646_485_392);
  });
});

describe("addresses and mails that wait", () => {
  test("with 25 new entries a day the shared list grows to 180 times 25 on day 180, and stays there (V12)", () => {
    const platform = { ...none, blocklistDays: 180 };
    const cohorts = [cohortOf(100_000, { invalidShare: 1 })];
    const campaigns = [campaignOf({ schedule: { kind: "by-day", mails: [25] } })];
    const { moments } = recorded(planOf(0, { platform, cohorts, campaigns, days: 400 }), 1);
    let size = 0;
    const sizes = moments.map(({ calls, listed, tick }) => {
      for (const { kind, count } of calls) if (kind === "unlist") size -= count;
      size += listed[0]?.[tick] ?? 0;
      return size;
    });
    expect(sizes.slice(0, 180)).toEqual(Array.from({ length: 180 }, (_, day) => 25 * (day + 1)));
    expect(new Set(sizes.slice(179))).toEqual(new Set([4_500]));
  });

  test("put off with a chance of 0.7 at each of 23 tries, 0.7^23 of mails expire after (1 − 0.7^23) / 0.3 tries on average (V13)", () => {
    const [chance, tries, size] = [0.7, 23, 10_000_000];
    const providers = [{ ...kindProvider, volumeStart: 0 }];
    // An hour between tries, for the engine takes several tries in one tick as one.
    const platform = { ...none, retryFirstMinutes: 60, retryFactor: 1, retryHoursMax: tries - 1 };
    const plan = planOf(size, { platform, providers, receiving: { ...calm, deferShareMax: chance }, tickHours: 1, days: 2 });
    const replication = played(plan);
    const [expired, inbox, deferred] = (["expired", "inbox", "deferred"] as const).map((counter) =>
      mailsOf(plan, replication, 0, counter),
    );
    const expected = size * chance ** tries;
    expect(Math.abs((expired ?? 0) - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect((expired ?? 0) + (inbox ?? 0)).toBe(size);
    expect(((deferred ?? 0) + (inbox ?? 0)) / size).toBeCloseTo((1 - chance ** tries) / (1 - chance), 2);
  });

  test.each([
    [10_000, 300, 1_000, 15],
    [10_000, 500, 1_000, 20],
    [10_000, 999, 1_000, 10_000],
    [1, 1_000, 1_000, Number.POSITIVE_INFINITY],
    [1, 1_001, 1_000, Number.POSITIVE_INFINITY],
  ])(
    "a backlog of %i with %i new ones a day under a quota of %i is empty after %f days (V14)",
    (backlog, arrivals, quota, days) => {
      const plan = planOf(0, {
        platform: { ...none, dayPlan: [quota] },
        lists: ["backlog", "arrivals"],
        cohorts: [cohortOf(backlog), cohortOf(100_000_000, { list: 1 })],
        campaigns: [campaignOf({ list: 1, schedule: { kind: "by-day", mails: [arrivals] } }), campaignOf()],
        days: Number.isFinite(days) ? days + 1 : 100,
      });
      expect((played(plan).ledger.doneTick[1] ?? 0) + 1).toBe(days);
    },
  );

  test.each([
    ["by counts", new Recorder().populate],
    ["one by one", populateOneByOne],
  ])(
    "100,000,000 people, %s, of whom each mailing loses 0.2 % are 96,071,944 after 20, give or take 1,942 (V15)",
    (_, populate) => {
      const cohorts = [cohortOf(100_000_000, { complaintShare: 0.002 })];
      const plan = planOf(0, { cohorts, campaigns: [campaignOf({ mailings: 20, everyTicks: 8 })], days: 170 });
      const complained = mailsOf(plan, replicate(plan, { seed: 1, replication: 0 }, populate), 0, "complained");
      expect(Math.abs(100_000_000 - complained - 96_071_944)).toBeLessThan(4 * 1_942);
    },
  );
});

describe("levels and chance", () => {
  const at = (level: number) => [{ name: "news.example.com", level, pool: 0, goodBefore: 0, badBefore: 0, volumeBefore: 0 }];

  test.each([
    [0.0005, 0.839],
    [0.001, 0.705],
  ])(
    "350 mails of which a share of %f brings a complaint raise level 1 with a chance of %f (V16)",
    (complaintShare, expected) => {
      const plan = planOf(0, { platform: tencent, cohorts: [cohortOf(350, { complaintShare })], days: 1 });
      expect(errorsFrom(expected, plan, ({ ledger }) => ledger.level[0] === 2)).toBeLessThan(4);
    },
  );

  test.each([
    [0.001, 0.037],
    [0.003, 0.229],
  ])(
    "301 mails of which a share of %f brings a complaint lower a level with a chance of %f (V17)",
    (complaintShare, expected) => {
      const cohorts = [cohortOf(301, { complaintShare })];
      const plan = planOf(0, { platform: tencent, domains: at(5), cohorts, days: 2 });
      expect(errorsFrom(expected, plan, ({ ledger }) => ledger.level[1] === 4)).toBeLessThan(4);
    },
  );

  test.each([
    [0.05, 0.0013],
    [0.07, 0.077],
    [0.08, 0.229],
    [0.09, 0.456],
  ])("301 mails to addresses of which %f do not exist lower a level with a chance of %f (V18)", (invalidShare, expected) => {
    const cohorts = [cohortOf(301, { invalidShare })];
    const plan = planOf(0, { platform: tencent, domains: at(5), cohorts, days: 2 });
    expect(errorsFrom(expected, plan, ({ ledger }) => ledger.level[1] === 4)).toBeLessThan(4);
  });

  test("78.9 % of all opens are there within a day (V19)", () => {
    const { openDelayMu, openDelaySigma } = receiving;
    const plan = planOf(1_000_000, { receiving: { ...calm, openDelayMu, openDelaySigma }, days: 10 });
    const replication = played(plan);
    expect(mailsOf(plan, replication, 0, "openedHuman")).toBe(1_000_000);
    expect(mailsOf(plan, replication, 0, "openedHuman", [0, 1]) / 1_000_000).toBeCloseTo(0.789, 2.5);
  });
});

/** A provider that does one thing with all mail. */
const single: fc.Arbitrary<MailboxProvider> = fc.constantFrom(
  kindProvider,
  { ...kindProvider, inboxShare: 0 },
  { ...kindProvider, missingShare: 1 },
  { ...kindProvider, softBounceShare: 1 },
  { ...kindProvider, volumeStart: 0 },
);

test("where every chance is 0 or 1, people by counts, people one by one and 40 lines of whole numbers agree (V20)", () => {
  const cohorts = fc.array(fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.nat(2), fc.constantFrom(0, 1)), { maxLength: 6 });
  const certain = fc.record({
    providers: fc.tuple(single, single, single),
    cohorts: cohorts.map((each) => each.map(([size, provider, invalidShare]) => cohortOf(size, { provider, invalidShare }))),
    platform: fc.constantFrom(tencent, { ...tencent, raiseRules: [] }, { ...none, ratePerSecondMax: 1 }),
    tickHours: fc.constantFrom(1 as const, 24 as const),
    campaigns: fc.constantFrom("by-tier" as const, "mixed" as const).map((order) => [campaignOf({ order })]),
  });
  fc.assert(
    fc.property(certain, (some) => {
      const plan = planOf(0, { ...some, receiving: { ...calm, deferShareMax: 1, spamOpenShare: 0 }, days: 8 });
      const sizes = plan.cohorts.map(({ size }) => size);
      const invalid = plan.cohorts.map(({ invalidShare }) => invalidShare === 1);
      const reference: Populate = (_, streams, retryTicks) => referencePopulation(sizes, invalid, streams, retryTicks);
      const { ledger, left } = replicate(plan, { seed: 1, replication: 0 }, reference);
      expect(played(plan).ledger).toEqual(ledger);
      expect(played(plan).left).toEqual(left);
      if (plan.tickHours === 24) expect(replicate(plan, { seed: 1, replication: 0 }, populateOneByOne)).toEqual({ ledger, left });
    }),
    { numRuns: 150, seed: 20_261_125 },
  );
});
