import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Played } from "../../src/platform/replication-parts.ts";
import { readScenario } from "../../src/platform/scenario-file.ts";
import { compareScenarios, simulateScenario } from "../../src/platform/simulate.ts";
import { openSimulationThreads } from "../../src/platform/simulation-threads.ts";
import { SharedWork } from "../../src/simulate/population/shared-work.ts";
import type { ScenarioFlags } from "../../src/simulate/scenario/read-scenario.ts";
import { must } from "../../tools/must.ts";
import { folderWith } from "../support/command.ts";
import { textOf } from "../support/scenarios.ts";

async function playedOf(text: string, flags: ScenarioFlags = { runs: 1 }): Promise<Played> {
  const read = await readScenario({ file: "plan.yaml", text }, flags);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message.en).join(" "));
  return read.value;
}

const list = (size: number): string => `lists: { all: { size: ${size}, providers: { gmail: 1 }, tiers: { older: 1 } } }`;
const twice = "campaigns: { first: { domain: news.example.com, list: all, mailings: 2, everyDays: 3 } }";

test("a scenario of which threads share the work gives the same report on one thread, on two and on three", async () => {
  const played = await playedOf(textOf({ platform: "platform: none", lists: list(1_500_000), campaigns: twice }), { runs: 2 });
  const one = must(await simulateScenario(played, 1, "exact"));
  expect(must(await simulateScenario(played, 2, "exact"))).toEqual(one);
  expect(must(await simulateScenario(played, 3, "exact"))).toEqual(one);
  expect(one).toMatchObject({ engine: "exact", replications: 2, tornados: [] });
  expect(one.events.map(({ kind }) => kind)).toContain("mailing-begun");
});

test("each replication has its own chance, however many there are", async () => {
  const report = async (runs: number) => must(await simulateScenario(await playedOf(textOf(), { runs }), 1, "exact"));
  const one = await report(1);
  const three = await report(3);
  expect(three.events).toEqual(one.events);
  expect(three.totals.inbox.p5).toBeLessThan(three.totals.inbox.p95);
  expect(one.totals.inbox.p5).toBe(one.totals.inbox.p95);
});

test("two scenarios are compared recipient by recipient", async () => {
  const a = await playedOf(textOf());
  const b = await playedOf(textOf({ lists: list(2_000) }));
  const report = must(await compareScenarios(a, b, 1, "exact"));
  expect(report).toMatchObject({ engine: "exact", replications: 1 });
});

const folder = folderWith({});
afterAll(folder.remove);

test.for([
  ["ends at once", "process.exit(3);", "the thread ended with 3"],
  ["cannot be read", "import 'nowhere';", "nowhere"],
] as const)("a thread that %s is told, and nothing waits for it", async ([name, body, reason]) => {
  const file = `${name.replaceAll(" ", "-")}.mjs`;
  folder.write(file, body);
  const program = new URL(`file://${join(folder.path, file)}`);
  await expect(openSimulationThreads(new SharedWork(64), 2, program)).rejects.toThrow(reason);
});

test.each<[string, string, string, string]>([
  ["goes by the hour", textOf({ tick: "tick: hour" }), "a step is an hour", "时间步为一小时"],
  [
    "lets mail wait for long",
    textOf({ platform: "platform: { profile: none, set: { retryHoursMax: 240, retryMaxMinutes: 2880 } }" }),
    "mail may wait",
    "邮件最多会等待",
  ],
  [
    "keeps addresses listed for long",
    textOf({ platform: "platform: { profile: tencent-ses, set: { blocklistDays: 400 } }" }),
    "for 400 days",
    "400 天",
  ],
  [
    "takes too much memory",
    textOf({
      lists: "lists: { all: { size: 1000000000, providers: { gmail: 1 }, tiers: { older: 1 } } }",
      campaigns: "campaigns: { a: { domain: news.example.com, list: all }, b: { domain: news.example.com, list: all } }",
    }),
    "2862 MiB of memory",
    "2862 MiB 内存",
  ],
])("a scenario that %s is refused, in both languages", async (_, text, en, zh) => {
  const result = await simulateScenario(await playedOf(text), 1, "exact");
  expect(result).toMatchObject({ ok: false, problem: { code: "scenario-invalid" } });
  const { message, hint } = result.ok ? { message: { en: "", zh: "" }, hint: { en: "", zh: "" } } : result.problem;
  expect(message.en).toContain(en);
  expect(message.zh).toContain(zh);
  expect(hint.en).toContain("--engine cohort");
});
