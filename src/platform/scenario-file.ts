import { dirname, resolve } from "node:path";
import type { CalibrationVerdict } from "../model/calibration.ts";
import type { Text } from "../model/language.ts";
import type { Problem } from "../model/result.ts";
import type { ParameterNote } from "../model/simulation.ts";
import type { AddressCount } from "../simulate/scenario/address-count.ts";
import { readFitted } from "../simulate/scenario/fitted-file.ts";
import { parametersOf, type WorldParameters } from "../simulate/scenario/parameters.ts";
import type { Reading, ScenarioSource } from "../simulate/scenario/placed-faults.ts";
import { type OpenScenario, openScenario, type ScenarioFlags } from "../simulate/scenario/read-scenario.ts";
import type { Scenario } from "../simulate/scenario/scenario.ts";
import type { WorldTables } from "../world/parameters.ts";
import { countAddresses } from "./address-file.ts";
import { readSmall } from "./read-small.ts";
import { shippedWorldTables } from "./world-files.ts";

/** A scenario from its file, with all that it is played with. */
export interface ScenarioFile {
  readonly scenario: Scenario;
  readonly parameters: WorldParameters;
  readonly notes: readonly ParameterNote[];
  /** Whether the log that parameters were fitted to bears them out; undefined where none are fitted. */
  readonly calibration?: CalibrationVerdict;
  /** What its reader should know of the address files, such as lines that hold no address. */
  readonly remarks: readonly Text[];
}

/** What a command line or a program may give in place of what the file says. */
export interface GivenInPlace extends ScenarioFlags {
  /** A file of fitted parameters. */
  readonly calibration?: ScenarioSource;
}

/** Reads a scenario and counts its address files, whose names go from the scenario's own folder; every fault is told. */
export async function readScenarioFile(file: string, given: GivenInPlace): Promise<Reading<ScenarioFile>> {
  const text = await readSmall(file, "scenario-invalid");
  return text.ok ? readScenario({ file, text: text.value }, given) : refused(text.problem);
}

/** The same for a text that was read already; the folder is that of the file it is named after. */
export async function readScenario(
  source: ScenarioSource,
  { calibration, ...flags }: GivenInPlace,
): Promise<Reading<ScenarioFile>> {
  const tables = shippedWorldTables();
  if (!tables.ok) return refused(tables.problem);
  const open = openScenario(source, tables.value, flags);
  if (!open.ok) return open;
  const fitted = await fittedTo(tables.value, calibration ?? (await namedIn(open.value, source)));
  if (!fitted.ok) return fitted;
  const counted = await countAll(open.value, dirname(source.file));
  if (!counted.ok) return counted;
  const scenario = open.value.complete(counted.value);
  if (!scenario.ok) return scenario;
  const remarks = [...counted.value].flatMap(([list, count]) => remarkOn(list, count));
  const { verdict: calibrated } = fitted.value;
  return {
    ok: true,
    value: {
      scenario: scenario.value,
      ...parametersOf(scenario.value, fitted.value.tables),
      ...(calibrated !== undefined && { calibration: calibrated }),
      remarks,
    },
  };
}

/** The file of fitted parameters that a scenario names, from its own folder. */
async function namedIn({ calibrationFile }: OpenScenario, { file }: ScenarioSource): Promise<FittedSource> {
  return calibrationFile === undefined ? undefined : readFittedSource(resolve(dirname(file), calibrationFile));
}

/** A file of fitted parameters that was read, or could not be; undefined where none is named. */
type FittedSource = ScenarioSource | Problem | undefined;

/** Reads a file of fitted parameters. */
export async function readFittedSource(file: string): Promise<ScenarioSource | Problem> {
  const text = await readSmall(file, "scenario-invalid");
  return text.ok ? { file, text: text.value } : { ...text.problem, file };
}

async function fittedTo(
  tables: WorldTables,
  source: FittedSource,
): Promise<Reading<{ readonly tables: WorldTables; readonly verdict?: CalibrationVerdict }>> {
  if (source === undefined) return { ok: true, value: { tables } };
  return "code" in source ? refused(source) : readFitted(source, tables);
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
