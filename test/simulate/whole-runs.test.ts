import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { playRange } from "../../src/simulate/monte-carlo.ts";
import { type Populate, type Replication, replicate } from "../../src/simulate/replicate.ts";
import { advance } from "../../src/world/advance.ts";
import { billOf } from "../../src/world/bill.ts";
import { type Key, keyOf, keyWith } from "../../src/world/chance/hash.ts";
import { Stream } from "../../src/world/chance/stream.ts";
import { createScratch } from "../../src/world/create.ts";
import { plainSteps } from "../../src/world/plain-steps.ts";
import type { Plan } from "../../src/world/plan.ts";
import type { Exchange, Population } from "../../src/world/population.ts";
import { type Play, PROVIDER_FIGURES } from "../../src/world/state.ts";
import { ticksADay } from "../../src/world/time.ts";
import { mailsOf } from "../support/invariants.ts";
import { Recorder } from "../support/moments.ts";
import { calm, campaignOf, cohortOf, kindProvider, planOf, platformNamed, receiving } from "../support/plan.ts";
import { randomPlan } from "../support/random-plan.ts";
import { type Recorded, recorded } from "../support/recorded.ts";
import { moments, twoSampleZ } from "../support/statistics.ts";

const SEED = 20_261_125;
const runs = { numRuns: 40, seed: SEED };

/** What a run is held to: all that was written down. */
function written({ ledger, left }: Pick<Recorded, "ledger" | "left">): string {
  return JSON.stringify([Object.entries(ledger).map(([name, numbers]) => [name, [...numbers]]), left]);
}

describe("the same seed gives the same bytes (invariant 9)", () => {
  test("twice", () => {
    fc.assert(
      fc.property(randomPlan, fc.nat(99), (plan, seed) => {
        expect(written(recorded(plan, seed))).toBe(written(recorded(plan, seed)));
      }),
      runs,
    );
  });

  test("in one range of replications, and in the parts that two threads would play", () => {
    const question = { planWith: () => lively, notes: [], seed: SEED, populate: new Recorder().populate };
    const whole = playRange(question, 0, 4);
    const parts = [playRange(question, 2, 4), playRange(question, 0, 2)].reverse();
    for (const figures of ["daily", "domains", "providers", "cost", "campaigns"] as const)
      expect(parts.flatMap((part) => [...part[figures]])).toEqual([...whole[figures]]);
  });

  test("and another seed others", () => {
    expect(written(recorded(lively, 1))).not.toBe(written(recorded(lively, 2)));
  });
});

/** Two domains whose plans have nothing to do with each other, and much chance. */
const lively: Plan = planOf(0, {
  platform: { ...platformNamed("tencent-ses"), accountDayMax: undefined, ratePerSecondMax: undefined, freeMails: 0 },
  providers: [{ ...kindProvider, inboxShare: 0.85, volumeStart: 2_000, machineOpenShare: 0.3 }],
  receiving,
  lists: ["first", "second"],
  cohorts: [
    cohortOf(4_000, { invalidShare: 0.04, openShare: 0.4, complaintShare: 0.001, unsubscribeShare: 0.01 }),
    cohortOf(3_000, { invalidShare: 0.01, openShare: 0.3, listedPerDay: 0.01, list: 1 }),
  ],
  domains: ["a.example.com", "b.example.com"].map((name, pool) => ({
    name,
    level: 2,
    pool,
    goodBefore: 0,
    badBefore: 0,
    volumeBefore: 0,
  })),
  pools: ["a", "b"].map((name) => ({
    name,
    kind: "dedicated",
    ips: 1,
    scenarioRatesPerSecond: [],
    isWarm: true,
    goodBefore: 0,
    badBefore: 0,
  })),
  campaigns: [0, 1].map((each) => campaignOf({ name: `campaign ${each}`, domain: each, list: each, mailings: 3, everyTicks: 2 })),
  days: 8,
});

