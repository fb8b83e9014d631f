import * as fc from "fast-check";
import type { Platform } from "../../src/world/parameters.ts";
import type { Plan, PlannedCampaign, PlannedCohort, PlannedDomain, PlannedPool, Schedule } from "../../src/world/plan.ts";
import { calm, platformNamed, providerNamed, receiving } from "./plan.ts";

/** Mostly the first of some values, else any of them. */
function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...others) });
}

/** A share as it mostly is, but at times any, or 0 or 1, where what is seldom happens always. */
const share = (usual: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(usual, usual / 2, 0) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  );

const size = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 3_000 }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 1_000_000 }) },
  { weight: 1, arbitrary: fc.constant(1_000_000_000) },
);

const platform: fc.Arbitrary<Platform> = fc
  .record({
    base: mostly("tencent-ses", "aws-ses", "sendgrid-warmup", "sparkpost-warmup", "none").map(platformNamed),
    dayKind: fc.constantFrom("calendar", "rolling"),
    stopListed: fc.constantFrom("stop", "warn", "off"),
    cacheResume: fc.constantFrom("next-day", "after-24h", "by-hand"),
    standingSampleMin: fc.constantFrom(undefined, 100),
    reviewBounceShare: mostly(0.02, undefined),
    pauseBounceShare: mostly(0.1, undefined),
    rateDenominator: fc.constantFrom("accepted", "delivered"),
    accountDayMax: mostly(undefined, 0, 700, 300_000),
    ratePerSecondMax: mostly(undefined, 0.01, 1, 20),
    dayPlan: mostly(undefined, [100, 300, 1_000], [0]),
    blocklistDays: fc.constantFrom(undefined, 1, 3, 180),
    freeMails: fc.constantFrom(0, 1_000),
  })
  .map(({ base, ...change }) => ({ ...base, ...change }));

const provider = fc.record({
  base: fc.constantFrom("gmail", "microsoft", "apple", "qq", "corporate", "other").map(providerNamed),
  inboxShare: share(0.9),
  missingShare: share(0.04),
  softBounceShare: share(0.01),
  volumeStart: mostly(1_000_000_000, 0, 50, 5_000),
  greylistMinutes: fc.constantFrom(0, 5),
  machineOpenShare: share(0.4),
});

const cohort = (lists: number, providers: number): fc.Arbitrary<PlannedCohort> =>
  fc.record({
    list: fc.nat(lists - 1),
    provider: fc.nat(providers - 1),
    tier: fc.constantFrom("new", "old"),
    size,
    invalidShare: share(0.05),
    listedShare: share(0.02),
    openShare: share(0.3),
    complaintShare: share(0.002),
    unsubscribeShare: share(0.004),
    clickOfOpensShare: share(0.1),
    listedPerDay: mostly(0, 0.001, 0.3, 1),
  });

const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.constant({ kind: "as-allowed" as const }),
  fc.record({ kind: fc.constant("by-day" as const), mails: fc.array(fc.nat(2_000), { minLength: 1, maxLength: 4 }) }),
);

const campaign = (lists: number, domains: number, ticks: number): fc.Arbitrary<Omit<PlannedCampaign, "after">> =>
  fc.record({
    name: fc.constant("campaign"),
    domain: fc.nat(domains - 1),
    list: fc.nat(lists - 1),
    startTick: mostly(0, 1, Math.floor(ticks / 2)),
    reviewedTick: mostly(0, 1, Math.floor(ticks / 2)),
    mailings: fc.integer({ min: 1, max: 4 }),
    everyTicks: fc.integer({ min: 1, max: 30 }),
    schedule,
    order: fc.constantFrom("by-tier", "mixed"),
    via: fc.constantFrom("batch", "api"),
  });

const pool: fc.Arbitrary<PlannedPool> = fc.record({
  name: fc.constant("pool"),
  kind: fc.constantFrom("shared", "dedicated"),
  ips: fc.integer({ min: 1, max: 3 }),
  scenarioRatesPerSecond: fc.constant([]),
  isWarm: fc.boolean(),
  goodBefore: fc.constantFrom(0, 900),
  badBefore: fc.constantFrom(0, 900),
});

const domain = (pools: number): fc.Arbitrary<PlannedDomain> =>
  fc.record({
    name: fc.constant("news.example.com"),
    level: fc.constantFrom(1, 2, 5, 20),
    pool: fc.nat(pools - 1),
    goodBefore: fc.constantFrom(0, 900),
    badBefore: fc.constantFrom(0, 900),
    volumeBefore: mostly(0, 5_000),
  });

/** Small plans of all kinds, with shares that may be 0 or 1, a few with a thousand million recipients. */
export const randomPlan: fc.Arbitrary<Plan> = fc
  .record({
    lists: fc.integer({ min: 1, max: 2 }),
    providers: fc.array(
      provider.map(({ base, ...change }) => ({ ...base, ...change })),
      { minLength: 1, maxLength: 3 },
    ),
    pools: fc.array(pool, { minLength: 1, maxLength: 2 }),
    domains: fc.integer({ min: 1, max: 3 }),
    tickHours: fc.constantFrom(1 as const, 24 as const),
    days: fc.integer({ min: 1, max: 8 }),
  })
  .chain(({ lists, providers, pools, domains, tickHours, days }) =>
    fc
      .record({
        startDay: fc.integer({ min: 20_000, max: 30_000 }),
        platform,
        receiving: fc.constantFrom(receiving, calm, { ...receiving, deferShareMax: 1, spamBounceShareMax: 1, openDelayMu: 4 }),
        cohorts: fc.array(cohort(lists, providers.length), { minLength: 1, maxLength: 6 }),
        domains: fc.array(domain(pools.length), { minLength: domains, maxLength: domains }),
        campaigns: fc.array(campaign(lists, domains, (days * 24) / tickHours), { minLength: 1, maxLength: 3 }),
        balance: mostly(undefined, 0, 0.5, 20),
      })
      .map(({ campaigns, ...plan }) => ({
        ...plan,
        tickHours,
        days,
        providers,
        pools,
        lists: Array.from({ length: lists }, (_, list) => `list ${list}`),
        // A campaign may wait for the one before it; a circle cannot come about.
        campaigns: campaigns.map((each, at) => ({ ...each, after: at > 0 && each.mailings === 2 ? at - 1 : undefined })),
      })),
  );
