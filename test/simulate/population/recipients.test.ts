import * as fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { openSimulationThreads, type SimulationThreads } from "../../../src/platform/simulation-threads.ts";
import { placesOf } from "../../../src/simulate/population/places.ts";
import { RecipientPopulation } from "../../../src/simulate/population/recipients.ts";
import { SharedWork } from "../../../src/simulate/population/shared-work.ts";
import { whyNotExact } from "../../../src/simulate/population/why-not-exact.ts";
import { type Fate, fateAt, fates, OUTCOMES_FROM } from "../../../src/world/outcome.ts";
import type { People } from "../../../src/world/people.ts";
import type { Exchange } from "../../../src/world/population.ts";

let threads: SimulationThreads | undefined;
afterEach(async () => {
  await threads?.end();
  threads = undefined;
});

const plain: People = {
  cohorts: [{ size: 1_000, invalidShare: 0, listedShare: 0, list: 0 }],
  streams: [{ campaign: 0, cohort: 0, domainBit: 0 }],
  retryTicks: [1, 1, 1],
  blocklistTicks: 180,
  keyParts: [1, 2],
};

function workFor(people: Partial<People>): SharedWork {
  return new SharedWork(placesOf({ ...plain, ...people }).bytes);
}

function populate(people: Partial<People> = {}, work: SharedWork = workFor(people)): RecipientPopulation {
  expect(whyNotExact({ ...plain, ...people })).toBeUndefined();
  return new RecipientPopulation({ ...plain, ...people }, work);
}

function cohort(size: number, shares: Partial<People["cohorts"][number]> = {}): People["cohorts"][number] {
  return { size, invalidShare: 0, listedShare: 0, list: 0, ...shares };
}

/** An exchange in which outcomes have these probabilities, and "inbox" what is left. */
function exchangeOf(given: Partial<Record<Fate, number>>): Exchange {
  const probabilities = new Float64Array(11);
  let left = 1;
  for (const [at, fate] of fates.slice(OUTCOMES_FROM).entries()) {
    probabilities[at] = given[fate] ?? 0;
    left -= given[fate] ?? 0;
  }
  probabilities[fateAt("inbox") - OUTCOMES_FROM] = left > 1e-12 ? left : 0;
  return { probabilities, fates: new Float64Array(15) };
}

function countOf({ fates: counts }: Exchange, fate: Fate): number {
  return counts[fateAt(fate)] ?? 0;
}

function sumOf({ fates: counts }: Exchange): number {
  return counts.reduce((sum, each) => sum + each, 0);
}

/** One mailing to all of a stream in a tick. */
function mail(people: RecipientPopulation, tick: number, given: Partial<Record<Fate, number>>, stream = 0): Exchange {
  const exchange = exchangeOf(given);
  people.begin(stream);
  people.reach(stream, people.ahead(stream), tick, exchange);
  return exchange;
}

test("addresses that do not exist bounce once, are listed, and bounce again when the entry ends", () => {
  const people = populate({ cohorts: [cohort(1_000, { invalidShare: 1 })] });
  expect(countOf(mail(people, 0, {}), "bounced-hard")).toBe(1_000);
  expect(countOf(mail(people, 1, {}), "dropped-shared-list")).toBe(1_000);
  expect(people.unlist(0, 179)).toBe(0);
  expect(people.unlist(0, 180)).toBe(1_000);
  expect(countOf(mail(people, 180, {}), "bounced-hard")).toBe(1_000);
});

test("who complained is dropped for the own list, for ever", () => {
  const people = populate();
  expect(countOf(mail(people, 0, { "inbox-complained": 1 }), "inbox-complained")).toBe(1_000);
  expect(countOf(mail(people, 500, {}), "dropped-own-list")).toBe(1_000);
});

test("who unsubscribed from one domain still gets the mail of another", () => {
  const streams = [
    { campaign: 0, cohort: 0, domainBit: 0 },
    { campaign: 1, cohort: 0, domainBit: 1 },
  ];
  const people = populate({ streams });
  mail(people, 0, { "inbox-unsubscribed": 1 });
  expect(countOf(mail(people, 1, {}), "dropped-unsubscribed")).toBe(1_000);
  expect(countOf(mail(people, 1, {}, 1), "inbox")).toBe(1_000);
});

test("deferred mail is tried again when it is due, and expires after its last try", () => {
  const people = populate();
  mail(people, 0, { deferred: 1 });
  expect(people.due(0, 1, 0)).toBe(0);
  for (let tries = 1; tries <= 3; tries++) {
    expect(people.due(0, tries, tries)).toBe(1_000);
    const exchange = exchangeOf({ deferred: 1 });
    people.retry(0, tries, tries, exchange);
    expect(countOf(exchange, "deferred")).toBe(1_000);
  }
  expect(people.expire(0, 4, 3)).toBe(1_000);
  expect(people.expire(0, 4, 3)).toBe(0);
});

test("a new mailing gives up what waits of the one before", () => {
  const people = populate();
  mail(people, 0, { deferred: 1 });
  expect(people.begin(0)).toBe(1_000);
  expect(people.due(0, 1, 1)).toBe(0);
  const exchange = exchangeOf({});
  people.reach(0, people.ahead(0), 1, exchange);
  expect(countOf(exchange, "inbox")).toBe(1_000);
});

