import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { apportion } from "../../src/simulate/scenario/apportion.ts";
import { parametersOf } from "../../src/simulate/scenario/parameters.ts";
import { planner } from "../../src/simulate/scenario/plan.ts";
import { openScenario } from "../../src/simulate/scenario/read-scenario.ts";
import type { Plan } from "../../src/world/plan.ts";
import { type parts, sample, samples, scenarioIn, textOf } from "../support/scenarios.ts";
import { tables } from "../support/world-tables.ts";

function planOf(text: string): Plan {
  const scenario = scenarioIn(text);
  return planner(scenario, parametersOf(scenario, tables).parameters)(new Map());
}

function notesOf(text: string) {
  return new Map(parametersOf(scenarioIn(text), tables).notes.map((note) => [note.name, note]));
}

function plannerOf(text: string) {
  const scenario = scenarioIn(text);
  return planner(scenario, parametersOf(scenario, tables).parameters);
}

function sizeOf(plan: Plan): number {
  return plan.cohorts.reduce((sum, { size }) => sum + size, 0);
}

describe("Samples", () => {
  test("are those that the guide names", () => {
    expect(samples).toEqual([
      "complaint-spike.yaml",
      "day-one-100k.yaml",
      "dirty-list.yaml",
      "new-domain-million.yaml",
      "shared-or-dedicated-dedicated.yaml",
      "shared-or-dedicated-shared.yaml",
      "two-campaigns.yaml",
    ]);
  });

  test.for(samples)("%s is read without a fault, and says what it shows", (name) => {
    const plan = planOf(sample(name));
    expect(sizeOf(plan)).toBeGreaterThan(100_000);
    expect(sample(name)).toMatch(/^# [A-Z0-9]/);
  });

  test.for(samples)("%s says the same as JSON", (name) => {
    expect(scenarioIn(JSON.stringify(parse(sample(name))))).toEqual(scenarioIn(sample(name)));
  });
});

describe("A number parted by the largest remainder", () => {
  test.for([
    [10, [1, 1, 1], [4, 3, 3]],
    [1, [0.5, 0.5], [1, 0]],
    [7, [0.5, 0.3, 0.2], [4, 2, 1]],
    [0, [1, 2], [0, 0]],
    [5, [0, 1], [0, 5]],
  ] as const)("%d by %j is %j", ([total, weights, expected]) => {
    expect(apportion(total, weights)).toEqual(expected);
  });

  test("adds up, and no part is off its share by one or more", () => {
    const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.nat(1_000_000_000), weights, (total, shares) => {
        const sum = shares.reduce((all, share) => all + share, 0);
        fc.pre(sum > 1e-6);
        const whole = apportion(total, shares);
        expect(whole.reduce((all, part) => all + part, 0)).toBe(total);
        for (const [at, part] of whole.entries()) expect(Math.abs(part - ((shares[at] ?? 0) / sum) * total)).toBeLessThan(1.001);
      }),
    );
  });
});

