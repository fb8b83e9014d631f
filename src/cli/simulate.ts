import type { ComparisonReport } from "../model/comparison.ts";
import type { Lang, Text } from "../model/language.ts";
import type { Problem } from "../model/result.ts";
import type { SimulationReport } from "../model/simulation.ts";
import { readFittedSource, readScenarioFile, type ScenarioFile } from "../platform/scenario-file.ts";
import { compareScenarios, simulateScenario } from "../platform/simulate.ts";
import { printable } from "../render/escape.ts";
import { problemLines } from "../render/pretty.ts";
import { renderComparison } from "../render/simulation/comparison.ts";
import { renderComparisonCsv, renderComparisonJson } from "../render/simulation/comparison-data.ts";
import { renderSimulationCsv } from "../render/simulation/csv.ts";
import { renderSimulationJson } from "../render/simulation/json.ts";
import { renderSimulationNdjson } from "../render/simulation/ndjson.ts";
import { renderSimulation } from "../render/simulation/pretty.ts";
import { styleFor } from "../render/style.ts";
import type { Reading, ScenarioSource } from "../simulate/scenario/placed-faults.ts";
import type { ScenarioFlags } from "../simulate/scenario/read-scenario.ts";
import { colourOf } from "./colour.ts";
import { openOutput } from "./output.ts";
import { overwritten, readTwice } from "./simulate-files.ts";
import type { SimulateFlags, SimulationFormat } from "./simulate-flags.ts";

/**
 * `mailworthy simulate`: plays a scenario, and says what came of it. Ends 1 where a warning is an error; of a comparison,
 * where one comes with the second plan.
 */
export async function runSimulate(file: string, flags: SimulateFlags): Promise<number> {
  const { lang = "en", output } = flags;
  const read = await readAll(file, flags);
  if (!read.ok) return refused(read.problems, lang, flags);
  const { first, second, files } = read.value;
  const unwritable = (await overwritten(output, files)) ?? (await whyUnwritable(output));
  if (unwritable) return refused([unwritable], lang, flags);
  tell([...first.remarks, ...(second?.remarks ?? [])], lang);
  const saying = second === undefined ? await played(first, flags, lang) : await compared(first, second, flags);
  if (!saying.ok) return refused(saying.problems, lang, flags);
  const problem = await written(saying.value.text, output);
  if (problem) return refused([problem], lang, flags);
  return saying.value.hasErrors ? 1 : 0;
}

/** What is to be played. */
interface Plans {
  readonly first: ScenarioFile;
  /** What the first is compared with. */
  readonly second: ScenarioFile | undefined;
  /** Every file that was read. */
  readonly files: readonly string[];
}

/** The second scenario is played with the seed, runs and days of the first: no others could be paired. */
async function readAll(file: string, flags: SimulateFlags): Promise<Reading<Plans>> {
  const { compare } = flags;
  const unusable = whyNotCompared(flags) ?? readTwice([file, compare, flags.calibration]);
  if (unusable) return { ok: false, problems: [unusable] };
  const calibration = await calibrationIn(flags);
  if (calibration !== undefined && "code" in calibration) return { ok: false, problems: [calibration] };
  const fitted = calibration && { calibration };
  const first = await readScenarioFile(file, { ...given(flags), ...fitted });
  if (!first.ok) return first;
  const named = [file, ...(calibration ? [calibration.file] : []), ...first.value.files];
  if (compare === undefined) return { ok: true, value: { first: first.value, second: undefined, files: named } };
  const second = await readScenarioFile(compare, { ...given(first.value.scenario), ...fitted });
  if (!second.ok) return second;
  return { ok: true, value: { first: first.value, second: second.value, files: [...named, compare, ...second.value.files] } };
}

/** A file that cannot be written is told before minutes of work; what it holds stays until there is a report. */
async function whyUnwritable(output: string | undefined): Promise<Problem | undefined> {
  if (output === undefined) return undefined;
  const opened = await openOutput(output, "append");
  return opened.ok ? opened.value.end() : opened.problem;
}

