import type { Calibration } from "../../model/calibration.ts";
import type { Lang } from "../../model/language.ts";
import { printableJson } from "../escape.ts";

/** What a log tells of the model as indented JSON with everything in it, as the published schema describes it (`docs/schema/calibration.json`). */
export function renderCalibrationJson(calibration: Calibration, lang: Lang): string {
  const problems = calibration.problems.map(({ message, hint, ...problem }) => ({
    ...problem,
    message: message[lang],
    hint: hint[lang],
  }));
  return `${printableJson({ ...calibration, problems }, 2)}\n`;
}
