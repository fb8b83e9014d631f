import type { ComparedCompletion, ComparedFigure, ComparisonReport } from "../../model/comparison.ts";
import { grouped, percent } from "../../model/figures.ts";
import type { Lang } from "../../model/language.ts";
import type { Band, SimulationWarning } from "../../model/simulation.ts";
import { printable } from "../escape.ts";
import type { Saying } from "../pretty.ts";
import type { Style } from "../style.ts";
import { severityTexts } from "../words.ts";
import { basisText } from "./basis.ts";
import { comparedNotes, comparedSaid, comparedTexts } from "./comparison-words.ts";
import { amount, dayNumber, placed } from "./figures.ts";
import { sectionLines } from "./pretty.ts";
import { type FigureTable, figure, text } from "./tables.ts";
import { engineTexts, said } from "./words.ts";

/** A comparison for people at a terminal: when each plan is done, what changes, which warnings come and go, and what was paired. */
export function renderComparison(report: ComparisonReport, { lang, style }: Saying): string {
  const sections = [
    headingLines(report, lang, style),
    [
      ...sectionLines(completionsTable(report, lang), style),
      style.faint(`  ${comparedNotes.inTime[lang]} ${comparedNotes.same[lang]}`),
    ],
    sectionLines(changesTable(report, lang), style),
    warningLines(report, lang, style),
    commonLines(report, lang, style),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function headingLines(report: ComparisonReport, lang: Lang, style: Style): readonly string[] {
  const { a, b, engine, seed, replications, days } = report;
  // The plan that is known less well decides.
  const [first, second] = [a.calibration, b.calibration];
  const paint = isCalibrated(report) ? style.good : style.warning;
  const basis = paint(basisText(a.isCalibrated ? second : first)[lang]);
  const facts = [
    engineTexts[engine][lang],
    `${said.seed[lang]} ${seed}`,
    `${replications} ${comparedSaid.pairs[lang]}`,
    `${days} ${comparedSaid.days[lang]}`,
  ];
  return [
    `${style.strong(comparedSaid.against[lang])}  ${basis}`,
    `  A  ${printable(a.scenario)}`,
    `  B  ${printable(b.scenario)}`,
    style.faint(facts.join(" · ")),
    style.faint(comparedNotes.pairs[lang]),
  ];
}

function isCalibrated({ a, b }: ComparisonReport): boolean {
  return a.isCalibrated && b.isCalibrated;
}

/** When campaigns are done in each plan, and by how many days B is later. */
function completionsTable({ completions }: ComparisonReport, lang: Lang): FigureTable {
  const day = (value: number | null) => (value === null ? comparedSaid.late[lang] : dayNumber(value, lang));
  const row = ({ campaign, a, b, difference, betterShare, worseShare }: ComparedCompletion) => [
    campaign === null ? comparedSaid.allCampaigns[lang] : printable(campaign),
    day(a.p50),
    day(b.p50),
    ...changes(difference, grouped),
    percent(betterShare),
    percent(worseShare),
  ];
  return {
    caption: comparedSaid.completion[lang],
    columns: [text(said.campaign[lang]), ...comparedColumns(lang)],
    rows: completions.map(row),
  };
}

/** What changes from A to B, in numbers of mails and in money. */
function changesTable(report: ComparisonReport, lang: Lang): FigureTable {
  const row = (compared: ComparedFigure) => {
    const say = sayer(report, compared);
    return [
      comparedTexts[compared.name][lang],
      say(compared.a.p50),
      say(compared.b.p50),
      ...changes(compared.difference, say),
      percent(compared.betterShare),
      percent(compared.worseShare),
    ];
  };
  return {
    caption: comparedSaid.figures[lang],
    columns: [text(comparedSaid.figure[lang]), ...comparedColumns(lang)],
    rows: report.figures.map(row),
  };
}

function comparedColumns(lang: Lang): FigureTable["columns"] {
  const titles = ["A P50", "B P50", "B − A P5", "P50", "P95", comparedSaid.better[lang], comparedSaid.worse[lang]];
  return titles.map(figure);
}

/** Where mail lands comes from a model: two digits of it are told. */
function sayer(report: ComparisonReport, { name }: ComparedFigure): (value: number) => string {
  if (name === "cost") return (money) => amount(money, printable(report.currency ?? ""));
  return name === "inbox" || name === "spam" ? placed : grouped;
}

/** The band of a difference, each with its sign before the digits. */
function changes(band: Band | null, say: (value: number) => string): readonly string[] {
  if (band === null) return ["–", "–", "–"];
  return [band.p5, band.p50, band.p95].map((value) => {
    const sign = value > 0 ? "+" : value < 0 ? "−" : "";
    return say(Math.abs(value)).replace(/^(≈ )?/, (about) => about + sign);
  });
}

function warningLines({ warningsCome, warningsGone }: ComparisonReport, lang: Lang, style: Style): readonly string[] {
  if (warningsCome.length === 0 && warningsGone.length === 0) return [style.good(comparedSaid.noChange[lang])];
  const line = ({ id, severity, message }: SimulationWarning, sign: string) =>
    `  ${sign}  ${style[severity](severityTexts[severity][lang])} ${printable(id)}  ${printable(message[lang])}`;
  return [
    style.strong(comparedSaid.warnings[lang]),
    ...warningsCome.map((warning) => line(warning, comparedSaid.come[lang])),
    ...warningsGone.map((warning) => line(warning, comparedSaid.gone[lang])),
  ];
}

/** What was drawn with the same numbers, and what could not be. */
function commonNotes(report: ComparisonReport, lang: Lang): readonly string[] {
  const { parametersPaired, parametersMoved, parametersUnpaired, unpaired } = report;
  const paired =
    lang === "zh"
      ? `${parametersPaired} 个未知参数在两个方案中以相同的随机数取值。`
      : `${parametersPaired} unknown parameters are drawn with the same numbers in both plans.`;
  const moved =
    lang === "zh"
      ? `其中取值范围不同、取其相同分位的有：${names(parametersMoved)}。`
      : `Of those with another range the same quantile is drawn: ${names(parametersMoved)}.`;
  const apart =
    lang === "zh"
      ? `只在一个方案中未知：${names(parametersUnpaired)}。`
      : `Unknown in one plan alone: ${names(parametersUnpaired)}.`;
  return [
    paired,
    ...(parametersMoved.length === 0 ? [] : [moved]),
    ...(parametersUnpaired.length === 0 ? [] : [apart]),
    ...(unpaired.length === 0 ? [comparedNotes.structure[lang]] : unpaired.map((note) => printable(note[lang]))),
  ];
}

/** Parameters told by name; more are counted. */
const NAMES_MAX = 6;

function names(all: readonly string[]): string {
  const more = all.length > NAMES_MAX ? `, … (${all.length})` : "";
  return `${all.slice(0, NAMES_MAX).map(printable).join(", ")}${more}`;
}

function commonLines(report: ComparisonReport, lang: Lang, style: Style): readonly string[] {
  return [style.strong(comparedSaid.common[lang]), ...commonNotes(report, lang).map((note) => `  ${note}`)];
}
