import { dirname, resolve } from "node:path";
import type { Text } from "../model/language.ts";
import type { Problem } from "../model/result.ts";
import type { ParameterNote } from "../model/simulation.ts";
import type { AddressCount } from "../simulate/scenario/address-count.ts";
import { parametersOf, type WorldParameters } from "../simulate/scenario/parameters.ts";
import {
  type OpenScenario,
  openScenario,
  type Reading,
  type ScenarioFlags,
  type ScenarioSource,
} from "../simulate/scenario/read-scenario.ts";
import type { Scenario } from "../simulate/scenario/scenario.ts";
import { countAddresses } from "./address-file.ts";
import { readSmall } from "./read-small.ts";
import { shippedWorldTables } from "./world-files.ts";

/** A scenario from its file, with all that it is played with. */
export interface ScenarioFile {
  readonly scenario: Scenario;
  readonly parameters: WorldParameters;
  readonly notes: readonly ParameterNote[];
  /** What its reader should know of the address files, such as lines that hold no address. */
  readonly remarks: readonly Text[];
}

/** Reads a scenario and counts its address files, whose names go from the scenario's own folder; every fault is told. */
export async function readScenarioFile(file: string, flags: ScenarioFlags): Promise<Reading<ScenarioFile>> {
  const text = await readSmall(file, "scenario-invalid");
  return text.ok ? readScenario({ file, text: text.value }, flags) : refused(text.problem);
}

/** The same for a text that was read already; the folder is that of the file it is named after. */
export async function readScenario(source: ScenarioSource, flags: ScenarioFlags): Promise<Reading<ScenarioFile>> {
  const tables = shippedWorldTables();
  if (!tables.ok) return refused(tables.problem);
  const open = openScenario(source, tables.value, flags);
  if (!open.ok) return open;
  const counted = await countAll(open.value, dirname(source.file));
  if (!counted.ok) return counted;
  const scenario = open.value.complete(counted.value);
  if (!scenario.ok) return scenario;
  const remarks = [...counted.value].flatMap(([list, count]) => remarkOn(list, count));
  return { ok: true, value: { scenario: scenario.value, ...parametersOf(scenario.value, tables.value), remarks } };
}

function refused(problem: Problem): Reading<never> {
  return { ok: false, problems: [problem] };
}

/** Counts one file after another: the disk is what they wait for. */
async function countAll(
  { addressFiles, providersByDomain }: OpenScenario,
  folder: string,
): Promise<Reading<ReadonlyMap<string, AddressCount>>> {
  const counts = new Map<string, AddressCount>();
  const problems: Problem[] = [];
  for (const { list, file } of addressFiles) {
    const count = await countAddresses(resolve(folder, file), providersByDomain);
    if (count.ok) counts.set(list, count.value);
    else problems.push(count.problem);
  }
  return problems.length === 0 ? { ok: true, value: counts } : { ok: false, problems };
}

function remarkOn(list: string, { broken, brokenLines }: AddressCount): readonly Text[] {
  if (broken === 0) return [];
  const more = broken > brokenLines.length ? ", …" : "";
  const lines = `${brokenLines.join(", ")}${more}`;
  return [
    {
      en: `${list}: ${broken} lines hold no address and are left out (${lines}).`,
      zh: `${list}：有 ${broken} 行不是地址，已略去（第 ${lines} 行）。`,
    },
  ];
}
