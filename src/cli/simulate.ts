import type { Lang, Text } from "../model/language.ts";
import type { Problem } from "../model/result.ts";
import type { SimulationReport } from "../model/simulation.ts";
import { readScenarioFile } from "../platform/scenario-file.ts";
import { simulateScenario } from "../platform/simulate.ts";
import { printable } from "../render/escape.ts";
import { problemLines } from "../render/pretty.ts";
import { renderSimulationCsv } from "../render/simulation/csv.ts";
import { renderSimulationJson } from "../render/simulation/json.ts";
import { renderSimulationNdjson } from "../render/simulation/ndjson.ts";
import { renderSimulation } from "../render/simulation/pretty.ts";
import { styleFor } from "../render/style.ts";
import { colourOf } from "./colour.ts";
import { openOutput } from "./output.ts";
import type { SimulateFlags } from "./simulate-flags.ts";

/** `mailworthy simulate`: plays a scenario, and says what came of it. Ends 1 where a warning is an error. */
export async function runSimulate(file: string, flags: SimulateFlags): Promise<number> {
  const { lang = "en", seed, runs, days, output } = flags;
  const given = Object.entries({ seed, runs, days }).filter(([, value]) => value !== undefined);
  const scenario = await readScenarioFile(file, Object.fromEntries(given));
  if (!scenario.ok) return refused(scenario.problems, lang, flags);
  const opened = await openOutput(output);
  if (!opened.ok) return refused([opened.problem], lang, flags);
  tell(scenario.value.remarks, lang);
  const report = simulateScenario(scenario.value);
  await opened.value.write(await textOf(report, flags, lang));
  const problem = await opened.value.end();
  if (problem) return refused([problem], lang, flags);
  return report.warnings.some(({ severity }) => severity === "error") ? 1 : 0;
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