describe("A plan", () => {
  test("has the cohorts of a list tier by tier as written, and provider by provider", () => {
    const lists = "lists: { all: { size: 1001, providers: { qq: 0.5, gmail: 0.5 }, tiers: { older: 0.5, clicked-30d: 0.5 } } }";
    const { cohorts, providers } = planOf(textOf({ lists }));
    expect(providers.map(({ id }) => id)).toEqual(["gmail", "qq"]);
    expect(cohorts.map(({ tier, provider, size }) => [tier, provider, size])).toEqual([
      ["older", 0, 250],
      ["older", 1, 251],
      ["clicked-30d", 0, 250],
      ["clicked-30d", 1, 250],
    ]);
  });

  test("has every address of a list in one cohort", () => {
    const mix = fc.dictionary(fc.constantFrom("gmail", "qq", "yahoo", "other"), fc.integer({ min: 1, max: 999 }), { minKeys: 1 });
    const tiers = fc.dictionary(fc.constantFrom("clicked-30d", "older", "never"), fc.integer({ min: 1, max: 99 }), {
      minKeys: 1,
    });
    const shared = (parts: Readonly<Record<string, number>>) => {
      const sum = Object.values(parts).reduce((all, part) => all + part, 0);
      return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part / sum]));
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), mix, tiers, (size, providers, by) => {
        const all = JSON.stringify({ all: { size, providers: shared(providers), tiers: shared(by) } });
        expect(sizeOf(planOf(textOf({ lists: `lists: ${all}` })))).toBe(size);
      }),
    );
  });

  test("sends from the platform's shared pool where a domain names no IPs, and begins at the platform's first level", () => {
    const { domains, pools } = planOf(
      textOf({
        domains: "domains: { a.example.com: {}, b.example.com: { ips: main, level: 5 } }",
        campaigns: "campaigns: { first: { domain: a.example.com, list: all } }",
      }),
    );
    expect(domains).toMatchObject([
      { name: "a.example.com", level: 1, pool: 1 },
      { level: 5, pool: 0 },
    ]);
    expect(pools).toMatchObject([{ name: "main", kind: "dedicated", ips: 2 }, { kind: "shared" }]);
  });

  test("knows no evidence of a new sender, and good evidence of a warm one", () => {
    const { domains, pools } = planOf(
      textOf({
        ips: "ips: { main: { kind: dedicated, isWarm: true } }",
        domains: "domains: { news.example.com: { ips: main } }",
      }),
    );
    expect(domains[0]).toMatchObject({ goodBefore: 0, badBefore: 0 });
    expect(pools[0]?.goodBefore).toBeGreaterThan(500);
  });

  test("begins on the day of the file, in ticks of a day or an hour", () => {
    const campaigns =
      "campaigns: { first: { domain: news.example.com, list: all, start: 2026-12-03, mailings: 2, everyDays: 5 } }";
    expect(planOf(textOf({ campaigns }))).toMatchObject({
      startDay: 20_788,
      tickHours: 24,
      campaigns: [{ startTick: 2, everyTicks: 5 }],
    });
    const hourly = planOf(textOf({ campaigns, tick: "tick: hour" }));
    expect(hourly).toMatchObject({ tickHours: 1, campaigns: [{ startTick: 48, everyTicks: 120 }] });
  });

  test("keeps campaigns in the order of the file, though their names are numbers", () => {
    const one = "{ domain: news.example.com, list: all }";
    const campaigns = `campaigns: { b: ${one}, 2: ${one}, 1: { domain: news.example.com, list: all, after: b } }`;
    const plan = planOf(textOf({ campaigns }));
    expect(plan.campaigns.map(({ name, after }) => [name, after])).toEqual([
      ["b", undefined],
      ["2", undefined],
      ["1", 0],
    ]);
  });

  test.for([
    ["as-allowed", "day", { kind: "as-allowed" }],
    ["{ byDay: [5, 10] }", "day", { kind: "by-day", mails: [5, 10] }],
    [
      "{ from: 100, factor: 1.5, max: 500 }",
      "day",
      { kind: "by-day", mails: [100, 150, 225, 337, 500, 500, 500, 500, 500, 500] },
    ],
    ["{ byHour: [1, 2] }", "hour", { kind: "by-day", mails: [1 + 23 * 2, 48] }],
  ] as const)("goes by the schedule %s", ([written, tick, schedule]) => {
    const campaigns = `campaigns: { first: { domain: news.example.com, list: all, schedule: ${written} } }`;
    expect(planOf(textOf({ campaigns, tick: `tick: ${tick}` })).campaigns[0]?.schedule).toEqual(schedule);
  });

  test("goes by the platform's day plan: a level a day", () => {
    const campaigns = "campaigns: { first: { domain: news.example.com, list: all, schedule: platform } }";
    const schedule = planOf(textOf({ campaigns })).campaigns[0]?.schedule;
    const mails = schedule?.kind === "by-day" ? schedule.mails : [];
    expect(mails.reduce((sum, each) => sum + each, 0)).toBe(5_868_500);
  });

  test("has nobody listed by others where the platform shares no list", () => {
    expect(planOf(textOf({ platform: "platform: none" })).cohorts[0]).toMatchObject({ listedShare: 0, listedPerDay: 0 });
    expect(planOf(textOf()).cohorts[0]?.listedPerDay).toBeGreaterThan(0);
  });

  test("takes seed, runs and days from the command line before the file", () => {
    expect(scenarioIn(textOf(), { seed: 5, runs: 6, days: 7 })).toMatchObject({ seed: 5, runs: 6, days: 7 });
    expect(scenarioIn(textOf())).toMatchObject({ seed: 1, runs: 300, days: 10 });
  });
});