describe("a cohort in two parts has the same distribution (invariant 10)", () => {
  const [whole, other] = lively.cohorts;
  if (!whole || !other) throw new Error("no cohorts");
  const split = { ...lively, cohorts: [{ ...whole, size: 1_000 }, { ...whole, size: 3_000 }, other] };
  const played = [lively, split].map((plan, at) => Array.from({ length: 200 }, (_, seed) => recorded(plan, seed + at * 1_000)));

  test.for(["accepted", "deferred", "bouncedHard", "inbox", "spam", "openedHuman", "unsubscribed"] as const)(
    "of %s",
    (counter) => {
      const [one = [], two = []] = played.map((replications, at) =>
        replications.map((each) => mailsOf(at === 0 ? lively : split, each, 0, counter)),
      );
      expect(moments(one).mean).toBeGreaterThan(0);
      expect(Math.abs(twoSampleZ(one, two))).toBeLessThan(3.3);
    },
  );

  test("and two senders that share nothing have the same days in either order", () => {
    const calmly = {
      ...lively,
      receiving: calm,
      providers: [kindProvider],
      cohorts: lively.cohorts.map((cohort) => ({ ...cohort, ...certain })),
    };
    const turned = {
      ...calmly,
      lists: [...calmly.lists].reverse(),
      cohorts: [...calmly.cohorts].reverse().map((cohort) => ({ ...cohort, list: 1 - cohort.list })),
      campaigns: [...calmly.campaigns].reverse().map((campaign, at) => ({ ...campaign, domain: at, list: at })),
    };
    const [one, two] = [recorded(calmly, 1), recorded(turned, 2)];
    for (const counter of ["requested", "accepted", "inbox", "openedHuman"] as const)
      for (let day = 0; day < lively.days; day++)
        expect([0, 1].map((sender) => mailsOf(calmly, one, sender, counter, [day, day + 1]))).toEqual(
          [1, 0].map((sender) => mailsOf(turned, two, sender, counter, [day, day + 1])),
        );
  });
});

const certain = { invalidShare: 0, listedPerDay: 0, openShare: 1, complaintShare: 0, unsubscribeShare: 0 };

describe("more of what is good never makes things worse (invariant 11)", () => {
  test("a higher cap never puts off the end, where nothing fails", () => {
    const cap = fc.integer({ min: 1, max: 5_000 });
    const caps = fc.tuple(cap, cap).map((pair) => pair.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), caps, fc.constantFrom("tencent-ses", "none"), (size, [low, high], id) => {
        const doneWith = (accountDayMax: number | undefined): number => {
          const platform = { ...platformNamed(id), accountDayMax };
          return recorded(planOf(size, { platform, days: 60 }), 1).ledger.doneTick[0] ?? 0;
        };
        expect(doneWith(high)).toBeLessThanOrEqual(doneWith(low));
        expect(doneWith(undefined)).toBeLessThanOrEqual(doneWith(high));
      }),
      runs,
    );
  });

  test("more addresses that do not exist never raise a reputation", () => {
    const reputationsOf = ({ ledger: { providers } }: Replication): readonly number[] =>
      [...providers].filter((_, at) => at % PROVIDER_FIGURES === PROVIDER_FIGURES - 1);
    const reputationWith = (invalid: number): readonly number[] => {
      const cohorts = [cohortOf(2_000, { openShare: 0.3 }), cohortOf(invalid, { invalidShare: 1 })];
      const plan = planOf(0, { cohorts, days: 5, campaigns: [campaignOf({ mailings: 3, order: "mixed" })] });
      return reputationsOf(recorded(plan, 3));
    };
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (invalid, more) => {
        const [fewer, many] = [reputationWith(invalid), reputationWith(invalid + more)];
        for (const [day, reputation] of many.entries()) expect(reputation).toBeLessThan(fewer[day] ?? 0);
      }),
      runs,
    );
  });
});

describe("money (invariant 12)", () => {
  test("is the sum of the lines of a bill over the days", () => {
    fc.assert(
      fc.property(randomPlan, fc.nat(99), (plan, seed) => {
        const { ledger, moments: each } = recorded(plan, seed);
        const perDay = Array.from({ length: plan.days }, (_, day) =>
          plan.domains
            .flatMap((_, domain) => plan.providers.map((_, provider) => domain * plan.providers.length + provider))
            .reduce((all, sender) => all + mailsOf(plan, { ledger }, sender, "accepted", [day, day + 1]), 0),
        );
        const bill = billOf(plan.platform, plan.startDay, perDay);
        const lines = bill.lines.reduce((all, { amount }) => all + amount, 0);
        expect(lines).toBeCloseTo(bill.total, 6);
        expect(each.at(-1)?.world.spent).toBeCloseTo(bill.total, 4);
      }),
      runs,
    );
  });

  test("that is there pays for as many mails as it should, to the last one", () => {
    const price = fc.constantFrom(0.000_28, 0.000_1, 0.000_45, 0.001);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 50_000 }),
        price,
        fc.constantFrom(1 as const, 24 as const),
        (mails, pricePerMail, tickHours) => {
          const platform = { ...platformNamed("none"), pricePerMail, freeMails: 1_000, ratePerSecondMax: 1, currency: "USD" };
          const balance = Number((mails * pricePerMail).toFixed(8));
          const plan = planOf(60_000, { platform, balance, tickHours, days: 2 });
          expect(mailsOf(plan, recorded(plan, 1), 0, "accepted")).toBe(mails + 1_000);
        },
      ),
      { numRuns: 200, seed: SEED },
    );
  });
});

