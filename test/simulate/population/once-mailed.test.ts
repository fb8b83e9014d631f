import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mailCounters } from "../../../src/model/simulation.ts";
import { CohortPopulation } from "../../../src/simulate/population/cohorts.ts";
import { OnceMailed } from "../../../src/simulate/population/once/once-mailed.ts";
import { peopleOf as peopleOfPlan } from "../../../src/simulate/population/people.ts";
import { type Populate, type Replication, replicate, retryGaps } from "../../../src/simulate/replicate.ts";
import { waitingOf } from "../../../src/world/ahead.ts";
import { streamsIn } from "../../../src/world/create.ts";
import type { People } from "../../../src/world/people.ts";
import type { Plan } from "../../../src/world/plan.ts";
import type { Play } from "../../../src/world/state.ts";
import { peopleOf } from "../../support/exchange.ts";
import { mailsOf } from "../../support/invariants.ts";
import { calm, campaignOf, cohortOf, kindProvider, planOf, platformNamed, receiving } from "../../support/plan.ts";
import { putOffPlainly } from "../../support/put-off.ts";
import { randomPlan } from "../../support/random-plan.ts";
import { moments, twoSampleZ } from "../../support/statistics.ts";

/** Cohorts of a list that one campaign mails once. */
const once: People = peopleOf(1_000, { streams: [{ campaign: 0, cohort: 0, domainBit: 0, mailings: 1 }] });

const putOff: Populate = (...given) => new OnceMailed(given[0], peopleOfPlan(...given));
const putOffInPlain: Populate = (...given) => putOffPlainly(given[0], peopleOfPlan(...given));
const atOnce: Populate = (...given) => new CohortPopulation(peopleOfPlan(...given));

test("is for lists that are mailed once, by one campaign, within the time of an entry of the shared list", () => {
  const stream = { campaign: 0, cohort: 0, domainBit: 0, mailings: 1 };
  const isFor = (change: Partial<People>): boolean => OnceMailed.isFor({ ...once, ...change });
  expect(isFor({})).toBe(true);
  expect(isFor({ streams: [{ ...stream, mailings: 2 }] })).toBe(false);
  expect(isFor({ streams: [stream, { ...stream, campaign: 1 }] })).toBe(false);
  expect(isFor({ cohorts: [], streams: [] })).toBe(false);
  // An entry that is made as a mail is first put off must outlast its last try.
  const wait = once.retryTicks.reduce((all, ticks) => all + ticks, 1);
  expect([wait, wait + 1].map((blocklistTicks) => isFor({ blocklistTicks }))).toEqual([false, true]);
});

/** Raises, rules that ask for rates, retries, a shared list, IPs that overflow: all that makes somebody ask. */
const lively: Plan = planOf(0, {
  platform: { ...platformNamed("tencent-ses"), ipRamp: platformNamed("sparkpost-warmup").ipRamp, freeMails: 0 },
  providers: [
    { ...kindProvider, inboxShare: 0.85, volumeStart: 2_000, machineOpenShare: 0.3, missingShare: 0.04, softBounceShare: 0.01 },
    { ...kindProvider, id: "other", inboxShare: 0.8, volumeStart: 500 },
  ],
  receiving,
  cohorts: [
    cohortOf(30_000, { invalidShare: 0.04, openShare: 0.4, complaintShare: 0.001, unsubscribeShare: 0.01, listedShare: 0.01 }),
    cohortOf(9_000, { provider: 1, invalidShare: 0.01, openShare: 0.3, clickOfOpensShare: 0.2, listedPerDay: 0.01 }),
    cohortOf(9_000, { provider: 1, tier: "old", openShare: 0.1, clickOfOpensShare: 0.1, listedPerDay: 0.02 }),
  ],
  pools: [{ name: "own", kind: "dedicated", ips: 2, scenarioRatesPerSecond: [], isWarm: false, goodBefore: 0, badBefore: 0 }],
  campaigns: [campaignOf({ order: "by-tier" })],
  days: 12,
});

describe("counts have the same distribution as those of people whose every state is drawn at once", () => {
  const replications = 300;
  const playedBy = (populate: Populate, seed: number): readonly Replication[] =>
    Array.from({ length: replications }, (_, replication) => replicate(lively, { seed, replication }, populate));
  const played = [playedBy(putOff, 1), playedBy(atOnce, 2)];
  const counters = mailCounters.filter((counter) => !/failed|expired|OwnList|Unsubscribed$/u.test(counter));

  test.for(counters)("%s", (counter) => {
    for (const sender of [0, 1]) {
      const [one = [], two = []] = played.map((each) => each.map((replication) => mailsOf(lively, replication, sender, counter)));
      expect(Math.abs(twoSampleZ(one, two))).toBeLessThan(4);
      const [narrow, wide] = [moments(one).variance, moments(two).variance].sort((a, b) => a - b);
      expect(wide ?? 0).toBeLessThanOrEqual(1.8 * (narrow ?? 0) + 1);
    }
  });
});

