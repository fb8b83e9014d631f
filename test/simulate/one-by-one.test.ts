/** Recipients one by one, played by the whole engine: against counts of cohorts, and against what always holds. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CohortPopulation } from "../../src/simulate/population/cohorts.ts";
import { peopleOf } from "../../src/simulate/population/people.ts";
import { type Populate, replicate } from "../../src/simulate/replicate.ts";
import type { MailboxProvider } from "../../src/world/parameters.ts";
import type { Plan, PlannedCampaign } from "../../src/world/plan.ts";
import { COUNTERS, counterAt } from "../../src/world/state.ts";
import { populateOneByOne, watchedOneByOne } from "../support/one-by-one.ts";
import { calm, campaignOf, cohortOf, kindProvider, planOf, platformNamed, receiving } from "../support/plan.ts";
import { randomPlan } from "../support/random-plan.ts";
import { recorded } from "../support/recorded.ts";
import { evenP, rankSumP, spreadP } from "../support/statistics.ts";

const SEED = 20_261_125;
const byCounts: Populate = (...given) => new CohortPopulation(peopleOf(...given));

/** A plan that people one by one can play, with few of them. */
function small(plan: Plan): Plan {
  return { ...plan, tickHours: 24, cohorts: plan.cohorts.map((cohort) => ({ ...cohort, size: cohort.size % 3_000 })) };
}

test("all invariants hold after every tick of any plan that is played one by one", () => {
  fc.assert(
    fc.property(randomPlan, fc.nat(1_000), (plan, seed) => {
      expect(recorded(small(plan), seed, undefined, watchedOneByOne).faults).toEqual([]);
    }),
    { numRuns: 150, seed: SEED },
  );
});

/** A provider that does one thing with all mail. */
const single: fc.Arbitrary<MailboxProvider> = fc
  .constantFrom<Partial<MailboxProvider>>({}, { inboxShare: 0 }, { missingShare: 1 }, { softBounceShare: 1 }, { volumeStart: 0 })
  .map((change) => ({ ...kindProvider, ...change }));

const nobodyOrAll = fc.constantFrom(0, 1);
const surely = fc.record({
  providers: fc.tuple(single, single),
  cohorts: fc.array(
    fc
      .record({
        size: fc.nat(5_000),
        list: fc.nat(1),
        provider: fc.nat(1),
        tier: fc.constantFrom("new", "old"),
        invalidShare: nobodyOrAll,
        complaintShare: nobodyOrAll,
        unsubscribeShare: nobodyOrAll,
        clickOfOpensShare: nobodyOrAll,
        listedPerDay: fc.constantFrom(0, 0, 0, 1),
      })
      .map(({ size, ...change }) => cohortOf(size, change)),
    { minLength: 1, maxLength: 5 },
  ),
  campaigns: fc
    .array(
      fc
        .record({
          domain: fc.nat(2),
          list: fc.nat(1),
          startTick: fc.nat(3),
          mailings: fc.integer({ min: 1, max: 4 }),
          everyTicks: fc.integer({ min: 1, max: 4 }),
          order: fc.constantFrom("by-tier" as const, "mixed" as const),
        })
        .map((change): PlannedCampaign => campaignOf(change)),
      { minLength: 1, maxLength: 3 },
    )
    // Campaigns that are under way on one list at the same time meet its people in one order one by one, and by counts in any.
    .map((campaigns) => campaigns.map((each, at) => ({ ...each, after: at > 0 ? at - 1 : undefined }))),
  platform: fc.constantFrom(
    platformNamed("none"),
    { ...platformNamed("tencent-ses"), raiseRules: [] },
    { ...platformNamed("none"), blocklistDays: 3 },
  ),
});

