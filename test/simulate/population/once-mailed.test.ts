import { describe, expect, test } from "vitest";
import { mailCounters } from "../../../src/model/simulation.ts";
import { CohortPopulation } from "../../../src/simulate/population/cohorts.ts";
import { OnceMailed } from "../../../src/simulate/population/once-mailed.ts";
import { type Populate, type Replication, replicate } from "../../../src/simulate/replicate.ts";
import { waitingOf } from "../../../src/world/ahead.ts";
import type { People } from "../../../src/world/people.ts";
import type { Plan } from "../../../src/world/plan.ts";
import type { Population } from "../../../src/world/population.ts";
import type { Play } from "../../../src/world/state.ts";
import { ticksADay } from "../../../src/world/time.ts";
import { exchangeOf, fateOf, peopleOf } from "../../support/exchange.ts";
import { mailsOf } from "../../support/invariants.ts";
import { calm, campaignOf, cohortOf, kindProvider, planOf, platformNamed, receiving } from "../../support/plan.ts";
import { moments, twoSampleZ } from "../../support/statistics.ts";

/** Cohorts of a list that one campaign mails once. */
const once: People = peopleOf(1_000, { streams: [{ campaign: 0, cohort: 0, domainBit: 0, mailings: 1 }] });

const peopleBy =
  (make: (people: People) => Population): Populate =>
  (plan, streams, retryTicks, { seed, replication }) =>
    make({
      cohorts: plan.cohorts,
      streams,
      retryTicks,
      blocklistTicks: (plan.platform.blocklistDays ?? 180) * ticksADay(plan),
      keyParts: [seed, replication],
    });
const putOff = peopleBy((people) => new OnceMailed(people));
const atOnce = peopleBy((people) => new CohortPopulation(people));

test("is for lists that are mailed once, by one campaign, within the time of an entry of the shared list", () => {
  const stream = { campaign: 0, cohort: 0, domainBit: 0, mailings: 1 };
  const isFor = (change: Partial<People>): boolean => OnceMailed.isFor({ ...once, ...change });
  expect(isFor({})).toBe(true);
  expect(isFor({ streams: [{ ...stream, mailings: 2 }] })).toBe(false);
  expect(isFor({ streams: [stream, { ...stream, campaign: 1 }] })).toBe(false);
  expect(isFor({ blocklistTicks: 3 })).toBe(false);
});

describe("mail that a provider took", () => {
  const people = new OnceMailed(once);
  const exchange = exchangeOf({ deferred: 0.5, "inbox-opened": 0.25 });
  people.begin(0);
  people.reach(0, 1_000, 0, exchange);
  const deferred = fateOf(exchange, "deferred");

  test("has no fate until somebody asks", () => {
    expect(exchange.fates.reduce((all, mails) => all + mails)).toBe(deferred);
    expect([people.mails(0), people.due(0, 1, 1)]).toEqual([1_000 - deferred, deferred]);
  });

  test("has one each then, and is not asked twice", () => {
    const taken = exchangeOf({ "inbox-opened": 0.5 });
    people.settle(0, 0, taken);
    expect(fateOf(taken, "inbox") + fateOf(taken, "inbox-opened")).toBe(1_000 - deferred);
    expect(people.mails(0)).toBe(0);
  });
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
    const { plan, ledger, world, streams, population } = play;
    const settled = mailCounters.filter((counter) => /^(dropped|bounced|missing|spam|inbox|expired)/u.test(counter));
    for (const provider of plan.providers.keys()) {
      let waiting = 0;
      for (const [stream, { provider: own }] of streams.entries()) if (own === provider) waiting += waitingOf(play, stream);
      const mails = settled.reduce((all, counter) => all + mailsOf(plan, { ledger }, provider, counter), waiting);
      expect(mails).toBe(mailsOf(plan, { ledger }, provider, "requested"));
    }
    for (const stream of streams.keys()) {
      expect(population.putOff?.mails(stream)).toBe(0);
      expect(world.waiting[stream]).toBe(waitingOf(play, stream));
    }
  };
  for (const tickHours of [1, 24] as const)
    replicate({ ...lively, tickHours, days: 4 }, { seed: 5, replication: 0 }, putOff, undefined, check);
});
