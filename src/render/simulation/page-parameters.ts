import type { Lang } from "../../model/language.ts";
import type { ParameterNote, SimulationReport, Standing } from "../../model/simulation.ts";
import { markup } from "./markup.ts";
import { foldedMarkup, noteMarkup, tableMarkup } from "./page-parts.ts";
import { parameterTable } from "./tables.ts";
import { tornado } from "./tornado.ts";
import { notes, standingTexts } from "./words.ts";

/** Guesses first: they are what a reader may know better. */
const order: readonly Standing[] = ["assumed", "reported", "given", "calibrated", "documented"];

/** All parameters by standing, guesses first and marked, and how a user replaces one. */
export function parametersMarkup(report: SimulationReport, lang: Lang): readonly string[] {
  const groups = order.map((standing) => {
    const parameters = report.parameters.filter((each) => each.standing === standing);
    const summary = `${standingTexts[standing][lang]} (${parameters.length})`;
    return foldedMarkup(summary, tableMarkup(parameterTable({ ...report, parameters }, lang), "parameters"));
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
  const telling = tornado(report).bars.map(({ name }) => guesses.find((guess) => guess.name === name));
  return telling.find((guess) => guess !== undefined) ?? guesses[0];
}

/** Names that YAML takes without quotes, in the two or three parts of a setting; steps of rules are set as a whole list. */
const plain = /^(?:receiving|providers\.[a-z0-9-]+|platform)\.[A-Za-z]+$/;

/** A parameter as a scenario sets it, with its present value and range. */
function settingLines({ name, value, range }: ParameterNote): readonly string[] {
  const path = name.split(".").flatMap((key, at) => (at === 0 && key === "platform" ? ["platform", "set"] : [key]));
  const [low, high] = range ?? [];
  return path.map((key, at) => {
    const set = at === path.length - 1 ? ` { value: ${String(value)}, low: ${String(low)}, high: ${String(high)} }` : "";
    return `${"  ".repeat(at)}${key}:${set}`;
  });
}

function markupLines(lines: readonly string[]): string {
  return lines.map(markup).join("\n");
}