test("where every probability is 0 or 1 they are the same to the last mail", () => {
  const certain = { openShare: 1, complaintShare: 0, unsubscribeShare: 0, listedPerDay: 0 };
  const plan = {
    ...lively,
    receiving: calm,
    providers: lively.providers.map(({ id }) => ({ ...kindProvider, id })),
    cohorts: lively.cohorts.map((cohort) => ({ ...cohort, ...certain, invalidShare: 0, listedShare: 0, clickOfOpensShare: 1 })),
  };
  const [one, two] = [putOff, atOnce].map((populate) => replicate(plan, { seed: 1, replication: 0 }, populate));
  expect(one).toEqual(two);
});

test("no mail is without a fate when a tick is over", () => {
  const check = (play: Play): void => {
    const { plan, ledger, streams } = play;
    const settled = mailCounters.filter((counter) => /^(dropped|bounced|missing|spam|inbox|expired)/u.test(counter));
    for (const provider of plan.providers.keys()) {
      let waiting = 0;
      for (const [stream, { provider: own }] of streams.entries()) if (own === provider) waiting += waitingOf(play, stream);
      const mails = settled.reduce((all, counter) => all + mailsOf(plan, { ledger }, provider, counter), waiting);
      expect(mails).toBe(mailsOf(plan, { ledger }, provider, "requested"));
    }
  };
  for (const tickHours of [1, 24] as const)
    replicate({ ...lively, tickHours, days: 4 }, { seed: 5, replication: 0 }, putOff, { afterTick: check });
});

describe("every number is that of plain steps which put off the same", () => {
  const { ipRamp: daily } = lively.platform;
  const hourly = daily && { ...daily, per: "hour" as const };
  const bothOf = (plan: Plan, seed: number): readonly Replication[] =>
    [putOff, putOffInPlain].map((populate) => replicate(plan, { seed, replication: 0 }, populate));

  test.for([
    ["by the day", { tickHours: 24 }],
    ["by the hour", { tickHours: 1, days: 5 }],
    [
      "by the hour, while shared IPs help by the hour",
      { tickHours: 1, days: 5, platform: { ...lively.platform, ipRamp: hourly } },
    ],
    ["from shared IPs", { pools: lively.pools.map((pool) => ({ ...pool, kind: "shared" as const })) }],
    ["in all tiers at the same time", { campaigns: [campaignOf({ order: "mixed" })] }],
  ] as const)("%s", ([, change]) => {
    for (let seed = 1; seed <= 20; seed++) {
      const [one, other] = bothOf({ ...lively, ...change }, seed);
      expect(one).toEqual(other);
    }
  });

  test("in any plan whose lists are mailed once", () => {
    const met = { domains: 0, hours: 0, helped: 0, empty: 0, unmailed: 0 };
    fc.assert(
      fc.property(randomPlan, fc.nat(99), fc.boolean(), (any, seed, isHelped) => {
        const platform = isHelped && hourly ? { ...any.platform, ipRamp: hourly } : any.platform;
        const pools = any.pools.map((pool) => (isHelped ? { ...pool, kind: "dedicated" as const, isWarm: false } : pool));
        const campaigns = any.campaigns.map((campaign) => ({ ...campaign, mailings: 1 }));
        const plan = { ...any, platform, pools, campaigns };
        const people = peopleOfPlan(plan, streamsIn(plan), retryGaps(plan), { seed, replication: 0 });
        fc.pre(OnceMailed.isFor(people));
        const [one, other] = bothOf(plan, seed);
        expect(one).toEqual(other);
        const mailed = new Set(campaigns.map(({ list }) => list));
        if (plan.domains.length > 1) met.domains++;
        if (plan.tickHours === 1) met.hours++;
        if (isHelped) met.helped++;
        if (plan.cohorts.some(({ size }) => size === 0)) met.empty++;
        if (plan.cohorts.some(({ list }) => !mailed.has(list))) met.unmailed++;
      }),
      { numRuns: 200, seed: 20_261_125 },
    );
    for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(2);
  });
});

describe("the memory of a play", () => {
  const people = peopleOfPlan(lively, streamsIn(lively), retryGaps(lively), { seed: 1, replication: 0 });

  test("is not another's while both are played", () => {
    const [one, other] = [new OnceMailed(lively, people), new OnceMailed(lively, people)];
    one.begin(0);
    expect([one.ahead(0), other.ahead(0)]).toEqual([30_000, 0]);
    one.counts[0] = 7;
    expect(other.counts[0]).toBe(0);
    one.end();
    other.end();
  });

  test("is given once, though its end is told twice", () => {
    const ended = new OnceMailed(lively, people);
    ended.end();
    ended.end();
    const [one, other] = [new OnceMailed(lively, people), new OnceMailed(lively, people)];
    expect(one.counts.buffer).not.toBe(other.counts.buffer);
    one.end();
    other.end();
  });

  test("has nothing of the play before in it, nor of one that failed on the way", () => {
    const play = (): Replication => replicate(lively, { seed: 3, replication: 0 }, putOff);
    const first = play();
    const fault = new Error("the 4th tick fails");
    let ticks = 0;
    const fail = (): void => {
      if (++ticks === 4) throw fault;
    };
    expect(() => replicate(lively, { seed: 4, replication: 0 }, putOff, { afterTick: fail })).toThrow(fault);
    replicate({ ...lively, days: 40 }, { seed: 5, replication: 0 }, putOff);
    expect(play()).toEqual(first);
  });
});
