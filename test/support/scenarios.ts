import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Problem } from "../../src/model/result.ts";
import { openScenario, type ScenarioFlags } from "../../src/simulate/scenario/read-scenario.ts";
import type { Scenario } from "../../src/simulate/scenario/scenario.ts";
import { tables } from "./world-tables.ts";

/** The folder of the sample scenarios, and their files. */
export const samplesFolder: string = fileURLToPath(new URL("../../samples/scenarios/", import.meta.url));
export const samples: readonly string[] = readdirSync(samplesFolder).sort();

/** The text of a sample. */
export function sample(name: string): string {
  return readFileSync(`${samplesFolder}${name}`, "utf8");
}

/** A small scenario without faults, in parts that tests exchange. */
export const parts = {
  scenario: "scenario: Small",
  start: "start: 2026-12-01",
  days: "days: 10",
  tick: "tick: day",
  platform: "platform: tencent-ses",
  providers: "providers: {}",
  ips: "ips: { main: { kind: dedicated, count: 2 } }",
  domains: "domains: { news.example.com: { ips: main } }",
  lists: "lists: { all: { size: 1000, providers: { gmail: 0.5, qq: 0.5 }, tiers: { older: 1 } } }",
  campaigns: "campaigns: { first: { domain: news.example.com, list: all } }",
};

/** The small scenario with other parts. */
export function textOf(changed: Partial<Record<keyof typeof parts | "more", string>> = {}): string {
  return Object.values({ ...parts, ...changed }).join("\n");
}

/** All that is wrong with a text, counted sizes left out. */
export function problemsIn(text: string): readonly Problem[] {
  const open = openScenario({ file: "plan.yaml", text }, tables);
  if (!open.ok) return open.problems;
  const complete = open.value.complete(new Map());
  return complete.ok ? [] : complete.problems;
}

/** A scenario; throws where it has faults. */
export function scenarioIn(text: string, flags: ScenarioFlags = {}): Scenario {
  const open = openScenario({ file: "plan.yaml", text }, tables, flags);
  if (!open.ok) throw new Error(open.problems.map(({ message }) => message.en).join(" "));
  const complete = open.value.complete(new Map());
  if (!complete.ok) throw new Error(complete.problems.map(({ message }) => message.en).join(" "));
  return complete.value;
}