async function written(text: string, output: string | undefined): Promise<Problem | undefined> {
  const opened = await openOutput(output);
  if (!opened.ok) return opened.problem;
  await opened.value.write(text);
  return opened.value.end();
}

/** The file of fitted parameters that a command line names. */
async function calibrationIn({ calibration }: SimulateFlags): Promise<ScenarioSource | Problem | undefined> {
  return calibration === undefined ? undefined : readFittedSource(calibration);
}

/** What the exact engine plays takes long: once, where nobody says how often. */
function given({ seed, runs, days, engine }: Pick<SimulateFlags, "seed" | "runs" | "days" | "engine">): ScenarioFlags {
  const times = runs ?? (engine === "exact" ? 1 : undefined);
  return Object.fromEntries(Object.entries({ seed, runs: times, days }).filter(([, value]) => value !== undefined));
}

interface Said {
  readonly text: string;
  /** Whether a warning is an error; of two plans, one that comes with the second. */
  readonly hasErrors: boolean;
}

async function played(scenario: ScenarioFile, flags: SimulateFlags, lang: Lang): Promise<Reading<Said>> {
  const report = await simulateScenario(scenario, flags.threads, flags.engine);
  if (!report.ok) return { ok: false, problems: [report.problem] };
  const hasErrors = report.value.warnings.some(({ severity }) => severity === "error");
  return { ok: true, value: { text: await textOf(report.value, flags, lang), hasErrors } };
}

async function compared(first: ScenarioFile, second: ScenarioFile, flags: SimulateFlags): Promise<Reading<Said>> {
  const report = await compareScenarios(first, second, flags.threads, flags.engine);
  if (!report.ok) return { ok: false, problems: [report.problem] };
  const hasErrors = report.value.warningsCome.some(({ severity }) => severity === "error");
  return { ok: true, value: { text: comparisonText(report.value, flags), hasErrors } };
}

function isComparable(format: SimulationFormat): boolean {
  return format === "pretty" || format === "json" || format === "csv";
}

function whyNotCompared({ compare, format = "pretty" }: SimulateFlags): Problem | undefined {
  return compare === undefined || isComparable(format) ? undefined : notCompared(format);
}

function notCompared(format: SimulationFormat): Problem {
  return {
    code: "usage-wrong",
    message: { en: `A comparison cannot be said as ${format}.`, zh: `对比结果不能以 ${format} 格式输出。` },
    hint: { en: "Ask for --format pretty, json or csv.", zh: "请使用 --format pretty、json 或 csv。" },
  };
}

function comparisonText(report: ComparisonReport, { format, output, lang = "en", ...flags }: SimulateFlags): string {
  if (format === "json") return renderComparisonJson(report, lang);
  if (format === "csv") return renderComparisonCsv(report);
  const colour = output === undefined ? colourOf(flags, process.stdout) : "plain";
  return renderComparison(report, { lang, style: styleFor(colour) });
}

async function textOf(
  report: SimulationReport,
  { format = "pretty", output, ...flags }: SimulateFlags,
  lang: Lang,
): Promise<string> {
  if (format === "json") return renderSimulationJson(report, lang);
  if (format === "csv") return renderSimulationCsv(report);
  if (format === "ndjson") return renderSimulationNdjson(report);
  // Plots need a library and a DOM that are larger than all the rest.
  if (format === "html") return (await import("../render/simulation/html.ts")).renderSimulationHtml(report, lang);
  if (format === "svg") return (await import("../render/simulation/svg.ts")).renderSimulationSvg(report, lang);
  const colour = output === undefined ? colourOf(flags, process.stdout) : "plain";
  return renderSimulation(report, { lang, style: styleFor(colour) });
}

function tell(remarks: readonly Text[], lang: Lang): void {
  for (const remark of remarks) process.stderr.write(`${printable(remark[lang])}\n`);
}

function refused(problems: readonly Problem[], lang: Lang, flags: SimulateFlags): number {
  const saying = { lang, style: styleFor(colourOf(flags, process.stderr)) };
  for (const problem of problems) process.stderr.write(`${problemLines(problem, saying).join("\n")}\n`);
  return 2;
}