/** People by counts, who can be had once more as they stand: new ones who are asked the same. */
function repeatable(plan: Plan, streams: Play["streams"], retryTicks: readonly number[], seed: number) {
  const people = (): Population => new Recorder().populate(plan, streams, retryTicks, { seed, replication: 0 });
  const first = people();
  const asked: ((people: Population) => void)[] = [];
  const ask = <T>(question: (people: Population) => T): T => {
    asked.push(question);
    return question(first);
  };
  const repeat = ({ probabilities, fates }: Exchange): Exchange => ({
    probabilities: probabilities.slice(),
    fates: fates.slice(),
  });
  const population: Population = {
    begin: (campaign) => ask((all) => all.begin(campaign)),
    ahead: (stream) => first.ahead(stream),
    reach: (stream, count, tick, exchange) => {
      const same = repeat(exchange);
      asked.push((all) => all.reach(stream, count, tick, same));
      first.reach(stream, count, tick, exchange);
    },
    due: (stream, tries, tick) => first.due(stream, tries, tick),
    retry: (stream, tries, tick, exchange) => {
      const same = repeat(exchange);
      asked.push((all) => all.retry(stream, tries, tick, same));
      first.retry(stream, tries, tick, exchange);
    },
    expire: (stream, tries, tick) => ask((all) => all.expire(stream, tries, tick)),
    listByOthers: (cohort, probability, tick) => ask((all) => all.listByOthers(cohort, probability, tick)),
    unlist: (cohort, tick) => ask((all) => all.unlist(cohort, tick)),
  };
  const again = (): Population => {
    const other = people();
    for (const question of asked) question(other);
    return other;
  };
  return { population, again };
}

/** What a domain's flags are drawn from; see replicate.ts. */
const flagKey = (seed: number, domain: number): Key => keyWith(keyWith(keyOf([seed, 0]), 17), domain);

/** A play that goes on from a copy: of the world, the ledger, how far its chance has come, and the people. */
function copyOf(play: Play, population: Population, seed: number, skipped: number): Play {
  const { plan, world, ledger, streams } = play;
  const flagChances = play.flagChances.map(({ counter }, domain) => {
    const stream = new Stream(flagKey(seed, domain));
    stream.skipTo(counter + skipped);
    return stream;
  });
  const stream = new Stream(keyOf([seed]));
  const scratch = createScratch(plan, streams.length);
  const chance = { stream, flagChances };
  const people = { population, steps: plainSteps(population) };
  return { ...play, world: structuredClone(world), ledger: structuredClone(ledger), scratch, ...chance, ...people };
}

/**
 * The ledger of a replication, and that of a copy made after a tick and played to the end. What a sandbox keeps on disk
 * belongs to the sandbox; here the copy shows that a world, its ledger and its people are all that there is to keep.
 */
function copied(plan: Plan, seed: number, afterTick: number, skipped = 0): readonly [whole: string, copied: string] {
  let repeat: (() => Population) | undefined;
  let copy: Play | undefined;
  const populate: Populate = (_, streams, retryTicks) => {
    const { population, again } = repeatable(plan, streams, retryTicks, seed);
    repeat = again;
    return population;
  };
  const { ledger } = replicate(plan, { seed, replication: 0 }, populate, {
    afterTick: (play) => {
      if (play.world.tick === afterTick && repeat) copy = copyOf(play, repeat(), seed, skipped);
    },
  });
  if (!copy) throw new Error("the tick never came");
  while (copy.world.tick < plan.days * ticksADay(plan)) advance(copy);
  return [written({ ledger, left: [] }), written({ ledger: copy.ledger, left: [] })];
}

describe("a copy after some ticks that goes on is the uninterrupted run (invariant 14)", () => {
  test("in any plan", () => {
    fc.assert(
      fc.property(randomPlan, fc.nat(99), fc.nat(1_000), (plan, seed, at) => {
        const [whole, other] = copied(plan, seed, 1 + (at % (plan.days * ticksADay(plan))));
        expect(other).toBe(whole);
      }),
      runs,
    );
  });

  test("and is not where one number of its chance is lost", () => {
    const [whole, other] = copied(lively, 1, 3, 1);
    expect(other).not.toBe(whole);
  });
});
