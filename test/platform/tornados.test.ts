import { describe, expect, test } from "vitest";
import type { Tornado } from "../../src/model/simulation.ts";
import { simulate } from "../../src/platform/simulate-plan.ts";

/** A mailing to readers of one provider, sent in a day, with some parameters known only to lie in a range. */
function plan({ days = 5, size = 20_000, set = {}, more = {} } = {}): object {
  return {
    scenario: "A mailing",
    start: "2026-12-01",
    days,
    seed: 7,
    runs: 100,
    platform: "tencent-ses",
    account: { offset: "+08:00" },
    domains: { "news.example.com": { level: 8, isWarm: true } },
    lists: { readers: { size, providers: { gmail: 1 }, tiers: { "clicked-30d": 1 }, ...set } },
    campaigns: { newsletter: { domain: "news.example.com", list: "readers" } },
    ...more,
  };
}

async function tornadosOf(scenario: object): Promise<readonly Tornado[]> {
  const simulated = await simulate(scenario, { threads: 1 });
  if (!simulated.ok) throw new Error(JSON.stringify(simulated.problems));
  return simulated.value.tornados;
}

const moved = (tornados: readonly Tornado[], figure: Tornado["figure"]) =>
  tornados.find((tornado) => tornado.figure === figure)?.sensitivities ?? [];

describe("what the outcome rests on", () => {
  test("a wide guess about placement moves the share in the inbox most, by about its own width, and not the day", async () => {
    const providers = { gmail: { inboxShare: { value: 0.6, low: 0.3, high: 0.9 } } };
    const tornados = await tornadosOf(plan({ more: { providers } }));
    const [first] = moved(tornados, "inbox-share");
    expect(first).toMatchObject({ parameter: "providers.gmail.inboxShare" });
    expect((first?.figureAtHigh ?? 0) / (first?.figureAtLow ?? 1)).toBeGreaterThan(1.8);
    expect(moved(tornados, "completion-day").map(({ parameter }) => parameter)).not.toContain("providers.gmail.inboxShare");
  });

  test("no parameter is told whose effect chance alone could have", async () => {
    for (const { sensitivities } of await tornadosOf(plan()))
      for (const { figureAtLow, figureAtHigh, noise } of sensitivities)
        expect(Math.abs(figureAtHigh - figureAtLow)).toBeGreaterThan(noise);
  });

  test("bars come longest first, ten at most", async () => {
    const sensitivities = moved(await tornadosOf(plan()), "inbox-share");
    const lengths = sensitivities.map(({ figureAtLow, figureAtHigh }) => Math.abs(figureAtHigh - figureAtLow));
    expect(lengths.length).toBeGreaterThan(3);
    expect(lengths.length).toBeLessThanOrEqual(10);
    expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
  });

  test("a known parameter is not among them", async () => {
    const told = await tornadosOf(plan({ more: { receiving: { poolMean: 1 } } }));
    expect(moved(await tornadosOf(plan()), "inbox-share").map(({ parameter }) => parameter)).toContain("receiving.poolMean");
    expect(moved(told, "inbox-share").map(({ parameter }) => parameter)).not.toContain("receiving.poolMean");
  });

  test("a quick look by fewer than a hundred replications has none", async () => {
    expect(await tornadosOf(plan({ more: { runs: 99 } }))).toEqual([]);
  });

  test("the day of completion is told of only where half of the replications are done in time", async () => {
    const late = await tornadosOf(plan({ days: 2, size: 2_000_000 }));
    expect(late.map(({ figure }) => figure)).toEqual(["inbox-share"]);
  });

  test("a guess about invalid addresses moves the day of completion, where more of them stop the domain", async () => {
    const set = { invalidShare: { value: 0.03, low: 0, high: 0.3 } };
    const [first] = moved(await tornadosOf(plan({ days: 8, size: 50_000, set })), "completion-day");
    expect(first).toMatchObject({ parameter: "lists.readers.invalidShare" });
    expect(first?.figureAtHigh ?? 0).toBeGreaterThan(first?.figureAtLow ?? 0);
  });
});
