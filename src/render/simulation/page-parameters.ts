import type { Lang } from "../../model/language.ts";
import type { ParameterNote, SimulationReport, Standing } from "../../model/simulation.ts";
import { markup } from "./markup.ts";
import { foldedMarkup, noteMarkup, tableMarkup } from "./page-parts.ts";
import { parameterTable } from "./tables.ts";
import { tornadoViews } from "./tornado.ts";
import { notes, standingTexts } from "./words.ts";

/** Guesses first: they are what a reader may know better. */
const order: readonly Standing[] = ["assumed", "reported", "given", "calibrated", "documented"];

/** All parameters by standing, guesses first and marked, and how a user replaces one. */
export function parametersMarkup(report: SimulationReport, lang: Lang): readonly string[] {
  const groups = order.map((standing) => {
    const table = parameterTable(report, standing, lang);
    const title = `${standingTexts[standing][lang]} (${table.rows.length})`;
    const shown = tableMarkup(table, "parameters");
    if (standing !== "assumed" || shown === "") return foldedMarkup(title, shown);
    return `<details open class="assumed"><summary>${markup(title)}</summary>\n${shown}\n</details>`;
  });
  const guesses = report.parameters.filter(({ standing }) => standing === "assumed").length;
  const count = notes.guesses[lang].replace("{guesses}", String(guesses)).replace("{all}", String(report.parameters.length));
  const example = replaceable(report);
  const how = example ? [noteMarkup(notes.replace[lang]), `<pre>${markupLines(settingLines(example))}</pre>`] : [];
  return [noteMarkup(count), ...how, ...groups];
}

/** The guess that the outcome rests on most. */
function replaceable(report: SimulationReport): ParameterNote | undefined {
  const guesses = report.parameters.filter(({ standing, range, name }) => standing === "assumed" && range && plain.test(name));
  const telling = tornadoViews(report)
    .flatMap(({ bars }) => bars)
    .map(({ name }) => guesses.find((guess) => guess.name === name));
  return telling.find((guess) => guess !== undefined) ?? guesses[0];
}

/** Names that YAML takes without quotes, in the two or three parts of a setting; steps of rules are set as a whole list. */
const plain = /^(?:receiving|providers\.[a-z0-9-]+|platform)\.[A-Za-z]+$/;

/** A parameter as a scenario sets it, with its present value and range. */
function settingLines({ name, value, range }: ParameterNote): readonly string[] {
  const path = name.split(".").flatMap((key, at) => (at === 0 && key === "platform" ? ["platform", "set"] : [key]));
  const [low, high] = range ?? [];
  const values = Object.entries({ value, low, high }).map(([key, each]) => `${key}: ${String(each)}`);
  return [...path.map((key) => `${key}:`), values].flatMap((lines, depth) => indented(lines, depth));
}

function indented(lines: string | readonly string[], depth: number): readonly string[] {
  return [lines].flat().map((line) => `${"  ".repeat(depth)}${line}`);
}

function markupLines(lines: readonly string[]): string {
  return lines.map(markup).join("\n");
}
