import { describe, expect, test } from "vitest";
import { replicate } from "../../src/simulate/replicate.ts";
import type { Plan } from "../../src/world/plan.ts";
import { COUNTERS, counterAt } from "../../src/world/state.ts";
import { calm, campaignOf, cohortOf, kindProvider, planOf, platformNamed } from "../support/plan.ts";
import { referencePopulation } from "../support/reference-population.ts";

const tencent = { ...platformNamed("tencent-ses"), accountDayMax: undefined };
/** The standard plan, day by day, without the rules that raise. */
const dayPlan = { ...tencent, levelQuotas: undefined, dayPlan: tencent.levelQuotas, ratePerSecondMax: undefined };

/** A replication in which nothing is left to chance, and the events of it. */
function played(plan: Plan) {
  const events: { kind: string; facts: Readonly<Record<string, number | string>>; day: number }[] = [];
  const replication = replicate(
    plan,
    { seed: 1, replication: 0 },
    (_, streams, retryTicks) =>
      referencePopulation(
        plan.cohorts.map(({ size }) => size),
        plan.cohorts.map(({ invalidShare }) => invalidShare === 1),
        streams,
        retryTicks,
      ),
    { note: (play) => (kind, facts) => events.push({ kind, facts, day: play.world.tick }) },
  );
  const onDay = (day: number, counter: Parameters<typeof counterAt>[0], sender = 0): number => {
    const senders = plan.domains.length * plan.providers.length;
    return replication.ledger.counts[(day * senders + sender) * COUNTERS + counterAt(counter)] ?? 0;
  };
  return { ...replication, events, onDay, doneDay: (replication.ledger.doneTick[0] ?? 0) + 1 };
}

test("a clean domain is raised at once, each time 70 % of its quota is out, from 500 to 1,000,000 on its first day (V4)", () => {
  const { events, onDay } = played(planOf(2_000_000, { platform: tencent, days: 1 }));
  const raises = events.filter(({ kind }) => kind === "raised").map(({ facts }) => facts["accepted"]);
  expect(raises).toEqual([
    350, 700, 1_400, 3_500, 7_000, 14_000, 28_000, 42_000, 56_000, 70_000, 105_000, 140_000, 210_000, 280_000, 350_000, 420_000,
    490_000, 560_000, 630_000,
  ]);
  expect(onDay(0, "accepted")).toBe(1_000_000);
});

test.each([
  [500, 1],
  [501, 2],
  [1_500, 2],
  [10_000, 5],
  [100_000, 8],
  [1_000_000, 14],
  [10_000_000, 25],
  [100_000_000, 115],
])("the standard day plan sends %i mails in %i days (V2)", (mails, days) => {
  expect(played(planOf(mails, { platform: dayPlan, days: 130 })).doneDay).toBe(days);
});

test.each([
  [1_000_000, 14],
  [10_000_000, 44],
  [100_000_000, 344],
])("with the account's cap of 300,000 a day it sends %i mails in %i days (V3)", (mails, days) => {
  const platform = { ...dayPlan, accountDayMax: 300_000 };
  expect(played(planOf(mails, { platform, days: 350 })).doneDay).toBe(days);
});

test.each([
  [undefined, 75_868_500],
  [300_000, 24_068_500],
])("in 90 days one domain sends, with an account cap of %s, at most %i mails (V3b)", (accountDayMax, most) => {
  const { left } = played(planOf(100_000_000, { platform: { ...dayPlan, accountDayMax }, days: 90 }));
  expect(100_000_000 - (left[0] ?? 0)).toBe(most);
});

test("a backlog of Q with a new mails a day under a quota of c is empty after ⌈Q/(c−a)⌉ days (V14)", () => {
  const platform = { ...dayPlan, dayPlan: [1_000] };
  const backlog = campaignOf({ list: 0 });
  const arrivals = campaignOf({ list: 1, schedule: { kind: "by-day", mails: [300] } });
  const plan = planOf(0, {
    platform,
    lists: ["backlog", "arrivals"],
    cohorts: [cohortOf(10_000), cohortOf(1_000_000, { list: 1 })],
    campaigns: [arrivals, backlog],
  });
  expect(played(plan).ledger.doneTick[1]).toBe(Math.ceil(10_000 / (1_000 - 300)) - 1);
});

describe("two campaigns on one domain", () => {
  const plan = planOf(0, {
    platform: { ...dayPlan, dayPlan: [1_000] },
    lists: ["first", "second"],
    cohorts: [cohortOf(1_500), cohortOf(1_200, { list: 1 })],
    campaigns: [campaignOf({ name: "first" }), campaignOf({ name: "second", list: 1 })],
  });
  test("share its quota in their order, and the rest waits in the cache queue for the next day", () => {
    const { ledger, onDay } = played(plan);
    expect([0, 1, 2, 3].map((day) => onDay(day, "accepted"))).toEqual([1_000, 1_000, 700, 0]);
    expect([...ledger.doneTick]).toEqual([1, 2]);
  });
  test("can wait for one another", () => {
    const after = { ...plan, campaigns: [campaignOf({ after: 1 }), campaignOf({ list: 1 })] };
    expect([...played(after).ledger.doneTick]).toEqual([3, 1]);
  });
});

test("more than 11 % of addresses that do not exist block the day after 301 mails, and the rest of the batch fails", () => {
  const plan = planOf(0, {
    platform: tencent,
    cohorts: [cohortOf(60, { invalidShare: 1 }), cohortOf(10_000)],
    campaigns: [campaignOf({ order: "mixed" })],
  });
  const clean = played(plan);
  expect(clean.events.filter(({ kind }) => kind === "day-block")).toEqual([]);
  const dirty = played({ ...plan, cohorts: [cohortOf(1_500, { invalidShare: 1 }), cohortOf(10_000)] });
  expect(dirty.events.find(({ kind }) => kind === "day-block")).toMatchObject({
    day: 0,
    facts: { accepted: 301, failed: 11_199 },
  });
  expect(dirty.onDay(0, "failedDayBlock")).toBe(11_199);
});

test("more than 9 % of them lower the level on the day after, by one", () => {
  const plan = planOf(0, {
    platform: { ...tencent, raiseRules: [] },
    domains: [{ name: "d", level: 5, pool: 0, goodBefore: 0, badBefore: 0, volumeBefore: 0 }],
    cohorts: [cohortOf(1_000, { invalidShare: 1 }), cohortOf(9_000)],
    campaigns: [campaignOf({ order: "mixed" })],
    days: 3,
  });
  expect([...played(plan).ledger.level]).toEqual([5, 4, 4]);
});

test("mails that a provider defers are tried again on the next days, and expire when the last try within 72 hours is deferred too", () => {
  const never = { ...kindProvider, volumeStart: 0 };
  const plan = planOf(100, { providers: [never], receiving: { ...calm, deferShareMax: 1 }, days: 6 });
  const { onDay } = played(plan);
  expect([0, 1, 2, 3, 4].map((day) => [onDay(day, "deferred"), onDay(day, "expired")])).toEqual([
    [100, 0],
    [100, 0],
    [100, 100],
    [0, 0],
    [0, 0],
  ]);
});
