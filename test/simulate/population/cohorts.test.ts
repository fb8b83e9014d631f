import { describe, expect, test } from "vitest";
import { CohortPopulation } from "../../../src/simulate/population/cohorts.ts";
import { exchangeOf, fateOf, peopleOf } from "../../support/exchange.ts";
import { moments, twoSampleZ } from "../../support/statistics.ts";

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, seed) => seed);

describe("where every probability is 0 or 1", () => {
  test("all are delivered, and mailed again by the next mailing", () => {
    const people = new CohortPopulation(peopleOf(1_000));
    const exchange = exchangeOf({});
    expect(people.ahead(0)).toBe(0);
    for (const mailing of [1, 2]) {
      expect(people.begin(0)).toBe(0);
      people.reach(0, 400, 0, exchange);
      expect(people.ahead(0)).toBe(600);
      people.reach(0, 600, 1, exchange);
      expect(fateOf(exchange, "inbox")).toBe(1_000 * mailing);
    }
  });

  test("nobody more than is ahead is reached", () => {
    const people = new CohortPopulation(peopleOf(10));
    const exchange = exchangeOf({});
    people.begin(0);
    people.reach(0, 11, 0, exchange);
    expect([people.ahead(0), fateOf(exchange, "inbox")]).toEqual([0, 10]);
  });

  test.for([
    { fate: "inbox-complained", later: "dropped-own-list" },
    { fate: "inbox-unsubscribed", later: "dropped-unsubscribed" },
  ] as const)("$fate is followed by $later for ever", ({ fate, later }) => {
    const people = new CohortPopulation(peopleOf(50));
    const first = exchangeOf({ [fate]: 1 });
    const second = exchangeOf({});
    people.begin(0);
    people.reach(0, 50, 0, first);
    for (const tick of [1, 200, 400]) {
      people.unlist(0, tick);
      people.begin(0);
      people.reach(0, 50, tick, second);
    }
    expect([fateOf(first, fate), fateOf(second, later)]).toEqual([50, 150]);
  });

  test("an address that does not exist bounces, is dropped for 180 days, and bounces again", () => {
    const cohorts = [{ size: 50, invalidShare: 1, listedShare: 0, list: 0 }];
    const people = new CohortPopulation(peopleOf(50, { cohorts }));
    const seen = Array.from({ length: 362 }, (_, tick) => {
      people.unlist(0, tick);
      const exchange = exchangeOf({});
      people.begin(0);
      people.reach(0, 50, tick, exchange);
      return fateOf(exchange, "bounced-hard") > 0 ? tick : [];
    });
    expect(seen.flat()).toEqual([0, 180, 360]);
  });

  test("who unsubscribed from one domain still hears from another", () => {
    const streams = [0, 1, 2].map((domainBit) => ({ campaign: domainBit, cohort: 0, domainBit }));
    const people = new CohortPopulation(peopleOf(9, { streams }));
    const gone = exchangeOf({ "inbox-unsubscribed": 1 });
    const other = exchangeOf({});
    const same = exchangeOf({});
    for (const campaign of [0, 1, 2]) people.begin(campaign);
    people.reach(0, 9, 0, gone);
    people.reach(1, 9, 0, other);
    people.reach(2, 9, 0, gone);
    for (const campaign of [0, 1, 2]) {
      people.begin(campaign);
      people.reach(campaign, 9, 1, campaign === 1 ? other : same);
    }
    expect([fateOf(gone, "inbox-unsubscribed"), fateOf(other, "inbox")]).toEqual([18, 18]);
    expect(fateOf(same, "dropped-unsubscribed")).toBe(18);
  });

  test("an address that the shared list has is dropped until its entry ends", () => {
    const people = new CohortPopulation(peopleOf(40));
    const exchange = exchangeOf({});
    expect(people.listByOthers(0, 1, 5)).toBe(40);
    expect(people.listByOthers(0, 1, 6)).toBe(0);
    people.begin(0);
    people.reach(0, 40, 6, exchange);
    expect([184, 185].map((tick) => people.unlist(0, tick))).toEqual([0, 40]);
    people.begin(0);
    people.reach(0, 40, 185, exchange);
    expect([fateOf(exchange, "dropped-shared-list"), fateOf(exchange, "inbox")]).toEqual([40, 40]);
  });

  test("entries that were there from the beginning end one by one until their time is over", () => {
    const cohorts = [{ size: 18_000, invalidShare: 0, listedShare: 1, list: 0 }];
    const people = new CohortPopulation(peopleOf(0, { cohorts }));
    const ended = Array.from({ length: 182 }, (_, tick) => people.unlist(0, tick));
    expect([ended[0], ended[181], people.count(0, people.states.valid)]).toEqual([0, 0, 18_000]);
    expect(Math.abs(moments(ended.slice(1, 181)).variance / 100 - 1)).toBeLessThan(0.5);
  });
});

