import { limits } from "../model/limits.ts";
import type { Problem } from "../model/result.ts";
import type { SimulationReport } from "../model/simulation.ts";
import { optionText, wrongNames } from "./options.ts";
import type { Engine } from "./outcome.ts";
import type { GivenInPlace } from "./scenario-file.ts";

/** How a scenario is played. Everything has a default. */
export interface SimulateOptions {
  /** The name in problems; names of address files go from its folder. `scenario.yaml` by default. */
  readonly file?: string;
  /** The text of a file of fitted parameters, as `renderFittedYaml` writes it, in place of the file that the scenario names. */
  readonly calibration?: string;
  /** All chance comes from it, in place of the scenario's own. */
  readonly seed?: number;
  /** Times to play the scenario, in place of its own. */
  readonly runs?: number;
  /** Days to simulate, in place of the scenario's. */
  readonly days?: number;
  /** Threads that play, 1 for the calling one alone; all cores by default, 8 at most. */
  readonly threads?: number;
  /** "cohort" plays recipients by counts, by default; "exact" plays each one, once where `runs` is not given. */
  readonly engine?: Engine;
}

/** What came of playing a scenario: a report, or every fault of the scenario with its place. */
export type Simulated =
  | { readonly ok: true; readonly value: SimulationReport }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The least and the greatest of every option that is a number, so that the compiler asks for a new one here. */
const ranges: Readonly<
  Record<Exclude<keyof SimulateOptions, "file" | "calibration" | "engine">, readonly [least: number, greatest: number]>
> = {
  seed: [0, limits.scenarioSeedMax],
  runs: [1, limits.scenarioRunsMax],
  days: [1, limits.scenarioDaysMax],
  threads: [1, limits.simulationThreadsMax],
};

/**
 * Plays a sending plan many times before a mail goes out, and says what comes of it: bands of the 5th, 50th and 95th
 * percentile. The scenario is a text in YAML or JSON, or an object of the same shape. The same scenario, seed and version
 * give the same report on any number of threads. Never throws for what is in a scenario or for a wrong option: both are
 * problems.
 */
export async function simulate(scenario: string | object, options: SimulateOptions = {}): Promise<Simulated> {
  const wrong = wrongOption(options);
  if (wrong) return refused(wrong);
  const { file = "scenario.yaml", threads, engine } = options;
  const text = textOf(scenario);
  if (text === undefined) return refused(notAScenario);
  const [{ readScenario }, { tooLarge }, { simulateScenario }] = await Promise.all([
    import("./scenario-file.ts"),
    import("./read-small.ts"),
    import("./simulate.ts"),
  ]);
  const sizeBytes = Buffer.byteLength(text);
  if (sizeBytes > limits.configBytesMax) return refused({ code: "scenario-invalid", ...tooLarge(file, sizeBytes) });
  const read = await readScenario({ file, text }, givenIn(options));
  if (!read.ok) return read;
  const report = await simulateScenario(read.value, threads, engine);
  return report.ok ? report : refused(report.problem);
}

function refused(problem: Problem): Simulated {
  return { ok: false, problems: [problem] };
}

/** What options give in place of what the scenario says; what the exact engine plays takes long: once, where nobody says how often. */
function givenIn(options: SimulateOptions): GivenInPlace {
  const { calibration, file: _, threads: __, engine, ...flags } = options;
  const fitted = calibration !== undefined && { calibration: { file: "calibration", text: calibration } };
  const runs = flags.runs ?? (engine === "exact" ? 1 : undefined);
  return { ...flags, ...(runs !== undefined && { runs }), ...fitted };
}

function wrongOption(options: SimulateOptions): Problem | undefined {
  const names = ["file", "calibration", "engine", ...Object.keys(ranges)];
  return wrongNames(options, names, optionText) ?? wrongNumber(options) ?? wrongEngine(options) ?? wrongFitted(options);
}

function wrongNumber(options: SimulateOptions): Problem | undefined {
  for (const [name, [least, greatest]] of Object.entries(ranges)) {
    const value: unknown = Object.entries(options).find(([option]) => option === name)?.[1];
    if (value === undefined) continue;
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= greatest) continue;
    const given = typeof value === "number" ? String(value) : "what was given";
    return {
      code: "usage-wrong",
      message: {
        en: `The option ${name} cannot be ${given}.`,
        zh: typeof value === "number" ? `选项 ${name} 不能为 ${value}。` : `选项 ${name} 的值无法使用。`,
      },
      hint: {
        en: `It is a whole number from ${least} to ${greatest}.`,
        zh: `应为 ${least} 到 ${greatest} 之间的整数。`,
      },
    };
  }
  return undefined;
}

function wrongEngine({ engine }: { readonly engine?: unknown }): Problem | undefined {
  if (engine === undefined || engine === "cohort" || engine === "exact") return undefined;
  return {
    code: "usage-wrong",
    message: { en: "The option engine cannot be used.", zh: "选项 engine 无法使用。" },
    hint: { en: 'It is "cohort" or "exact".', zh: '应为 "cohort" 或 "exact"。' },
  };
}

function wrongFitted({ calibration }: { readonly calibration?: unknown }): Problem | undefined {
  if (calibration === undefined || typeof calibration === "string") return undefined;
  return {
    code: "usage-wrong",
    message: { en: "The option calibration cannot be used.", zh: "选项 calibration 无法使用。" },
    hint: { en: "It is the text of a file of fitted parameters.", zh: "应为拟合参数文件的文本。" },
  };
}

/** Undefined for what is no scenario and cannot be written as one, such as an object that holds itself. */
function textOf(scenario: unknown): string | undefined {
  if (typeof scenario === "string") return scenario;
  // Bytes, a promise or a map would be written as an object that has none of the keys.
  if (Object.prototype.toString.call(scenario) !== "[object Object]") return undefined;
  try {
    return JSON.stringify(scenario);
  } catch {
    return undefined;
  }
}

const notAScenario: Problem = {
  code: "usage-wrong",
  message: {
    en: "The scenario is neither a text nor an object that can be written as JSON.",
    zh: "方案既不是文本，也不是可以写成 JSON 的对象。",
  },
  hint: {
    en: "Give the text of a scenario file (a string, no bytes and no promise), or an object of its shape.",
    zh: "请提供方案文件的文本（字符串，而不是字节或 Promise），或同样结构的对象。",
  },
};
