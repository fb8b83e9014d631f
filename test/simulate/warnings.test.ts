import { describe, expect, test } from "vitest";
import type { SimulationReport } from "../../src/model/simulation.ts";
import { simulate } from "../../src/platform/simulate-plan.ts";

/** A mailing of a domain, with some parts of the scenario changed. */
async function reportOf(change: object, list: object = {}): Promise<SimulationReport> {
  const simulated = await simulate(
    {
      scenario: "A mailing",
      start: "2026-12-01",
      days: 10,
      seed: 7,
      runs: 40,
      platform: "tencent-ses",
      account: { offset: "+08:00" },
      domains: { "news.example.com": { level: 8, isWarm: true } },
      lists: { readers: { size: 50_000, providers: { gmail: 1 }, tiers: { "clicked-30d": 1 }, ...list } },
      campaigns: { newsletter: { domain: "news.example.com", list: "readers" } },
      ...change,
    },
    { threads: 1 },
  );
  if (!simulated.ok) throw new Error(JSON.stringify(simulated.problems));
  return simulated.value;
}

const stopping = { profile: "tencent-ses", set: { stopListed: "stop" } };
const capped = { profile: "tencent-ses", set: { accountDayMax: 10_000 } };
const mostly = { value: 0.1, low: 0, high: 0.2 };
const campaign = (more: object) => ({ newsletter: { domain: "news.example.com", list: "readers", ...more } });

describe("a report warns", () => {
  const clean = { invalidShare: 0, listedShare: 0 };

  test("of nothing where nothing is amiss", async () => {
    expect((await reportOf({}, clean)).warnings).toEqual([]);
  });

  test.for<readonly [what: string, id: string, clause: number, change: object, list: object]>([
    ["of a block of the day for bounces", "day-block", 8, {}, { invalidShare: 0.2 }],
    ["of the stop for listed addresses", "stopped-listed", 27, { platform: stopping }, { listedShare: 0.2, invalidShare: 0 }],
    [
      "of the pause of an account",
      "account-paused",
      8,
      { platform: "aws-ses", domains: { "news.example.com": { isWarm: true } } },
      { invalidShare: 0.2, size: 90_000 },
    ],
    ["of a level lost", "lowered", 8, {}, { invalidShare: 0.1 }],
    ["of bounces", "bounce-share-high", 31, {}, { invalidShare: 0.1 }],
    [
      "of calls that fail",
      "calls-failed",
      25,
      { campaigns: campaign({ via: "api", schedule: { byDay: [40_000] } }), platform: capped },
      clean,
    ],
    [
      "of 100,000 on the first day",
      "first-day-volume",
      27,
      { domains: { "news.example.com": { level: 20 } } },
      { size: 150_000 },
    ],
    ["of what is not done in time", "not-done", 7, { days: 1 }, { size: 500_000 }],
  ])("%s", async ([, id, clause, change, list]) => {
    const { warnings } = await reportOf(change, list);
    expect(warnings.find((warning) => warning.id === id)).toMatchObject({ clause });
    for (const { message } of warnings) expect(message.zh).toMatch(/\p{Script=Han}/u);
  });

  test("how often a risk comes and when, over all replications, not as one of them went", async () => {
    const { warnings } = await reportOf({}, { invalidShare: mostly });
    const said = warnings.find(({ id }) => id === "day-block")?.message.en ?? "";
    const [, percent = ""] = /^In (\d+)% of replications news\.example\.com is blocked .* about 2026-12-01/.exec(said) ?? [];
    expect(Number(percent)).toBeGreaterThan(10);
    expect(Number(percent)).toBeLessThan(90);
  });

  test("of the worst of several domains, and that others are at the same risk", async () => {
    const { warnings } = await reportOf({
      domains: { "a.example.com": { level: 8, isWarm: true }, "b.example.com": { level: 8, isWarm: true } },
      lists: {
        some: { size: 20_000, providers: { gmail: 1 }, tiers: { "clicked-30d": 1 }, invalidShare: mostly },
        bad: { size: 20_000, providers: { gmail: 1 }, tiers: { "clicked-30d": 1 }, invalidShare: 0.3 },
      },
      campaigns: { one: { domain: "a.example.com", list: "some" }, other: { domain: "b.example.com", list: "bad" } },
    });
    const warning = warnings.find(({ id }) => id === "day-block");
    expect(warning?.severity).toBe("error");
    expect(warning?.message.en).toMatch(/^In 100% of replications b\.example\.com .* One other domain is at the same risk/);
  });

  test("that a block ended a campaign, and not that days are missing", async () => {
    const { warnings, campaigns } = await reportOf({}, { invalidShare: 0.3 });
    expect(campaigns[0]?.left.p50).toBe(0);
    expect(warnings.find(({ id }) => id === "not-done")).toMatchObject({
      message: { en: expect.stringContaining("A block of the day ended it") },
    });
  });
});

test("a template that is under review keeps its campaign waiting, and the report says so", async () => {
  const { daily } = await reportOf({ campaigns: campaign({ templateSubmitted: "2026-12-01" }) });
  expect(daily.slice(0, 2).map(({ counters }) => counters.accepted.p50 > 0)).toEqual([false, true]);
  expect(daily[0]?.domains[0]?.constraint).toBe("review");
});

test("a day block is what held a domain back on that day", async () => {
  const { daily } = await reportOf({}, { invalidShare: 0.3 });
  expect(daily[0]?.domains[0]).toMatchObject({ constraint: "day-block", constraintShare: 1 });
});