describe("mail that is deferred", () => {
  test("is tried again when it is due, and expires after its last try", () => {
    const people = new CohortPopulation(peopleOf(7, { retryTicks: [2, 3] }));
    const exchange = exchangeOf({ deferred: 1 });
    people.begin(0);
    people.reach(0, 7, 10, exchange);
    expect([10, 11, 12, 13].map((tick) => people.due(0, 1, tick))).toEqual([0, 0, 7, 0]);
    people.retry(0, 1, 12, exchange);
    expect([people.due(0, 1, 12), people.due(0, 2, 15)]).toEqual([0, 7]);
    people.retry(0, 2, 15, exchange);
    expect([people.expire(0, 3, 15), people.expire(0, 3, 15)]).toEqual([7, 0]);
    expect(fateOf(exchange, "deferred")).toBe(21);
  });

  test("is lost to the next mailing", () => {
    const people = new CohortPopulation(peopleOf(7));
    people.begin(0);
    people.reach(0, 5, 0, exchangeOf({ deferred: 1 }));
    expect([people.begin(0), people.ahead(0), people.due(0, 1, 1)]).toEqual([5, 7, 0]);
  });

  test("is dropped where the address was listed in the meantime", () => {
    const people = new CohortPopulation(peopleOf(7));
    const exchange = exchangeOf({});
    people.begin(0);
    people.reach(0, 7, 0, exchangeOf({ deferred: 1 }));
    people.listByOthers(0, 1, 1);
    people.retry(0, 1, 1, exchange);
    expect(fateOf(exchange, "dropped-shared-list")).toBe(7);
  });

  test("is dropped where the recipient complained to another campaign in the meantime", () => {
    const streams = [0, 1].map((campaign) => ({ campaign, cohort: 0, domainBit: 0 }));
    const people = new CohortPopulation(peopleOf(7, { streams }));
    const exchange = exchangeOf({});
    for (const campaign of [0, 1]) people.begin(campaign);
    people.reach(0, 7, 0, exchangeOf({ deferred: 1 }));
    people.reach(1, 7, 0, exchangeOf({ "inbox-complained": 1 }));
    people.retry(0, 1, 1, exchange);
    expect(fateOf(exchange, "dropped-own-list")).toBe(7);
  });

  test("has had the mean number of tries, and expires, as reckoned (V13)", () => {
    const [p, tries, size] = [0.7, 23, 1_000_000];
    const people = new CohortPopulation(peopleOf(size, { retryTicks: Array.from({ length: tries - 1 }, () => 1) }));
    const exchange = exchangeOf({ deferred: p });
    people.begin(0);
    people.reach(0, size, 0, exchange);
    for (let tick = 1; tick < tries; tick++) people.retry(0, tick, tick, exchange);
    const expired = people.expire(0, tries, tries);
    const tried = fateOf(exchange, "deferred") + fateOf(exchange, "inbox");
    expect(Math.abs(expired - size * p ** tries)).toBeLessThan(4 * Math.sqrt(size * p ** tries));
    expect(tried / size).toBeCloseTo((1 - p ** tries) / (1 - p), 1.9);
    expect(fateOf(exchange, "inbox") + expired).toBe(size);
  });
});

describe("cases with known answers", () => {
  test("a share lost at each mailing leaves N(1 − h)^D (V15)", () => {
    const people = new CohortPopulation(peopleOf(100_000_000));
    const exchange = exchangeOf({ "inbox-complained": 0.002 });
    for (let mailing = 0; mailing < 20; mailing++) {
      people.begin(0);
      people.reach(0, people.ahead(0), mailing, exchange);
    }
    expect(Math.abs(people.count(0, people.states.valid) - 96_071_944)).toBeLessThan(4 * 1_942);
  });

  test("the shared list holds 180 days of new entries, from day 180 on (V12)", () => {
    const cohorts = [{ size: 100_000, invalidShare: 1, listedShare: 0, list: 0 }];
    const people = new CohortPopulation(peopleOf(0, { cohorts }));
    const sizes = Array.from({ length: 400 }, (_, tick) => {
      people.unlist(0, tick);
      if (tick % 300 === 0) people.begin(0);
      people.reach(0, 50, tick, exchangeOf({}));
      return people.count(0, people.states.listedInvalid);
    });
    expect(sizes.slice(0, 3)).toEqual([50, 100, 150]);
    expect([sizes[178], sizes[179], sizes[180], sizes[299]]).toEqual([8_950, 9_000, 9_000, 9_000]);
  });

  test.for([
    { waiting: 10, arrivals: 3, quota: 5, days: 5 },
    { waiting: 1_000, arrivals: 100, quota: 350, days: 4 },
    { waiting: 1_001, arrivals: 100, quota: 350, days: 5 },
  ])(
    "$waiting waiting, $arrivals a day more and $quota a day sent: done in $days days (V14)",
    ({ waiting, arrivals, quota, days }) => {
      const streams = [0, 1].map((campaign) => ({ campaign, cohort: campaign, domainBit: 0 }));
      const cohorts = [waiting, arrivals].map((size) => ({ size, invalidShare: 0, listedShare: 0, list: 0 }));
      const people = new CohortPopulation(peopleOf(0, { cohorts, streams }));
      const exchange = exchangeOf({});
      people.begin(0);
      let day = 0;
      for (; people.ahead(0) > 0; day++) {
        people.begin(1);
        people.reach(1, arrivals, day, exchange);
        people.reach(0, quota - arrivals, day, exchange);
      }
      expect([day, fateOf(exchange, "inbox")]).toEqual([days, waiting + days * arrivals]);
    },
  );
});

