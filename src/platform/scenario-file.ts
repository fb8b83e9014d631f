import { dirname, resolve } from "node:path";
import type { CalibrationVerdict } from "../model/calibration.ts";
import type { Text } from "../model/language.ts";
import { limits } from "../model/limits.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { ParameterNote } from "../model/simulation.ts";
import type { AddressCount } from "../simulate/scenario/address-count.ts";
import { readFitted } from "../simulate/scenario/fitted-file.ts";
import { parametersOf, type WorldParameters } from "../simulate/scenario/parameters.ts";
import type { Reading, ScenarioSource } from "../simulate/scenario/placed-faults.ts";
import { type OpenScenario, openScenario, type ScenarioFlags } from "../simulate/scenario/read-scenario.ts";
import type { Scenario } from "../simulate/scenario/scenario.ts";
import type { WorldTables } from "../world/parameters.ts";
import { countAddresses } from "./address-file.ts";
import { readStream } from "./read-input.ts";
import { readSmall, tooLarge } from "./read-small.ts";
import { shippedWorldTables } from "./world-files.ts";

/** A scenario from its file, with all that it is played with. */
export interface ScenarioFile {
  readonly scenario: Scenario;
  readonly parameters: WorldParameters;
  readonly notes: readonly ParameterNote[];
  /** Files that it was read with besides its own: fitted parameters that it names, and addresses. */
  readonly files: readonly string[];
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

/**
 * Reads a scenario, from standard input under the name `-`, and counts its address files, whose names go from the scenario's
 * own folder; every fault is told.
 */
export async function readScenarioFile(file: string, given: GivenInPlace): Promise<Reading<ScenarioFile>> {
  const text = await readText(file);
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
  const named = calibration === undefined ? fileNamedIn(open.value, source) : undefined;
  const fitted = await fittedTo(tables.value, calibration ?? (named === undefined ? undefined : await readFittedSource(named)));
  if (!fitted.ok) return fitted;
  const folder = dirname(source.file);
  const counted = await countAll(open.value, folder);
  if (!counted.ok) return counted;
  const scenario = open.value.complete(counted.value);
  if (!scenario.ok) return scenario;
  const brokenLines = [...counted.value].flatMap(([list, count]) => remarkOn(list, count));
  const remarks = [...brokenLines, ...unusedIps(scenario.value)];
  const { verdict: calibrated } = fitted.value;
  return {
    ok: true,
    value: {
      scenario: scenario.value,
      ...parametersOf(scenario.value, fitted.value.tables),
      ...(calibrated !== undefined && { calibration: calibrated }),
      files: [...(named === undefined ? [] : [named]), ...open.value.addressFiles.map(({ file }) => resolve(folder, file))],
      remarks,
    },
  };
}

/** The file of fitted parameters that a scenario names, from its own folder. */
function fileNamedIn({ calibrationFile }: OpenScenario, { file }: ScenarioSource): string | undefined {
  return calibrationFile === undefined ? undefined : resolve(dirname(file), calibrationFile);
}

/** A file of fitted parameters that was read, or could not be; undefined where none is named. */
type FittedSource = ScenarioSource | Problem | undefined;

/** Reads a file of fitted parameters, or standard input under the name `-`. */
export async function readFittedSource(file: string): Promise<ScenarioSource | Problem> {
  const text = await readText(file);
  return text.ok ? { file, text: text.value } : text.problem;
}

/** The text of a file, or of standard input. */
async function readText(file: string): Promise<Result<string>> {
  const text = file === "-" ? await readPiped(file) : await readSmall(file, "scenario-invalid");
  return text.ok && /[\0\ufffd]/.test(text.value) ? failed(notUtf8(file)) : text;
}

async function readPiped(name: string): Promise<Result<string>> {
  const { bytes, sizeBytes } = await readStream(process.stdin, limits.configBytesMax);
  if (bytes === undefined) return failed({ code: "scenario-invalid", ...tooLarge(name, sizeBytes) });
  return ok(Buffer.from(bytes).toString("utf8"));
}

function notUtf8(file: string): Problem {
  return {
    code: "scenario-invalid",
    message: { en: "The file is no text in UTF-8.", zh: "该文件不是 UTF-8 文本。" },
    hint: { en: "Save it as UTF-8.", zh: "请另存为 UTF-8 编码。" },
    file,
  };
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
      en: `${list}: ${broken === 1 ? "1 line holds no address and is" : `${broken} lines hold no address and are`} left out (${lines}).`,
      zh: `${list}：有 ${broken} 行不是地址，已略去（第 ${lines} 行）。`,
    },
  ];
}

function unusedIps({ pools, domains }: Scenario): readonly Text[] {
  return pools
    .filter((_, at) => domains.every(({ pool }) => pool !== at))
    .map(({ name }) => ({
      en: `ips.${name}: no domain sends from these IPs, so that they change nothing.`,
      zh: `ips.${name}：没有域名使用这些 IP，因此不起作用。`,
    }));
}
