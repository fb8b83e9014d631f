import type { Calibration } from "../model/calibration.ts";
import type { Problem } from "../model/result.ts";
import { optionText, wrongNames } from "./options.ts";

/** How a log is read. */
export interface CalibrateOptions {
  /** The name in problems; `log.csv` by default. */
  readonly file?: string;
}

/** What came of a log of daily sends: what it tells of the model, or why it could not be used. */
export type Calibrated =
  | { readonly ok: true; readonly value: Calibration }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Fits the parameters of the simulation to a log of daily sends, a text in CSV, and holds the fit against the log's last
 * days. Rows that cannot be used are left out and told. The same log and version give the same result. Never throws for
 * what is in a log or for a wrong option: both are problems.
 */
export async function calibrate(log: string, options: CalibrateOptions = {}): Promise<Calibrated> {
  const wrong = wrongNames(options, ["file"], optionText);
  if (wrong) return { ok: false, problems: [wrong] };
  const text: unknown = log;
  if (typeof text !== "string") return { ok: false, problems: [notALog] };
  const { calibrateText } = await import("./calibrate.ts");
  return calibrateText(text, options.file ?? "log.csv");
}

const notALog: Problem = {
  code: "usage-wrong",
  message: { en: "The log is no text.", zh: "日志不是文本。" },
  hint: { en: "Give the text of a CSV.", zh: "请提供 CSV 文本。" },
};
