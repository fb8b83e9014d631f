import type { Calibration } from "../../model/calibration.ts";
import { type Lang, langs } from "../../model/language.ts";
import type { ParameterNote } from "../../model/simulation.ts";

/**
 * The fitted parameters as a file that `mailworthy simulate --calibration` takes; its keys are those of a scenario. Throws a
 * TypeError for what is no calibration or no language.
 */
export function renderFittedYaml(calibration: Calibration, lang: Lang): string {
  if (!isCalibration(calibration)) throw new TypeError("renderFittedYaml takes the value that calibrate gave.");
  if (!langs.includes(lang)) throw new TypeError(`The language of renderFittedYaml is one of ${langs.join(", ")}.`);
  const { verdict, log, coverage, parameters, listRates } = calibration;
  const covered = coverage === undefined ? [] : [`  covered: ${digits(coverage.share)}`];
  return [
    ...commentLines(said.made[lang]),
    "calibration:",
    "  version: 1",
    `  verdict: ${verdict}`,
    `  from: ${log.from}`,
    `  to: ${log.to}`,
    ...covered,
    ...receivingLines(parameters),
    ...providerLines(parameters),
    ...(listRates.length === 0 ? [] : ["", ...commentLines(said.listRates[lang])]),
    ...listRates.map((each) => `#   ${each.name}: ${unknown(each)}`),
    "",
  ].join("\n");
}

/** Programs without types give what came of `calibrate`, or nothing, in place of its value. */
function isCalibration(given: unknown): boolean {
  return typeof given === "object" && given !== null && ["log", "parameters", "listRates"].every((key) => key in given);
}

const said = {
  made: {
    en: "Made by mailworthy simulate calibrate from a log of daily sends.\nWhat is not here keeps its default and range.",
    zh: "由 mailworthy simulate calibrate 根据每日发信日志生成。\n未列出的参数保留默认值和范围。",
  },
  listRates: {
    en: "For a list whose mail is like the log's: put these under the list in the scenario.",
    zh: "适用于与日志邮件相似的名单：请写在方案中该名单之下。",
  },
} as const;

function commentLines(text: string): readonly string[] {
  return text.split("\n").map((line) => `# ${line}`);
}

function receivingLines(parameters: readonly ParameterNote[]): readonly string[] {
  const own = keysUnder("receiving.", parameters);
  return own.length === 0 ? [] : ["receiving:", ...own.map((line) => `  ${line}`)];
}

function providerLines(parameters: readonly ParameterNote[]): readonly string[] {
  const ids = new Set(parameters.flatMap(({ name }) => /^providers\.([^.]+)\./.exec(name)?.[1] ?? []));
  const lines = [...ids].flatMap((id) => [`  ${id}:`, ...keysUnder(`providers.${id}.`, parameters).map((line) => `    ${line}`)]);
  return lines.length === 0 ? [] : ["providers:", ...lines];
}

function keysUnder(prefix: string, parameters: readonly ParameterNote[]): readonly string[] {
  return parameters.flatMap(({ name, value, range }) => {
    if (!name.startsWith(prefix) || typeof value !== "number") return [];
    const [low, high] = range ?? [value, value];
    return [`${name.slice(prefix.length)}: ${unknown({ value, low, high })}`];
  });
}

/** A number that is known too well for two ends is written as one. */
function unknown({ value, low, high }: { readonly value: number; readonly low: number; readonly high: number }): string {
  const [middle, least, most] = [value, low, high].map(digits);
  return least === most ? String(middle) : `{ value: ${middle}, low: ${least}, high: ${most} }`;
}

/** Four digits that tell, without an exponent that older readers of YAML take for a text. */
function digits(value: number): string {
  const rounded = String(Number(value.toPrecision(4)));
  return rounded.includes("e") ? value.toFixed(12).replace(/0+$/, "") : rounded;
}
