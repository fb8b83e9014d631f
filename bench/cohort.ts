import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { type Played, playPart, questionOf } from "../src/platform/replication-parts.ts";
import { playParts } from "../src/platform/replication-threads.ts";
import { readScenarioFile } from "../src/platform/scenario-file.ts";
import { replicationParts, simulateScenario } from "../src/platform/simulate.ts";
import { Figures } from "../src/simulate/figures.ts";
import { addToColumns, emptyColumns, shapeOf } from "../src/simulate/samples.ts";
import { summarizeSimulation } from "../src/simulate/summarize.ts";
import { keyOf } from "../src/world/chance/hash.ts";
import { Stream } from "../src/world/chance/stream.ts";
import { inTurns, type Measured, median } from "./measure.ts";

/** A hundred million recipients at 12 providers in 5 tiers, mailed by the platform's day plan for 90 days. */
const SCENARIO = `
scenario: A hundred million
start: 2026-12-01
days: 90
seed: 7
platform: { profile: tencent-ses, set: { accountDayMax: 10000000 } }
account: { offset: "+08:00" }
providers:
  comcast: { like: yahoo }
  orange: { like: other }
  gmx: { like: other }
  sina: { like: netease }
domains: { news.example.com: {} }
lists:
  all:
    size: 100000000
    providers: { gmail: 0.25, microsoft: 0.1, yahoo: 0.05, apple: 0.05, qq: 0.2, netease: 0.1, corporate: 0.05, other: 0.05, comcast: 0.05, orange: 0.03, gmx: 0.03, sina: 0.04 }
    tiers: { clicked-30d: 0.2, opened-90d: 0.3, opened-180d: 0.2, older: 0.2, never: 0.1 }
campaigns: { launch: { domain: news.example.com, list: all, schedule: platform } }
`;

const WARM_UP = 30;
const REPLICATIONS = 100;
const DRAWS = 2_000_000;

/** Milliseconds of a replication on one thread after warm-up, with its draws of parameters and its samples. */
export async function cohortReplication({ rounds }: { readonly rounds: number }): Promise<Measured> {
  const question = questionOf(await played(WARM_UP + REPLICATIONS));
  const range = (from: number, to: number): void => void playPart(question, { kind: "replications", from, to });
  range(0, WARM_UP);
  const { replications = [], draws = [] } = await inTurns(rounds, {
    replications: async () => range(WARM_UP, WARM_UP + REPLICATIONS),
    draws: async () => void draw(DRAWS),
  });
  const value = median(replications) / REPLICATIONS;
  const drawNs = (median(draws) * 1e6) / DRAWS;
  return {
    value,
    detail: `a number by chance takes ${drawNs.toFixed(1)} ns here; ${REPLICATIONS} replications, ${rounds} rounds`,
  };
}

/** Keeps the sum, so that no draw can be left out. */
function draw(times: number): number {
  const stream = new Stream(keyOf([7]));
  let sum = 0;
  for (let at = 0; at < times; at++) sum += stream.uniform();
  return sum;
}

/** Seconds of 1,000 replications on two threads, from their start to the report; without the sensitivities. */
export async function cohortThousand({ rounds }: { readonly rounds: number }): Promise<Measured> {
  const scenario = await played(1_000);
  const { bands = [], report = [] } = await inTurns(rounds, {
    bands: () => bandsAlone(scenario),
    report: async () => void (await simulateScenario(scenario, 2)),
  });
  const detail = `with the sensitivities, as a report has them, ${(median(report) / 1000).toFixed(2)} s; ${rounds} rounds`;
  return { value: median(bands) / 1000, detail };
}

async function bandsAlone(scenario: Played): Promise<void> {
  const { runs, seed, title } = scenario.scenario;
  const plan = questionOf(scenario).planWith(new Map());
  const shape = shapeOf(plan);
  const columns = emptyColumns(shape, runs);
  await playParts(scenario, replicationParts(runs), 2, ({ from }, result) => {
    if (result.kind === "replications") addToColumns(result.samples, columns, from);
  });
  const nothing = { calibration: undefined, parameters: [], tornados: [], events: [] };
  summarizeSimulation(plan, new Figures(columns, shape), { scenario: title, engine: "cohort", seed, ...nothing });
}

async function played(runs: number): Promise<Played> {
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-bench-`);
  try {
    writeFileSync(`${folder}/plan.yaml`, SCENARIO);
    const scenario = await readScenarioFile(`${folder}/plan.yaml`, { runs });
    if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
    return scenario.value;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