test("where every chance is 0 or 1, campaigns of several domains and mailings are the same by counts and one by one", () => {
  fc.assert(
    fc.property(surely, (some) => {
      const [domain] = planOf(0).domains;
      const plan = planOf(0, {
        ...some,
        lists: ["one", "other"],
        domains: domain ? [domain, domain, domain] : [],
        receiving: { ...calm, deferShareMax: 1, spamOpenShare: 0 },
        days: 14,
      });
      const draw = { seed: 1, replication: 0 };
      expect(replicate(plan, draw, populateOneByOne)).toEqual(replicate(plan, draw, byCounts));
    }),
    { numRuns: 150, seed: SEED },
  );
});

/** Much happens in it, and days are alike, so that figures of different days and providers are next to independent. */
const usual: Plan = planOf(0, {
  platform: { ...platformNamed("none"), blocklistDays: 4 },
  providers: [0.95, 0.9, 0.85].map((inboxShare, at) => ({
    ...kindProvider,
    id: `provider ${at}`,
    inboxShare,
    missingShare: 0.05,
    softBounceShare: 0.05,
    volumeStart: 1_500,
    machineOpenShare: 0.3,
  })),
  cohorts: [0, 1, 2].map((provider) =>
    cohortOf(2_000, {
      provider,
      invalidShare: 0.04,
      listedShare: 0.05,
      openShare: 0.4,
      clickOfOpensShare: 0.2,
      complaintShare: 0.02,
      unsubscribeShare: 0.03,
      listedPerDay: 0.01,
    }),
  ),
  receiving: { ...receiving, dayDeviation: 0, poolDeviation: 0, volumeGrowthMax: 0 },
  campaigns: [campaignOf({ mailings: 4, everyTicks: 3 })],
  days: 12,
});

const SEEDS = 200;
/** Of each mail one at most, so that they are next to independent of each other. */
const figures = ["droppedSharedList", "bouncedHard", "bouncedSoft", "deferred", "missing", "spam", "clicked"] as const;

/** Of each day, provider and figure: what it was in each of 200 replications. */
function samplesOf(populate: Populate, firstSeed: number): readonly (readonly number[])[] {
  const counts = Array.from({ length: SEEDS }, (_, at) => replicate(usual, { seed: firstSeed + at, replication: 0 }, populate));
  const rows = Array.from({ length: usual.days * usual.providers.length }, (_, row) => row);
  return rows.flatMap((row) =>
    figures.map((figure) => counts.map(({ ledger }) => ledger.counts[row * COUNTERS + counterAt(figure)] ?? 0)),
  );
}

test("200 replications by counts and 200 one by one have the same distributions of every day's figures (V21)", () => {
  const cohorts = samplesOf(byCounts, 1);
  const exact = samplesOf(populateOneByOne, 1_001);
  const middles: number[] = [];
  const spreads: number[] = [];
  for (const [at, one] of cohorts.entries()) {
    const other = exact[at] ?? [];
    // Ties of small counts make these tests blunt.
    if (one.reduce((sum, count) => sum + count, 0) < 5 * SEEDS) continue;
    middles.push(rankSumP(one, other));
    spreads.push(spreadP(one, other));
  }
  expect(middles.length).toBeGreaterThan(100);
  expect(Math.min(...middles, ...spreads)).toBeGreaterThan(0.001);
  expect(evenP(middles)).toBeGreaterThan(0.001);
  expect(evenP(spreads)).toBeGreaterThan(0.001);
});

test("the tests of distributions tell one of which a twentieth is missing from the same, and one that spreads half as far", () => {
  const one = samplesOf(byCounts, 1)[5] ?? [];
  const mean = one.reduce((sum, count) => sum + count, 0) / SEEDS;
  const other = samplesOf(byCounts, 1_001)[5] ?? [];
  expect(
    rankSumP(
      one,
      other.map((count) => count * 0.95),
    ),
  ).toBeLessThan(0.001);
  expect(
    spreadP(
      one,
      other.map((count) => mean + (count - mean) / 2),
    ),
  ).toBeLessThan(0.001);
  expect(evenP(Array.from({ length: 100 }, (_, at) => (at / 100) ** 2))).toBeLessThan(0.001);
});
