import type { Calibration } from "../model/calibration.ts";
import type { Lang } from "../model/language.ts";
import type { Problem } from "../model/result.ts";
import { calibrateFile } from "../platform/calibrate.ts";
import { renderCalibrationJson } from "../render/calibration/json.ts";
import { renderCalibration } from "../render/calibration/pretty.ts";
import { renderFittedYaml } from "../render/calibration/yaml.ts";
import { problemLines } from "../render/pretty.ts";
import { styleFor } from "../render/style.ts";
import { colourOf } from "./colour.ts";
import { openOutput } from "./output.ts";
import { overwritten } from "./simulate-files.ts";
import type { CalibrateFlags } from "./simulate-flags.ts";

/** `mailworthy simulate calibrate`: fits the model to a log of daily sends. Ends 1 where the fit is not borne out. */
export async function runCalibrate(file: string, flags: CalibrateFlags): Promise<number> {
  const { lang = "en", output } = flags;
  const calibrated = await calibrateFile(file);
  if (!calibrated.ok) return refused(calibrated.problems, lang, flags);
  const unwritable = await overwritten(output, [file]);
  if (unwritable) return refused([unwritable], lang, flags);
  const opened = await openOutput(output);
  if (!opened.ok) return refused([opened.problem], lang, flags);
  await opened.value.write(textOf(calibrated.value, flags, lang));
  const problem = await opened.value.end();
  if (problem) return refused([problem], lang, flags);
  return calibrated.value.verdict === "fits" ? 0 : 1;
}

function textOf(calibration: Calibration, { format = "pretty", output, ...flags }: CalibrateFlags, lang: Lang): string {
  if (format === "json") return renderCalibrationJson(calibration, lang);
  if (format === "yaml") return renderFittedYaml(calibration, lang);
  const colour = output === undefined ? colourOf(flags, process.stdout) : "plain";
  return renderCalibration(calibration, { lang, style: styleFor(colour) });
}

function refused(problems: readonly Problem[], lang: Lang, flags: CalibrateFlags): number {
  const saying = { lang, style: styleFor(colourOf(flags, process.stderr)) };
  for (const problem of problems) process.stderr.write(`${problemLines(problem, saying).join("\n")}\n`);
  return 2;
}