test("mail of two campaigns to the same people waits apart", () => {
  const streams = [
    { campaign: 0, cohort: 0, domainBit: 0 },
    { campaign: 1, cohort: 0, domainBit: 0 },
  ];
  const people = populate({ streams });
  mail(people, 0, { deferred: 1 });
  mail(people, 0, { deferred: 1 }, 1);
  const exchange = exchangeOf({});
  people.retry(0, 1, 1, exchange);
  expect(countOf(exchange, "inbox")).toBe(1_000);
  expect(people.due(1, 1, 1)).toBe(1_000);
});

test("entries from before the beginning end evenly over the ticks of an entry", () => {
  const people = populate({ cohorts: [cohort(90_000, { listedShare: 1 })], blocklistTicks: 90 });
  const ended = Array.from({ length: 90 }, (_, tick) => people.unlist(0, tick + 1));
  expect(ended.reduce((sum, each) => sum + each, 0)).toBe(90_000);
  // 1,000 each; the standard deviation is 31.
  for (const each of ended) expect(Math.abs(each - 1_000)).toBeLessThan(160);
});

test("what others list ends after the ticks of an entry; who complained is not listed any more", () => {
  const people = populate();
  mail(people, 0, { "inbox-complained": 0.5 });
  const complained = people.states(0).filter((state) => state === 4).length;
  expect(people.listByOthers(0, 1, 3)).toBe(1_000 - complained);
  expect(people.unlist(0, 182)).toBe(0);
  expect(people.unlist(0, 183)).toBe(1_000 - complained);
});

test("of N recipients N(1-h)^D are left after D mailings that each end with probability h", () => {
  const size = 10_000_000;
  const people = populate({ cohorts: [cohort(size)] });
  let last = 0;
  for (let day = 0; day < 20; day++) last = countOf(mail(people, day, { "inbox-complained": 0.002 }), "inbox-complained");
  const exchange = mail(people, 20, {});
  const left = countOf(exchange, "inbox");
  // Five standard deviations: 614 for ten million.
  expect(Math.abs(left - size * 0.998 ** 20)).toBeLessThan(5 * 614);
  expect(Math.abs(last - size * 0.002 * 0.998 ** 19)).toBeLessThan(5 * 139);
});

test("the totals of days vary as those of independent draws do", () => {
  const people = populate({ cohorts: [cohort(65_536)] });
  const totals = Array.from({ length: 400 }, (_, day) => countOf(mail(people, day, { spam: 0.1 }), "spam"));
  const mean = totals.reduce((sum, each) => sum + each, 0) / totals.length;
  const variance = totals.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (totals.length - 1);
  // The standard error of the ratio is 0.07.
  expect(Math.abs(variance / (65_536 * 0.1 * 0.9) - 1)).toBeLessThan(0.3);
});

const usual = { deferred: 0.1, "inbox-complained": 0.001, "inbox-unsubscribed": 0.002, spam: 0.1, "bounced-soft": 0.01 };

/** Ten days of mailings, in parts of odd sizes, with tries again: everything counted, and all states at the end. */
function tenDays(people: RecipientPopulation): readonly unknown[] {
  const exchange = exchangeOf(usual);
  const said: unknown[] = [];
  for (let day = 0; day < 10; day++) {
    said.push(people.unlist(0, day), people.listByOthers(0, 0.001, day));
    if (day % 5 === 0) said.push(people.begin(0));
    for (let tries = 3; tries >= 1; tries--) {
      said.push(people.due(0, tries, day));
      people.retry(0, tries, day, exchange);
    }
    said.push(people.expire(0, 4, day));
    people.reach(0, Math.min(people.ahead(0), 900_001), day, exchange);
  }
  return [said, exchange.fates, people.states(0).slice()];
}

test("one and two threads count the same and leave the same states", async () => {
  const cohorts = [cohort(3_000_003, { invalidShare: 0.05, listedShare: 0.01 })];
  const alone = tenDays(populate({ cohorts }));
  const work = workFor({ cohorts });
  threads = await openSimulationThreads(work, 2);
  expect(tenDays(populate({ cohorts }, work))).toEqual(alone);
  // The same memory once more: nothing is left of those before.
  expect(tenDays(populate({ cohorts }, work))).toEqual(alone);
});

test("every recipient reached has one fate, whatever the sizes of the parts", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.array(fc.nat(200), { maxLength: 12 }), (size, parts) => {
      const people = populate({
        cohorts: [cohort(7), cohort(size, { invalidShare: 0.2, listedShare: 0.1 })],
        streams: [{ campaign: 0, cohort: 1, domainBit: 2 }],
      });
      people.begin(0);
      const exchange = exchangeOf(usual);
      let reached = 0;
      for (const [tick, part] of parts.entries()) {
        const before = people.ahead(0);
        people.retry(0, 1, tick, exchange);
        people.expire(0, 2, tick + 1);
        exchange.fates.fill(0);
        people.reach(0, part, tick, exchange);
        reached += before - people.ahead(0);
        expect(sumOf(exchange)).toBe(before - people.ahead(0));
      }
      expect(people.ahead(0)).toBe(size - reached);
      expect(people.states(0).every((state) => state === 0)).toBe(true);
    }),
  );
});

test.for<[string, Partial<People>, string]>([
  ["too long waits", { retryTicks: [1, 2, 1] }, "mail may wait 4 days"],
  ["too long entries", { blocklistTicks: 4_320 }, "for 4320 days"],
  ["too many people", { cohorts: [cohort(1_000_000_000), cohort(1_000_000_000)] }, "3815 MiB of memory"],
])("%s are refused", ([, people, words]) => {
  expect(whyNotExact({ ...plain, ...people })?.message.en).toContain(words);
});