describe("Parameters", () => {
  const set = textOf({
    platform: "platform: { profile: tencent-ses, set: { accountDayMax: 7, stopListed: off, raiseRules: [{ openAbove: 0.4 }] } }",
    providers:
      "providers: { gmail: { volumeStart: { value: 20, low: 10, high: 40 } }, acme: { like: corporate, inboxShare: 0.5 } }",
    lists:
      "lists: { a.b: { size: 100, providers: { gmail: 0.5, acme: 0.5 }, tiers: { older: 1 }, invalidShare: { value: 0.1, low: 0.05, high: 0.2 } } }",
    campaigns: "campaigns: { first: { domain: news.example.com, list: a.b } }",
    more: "receiving: { halfLifeDays: 9 }",
  });

  test("are those of the file before the shipped ones, and stand as given", () => {
    const plan = planOf(set);
    const notes = notesOf(set);
    expect(plan.platform).toMatchObject({ accountDayMax: 7, stopListed: "off", raiseRules: [{ openAbove: 0.4 }] });
    expect(plan.receiving.halfLifeDays).toBe(9);
    expect(plan.providers.map(({ id, inboxShare }) => [id, inboxShare])).toContainEqual(["acme", 0.5]);
    expect(plan.cohorts.map(({ invalidShare }) => invalidShare)).toEqual([0.1, 0.1]);
    expect(notes.get("platform.accountDayMax")).toMatchObject({
      value: 7,
      standing: "given",
      unit: expect.stringContaining("mails"),
    });
    expect(notes.get("platform.raiseRules")).toMatchObject({ value: '[{"openAbove":0.4}]', standing: "given" });
    expect([...notes.keys()].filter((name) => name.startsWith("platform.raiseRules."))).toEqual([]);
    expect(notes.get("providers.gmail.volumeStart")).toMatchObject({ value: 20, range: [10, 40], standing: "given" });
    expect(notes.get("lists.a.b.invalidShare")).toMatchObject({ value: 0.1, range: [0.05, 0.2], standing: "given" });
  });

  test("of a provider of one's own are those of the one it is like", () => {
    const notes = notesOf(set);
    expect(notes.get("providers.acme.volumeStart")?.value).toBe(tables.providers.get("corporate")?.value.volumeStart);
    expect(notes.has("providers.corporate.volumeStart")).toBe(false);
  });

  test("of providers and tiers that no list has are not told", () => {
    const names = [...notesOf(textOf()).keys()];
    expect(names.some((name) => name.startsWith("providers.yahoo."))).toBe(false);
    expect(names.some((name) => name.startsWith("tiers.never."))).toBe(false);
  });

  test("are exchanged by name from plan to plan, and nothing else is", () => {
    const make = plannerOf(set);
    const plan = make(
      new Map([
        ["providers.gmail.volumeStart", 31.4],
        ["lists.a.b.invalidShare", 0.15],
        ["tiers.older.openShare", 0.07],
        ["receiving.dayDeviation", 0.3],
        ["platform.pricePerMail", 0.5],
        ["providers.nobody.volumeStart", 1],
      ]),
    );
    expect(plan.providers.find(({ id }) => id === "gmail")?.volumeStart).toBe(31);
    expect(plan.cohorts[0]).toMatchObject({ invalidShare: 0.15, openShare: 0.07 });
    expect(plan).toMatchObject({ receiving: { dayDeviation: 0.3 }, platform: { pricePerMail: 0.5 } });
    expect(make(new Map())).toEqual(planOf(set));
  });

  test("that are drawn beyond what they can be stay within", () => {
    const make = plannerOf(textOf());
    const plan = make(
      new Map([
        ["tiers.older.openShare", 1.4],
        ["tiers.older.invalidShare", -0.1],
        ["providers.gmail.inboxShare", 1.2],
        ["providers.gmail.volumeStart", 0.2],
      ]),
    );
    expect(plan.cohorts[0]).toMatchObject({ openShare: 1, invalidShare: 0 });
    const gmail = plan.providers.find(({ id }) => id === "gmail");
    expect(gmail?.inboxShare).toBeLessThan(1);
    expect(gmail?.volumeStart).toBe(1);
  });
});

describe("A list with a file", () => {
  const lists = "lists: { all: { file: addresses.txt, tiers: { older: 0.5, never: 0.5 } } }";
  const opened = (changed: Partial<typeof parts> = {}) => {
    const open = openScenario({ file: "plan.yaml", text: textOf({ lists, ...changed }) }, tables);
    if (!open.ok) throw new Error("not read");
    return open.value;
  };
  const counts = (size: number) =>
    new Map([
      [
        "all",
        {
          addresses: size,
          providers: new Map([
            ["qq", size - 1],
            ["other", 1],
          ]),
          broken: 0,
          brokenLines: [],
        },
      ],
    ]);

  test("has the size and providers that were counted", () => {
    const open = opened();
    expect(open.addressFiles).toEqual([{ list: "all", file: "addresses.txt" }]);
    const complete = open.complete(counts(11));
    const cohorts = complete.ok ? complete.value.cohorts : [];
    expect(cohorts.map(({ tier, size }) => [tier, size])).toEqual([
      ["older", 1],
      ["older", 5],
      ["never", 5],
    ]);
  });

  test("is held against schedules when its size is known", () => {
    const campaigns = "campaigns: { first: { domain: news.example.com, list: all, schedule: { from: 5, factor: 1 } } }";
    expect(opened({ campaigns }).complete(counts(50)).ok).toBe(true);
    expect(opened({ campaigns }).complete(counts(51)).ok).toBe(false);
  });

  test("looks providers up by their domains, those of the file first", () => {
    const { providersByDomain } = opened({ providers: "providers: { mine: { like: qq, domains: [gmail.com, mine.example] } }" });
    expect(["gmail.com", "mine.example", "qq.com"].map((domain) => providersByDomain.get(domain))).toEqual([
      "mine",
      "mine",
      "qq",
    ]);
  });
});