describe("chance", () => {
  const lively = {
    deferred: 0.1,
    "bounced-soft": 0.02,
    spam: 0.1,
    "inbox-opened": 0.2,
    "inbox-complained": 0.02,
    "inbox-unsubscribed": 0.03,
  };

  /** What two mailings by two campaigns come to, over one cohort or over parts of it. */
  function play(
    sizes: readonly number[],
    seed: number,
  ): { readonly inbox: number; readonly dropped: number; readonly bounced: number } {
    const cohorts = sizes.map((size) => ({ size, invalidShare: 0.1, listedShare: 0.05, list: 0 }));
    const streams = [0, 1].flatMap((campaign) => sizes.map((_, cohort) => ({ campaign, cohort, domainBit: 0 })));
    const people = new CohortPopulation(peopleOf(0, { cohorts, streams, keyParts: [seed] }));
    const exchange = exchangeOf(lively);
    for (let tick = 0; tick < 8; tick++) {
      for (const cohort of sizes.keys()) {
        people.unlist(cohort, tick);
        people.listByOthers(cohort, 0.01, tick);
      }
      if (tick % 4 === 0) for (const campaign of [0, 1]) people.begin(campaign);
      for (const [stream, { cohort }] of streams.entries()) {
        for (const tries of [2, 1]) people.retry(stream, tries, tick, exchange);
        people.reach(stream, Math.floor((sizes[cohort] ?? 0) / 4), tick, exchange);
      }
    }
    return {
      inbox: fateOf(exchange, "inbox"),
      dropped: fateOf(exchange, "dropped-own-list") + fateOf(exchange, "dropped-unsubscribed"),
      bounced: fateOf(exchange, "bounced-hard"),
    };
  }

  const whole = seeds(400).map((seed) => play([1_000], seed));
  const parts = seeds(400).map((seed) => play([400, 600], seed + 10_000));

  test.for(["inbox", "dropped", "bounced"] as const)("splitting a cohort leaves how many are %s as it is", (what) => {
    const [one, other] = [whole, parts].map((plays) => plays.map((each) => each[what]));
    expect(Math.abs(twoSampleZ(one ?? [], other ?? []))).toBeLessThan(3.5);
    const ratio = moments(one ?? []).variance / moments(other ?? []).variance;
    expect(Math.abs(Math.log(ratio))).toBeLessThan(3.5 * Math.sqrt(4 / 400));
  });

  test("is the same for the same keys, and other for others", () => {
    expect(play([1_000], 5)).toEqual(play([1_000], 5));
    expect(play([1_000], 5)).not.toEqual(play([1_000], 6));
  });

  test("of one cohort does not depend on another", () => {
    const cohorts = [1_000, 500].map((size) => ({ size, invalidShare: 0.1, listedShare: 0.1, list: 0 }));
    const streams = [0, 1].map((cohort) => ({ campaign: cohort, cohort, domainBit: 0 }));
    const alone = new CohortPopulation(peopleOf(0, { cohorts, streams }));
    const beside = new CohortPopulation(peopleOf(0, { cohorts, streams }));
    const [one, other] = [exchangeOf(lively), exchangeOf(lively)];
    for (const campaign of [0, 1]) for (const people of [alone, beside]) people.begin(campaign);
    for (let tick = 0; tick < 3; tick++) {
      beside.reach(1, 100, tick, exchangeOf(lively));
      alone.reach(0, 200, tick, one);
      beside.reach(0, 200, tick, other);
    }
    expect([...one.fates]).toEqual([...other.fates]);
  });
});
