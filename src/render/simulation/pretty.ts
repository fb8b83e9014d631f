import type { Lang } from "../../model/language.ts";
import type { SimulationReport, SimulationWarning } from "../../model/simulation.ts";
import { printable } from "../escape.ts";
import type { Saying } from "../pretty.ts";
import type { Style } from "../style.ts";
import { tableLines } from "../table.ts";
import { padded, widthOf } from "../width.ts";
import { labels, severityTexts } from "../words.ts";
import { basisText } from "./basis.ts";
import { short } from "./figures.ts";
import { levelSeries, reputationSeries } from "./series.ts";
import { sparkline } from "./sparkline.ts";
import { completionTable, constraintTable, costTable, type FigureTable, fatesTable, sizingTable } from "./tables.ts";
import { figureText, type TornadoBar, type TornadoView, tornadoViews } from "./tornado.ts";
import { engineTexts, figureTitles, notes, said } from "./words.ts";

/** A simulation for people at a terminal: warnings first, then when it is done, what becomes of the mails, and what it rests on. */
export function renderSimulation(report: SimulationReport, { lang, style }: Saying): string {
  const sections = [
    headingLines(report, lang, style),
    warningLines(report.warnings, lang, style),
    sectionLines(completionTable(report, lang), style),
    [...sectionLines(fatesTable(report, lang), style), style.faint(`  ${notes.placement[lang]}`)],
    sectionLines(costTable(report, lang), style),
    trendLines(report, lang, style),
    cutSection(constraintTable(report, lang), lang, style),
    ...tornadoViews(report).map((view) => tornadoLines(view, lang, style)),
    report.ipSizing.length === 0
      ? []
      : [...sectionLines(sizingTable(report, lang), style), style.faint(`  ${notes.sizing[lang]}`)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** What a run of the simulation was: engine, seed, replications, and the days it covers. */
export function runFacts({ engine, seed, replications, days, start }: SimulationReport, lang: Lang): readonly string[] {
  const times = `${replications} ${(replications === 1 ? said.replication : said.replications)[lang]}`;
  const period = lang === "zh" ? `自 ${start} 起 ${days} 天` : `${days} days from ${start}`;
  return [engineTexts[engine][lang], `${said.seed[lang]} ${seed}`, times, period].map(printable);
}

function headingLines(report: SimulationReport, lang: Lang, style: Style): readonly string[] {
  const paint = report.isCalibrated ? style.good : style.warning;
  const basis = paint(basisText(report.calibration)[lang]);
  return [`${style.strong(printable(report.scenario))}  ${basis}`, style.faint(runFacts(report, lang).join(" · "))];
}

function warningLines(warnings: readonly SimulationWarning[], lang: Lang, style: Style): readonly string[] {
  if (warnings.length === 0) return [style.good(said.noWarnings[lang])];
  return warnings.map(({ id, severity, clause, message }) => {
    const cited = clause === undefined ? "" : style.faint(` (${labels.clause[lang]} ${clause})`);
    return `${style[severity](severityTexts[severity][lang])} ${printable(id)}${cited}  ${printable(message[lang])}`;
  });
}

/** A table under its caption, for a terminal. */
export function sectionLines({ caption, columns, rows }: FigureTable, style: Style): readonly string[] {
  const cells = rows.map((row) =>
    row.map((cell, at) => (columns[at]?.kind === "figure" ? { text: cell, side: "end" as const } : { text: cell })),
  );
  return [
    style.strong(caption),
    ...tableLines(
      columns.map(({ title }) => title),
      cells,
      style,
    ),
  ];
}

/** Rows of a table at a terminal; a constraint that changes daily would push all else off the screen. */
const ROWS_MAX = 24;

function cutSection(table: FigureTable, lang: Lang, style: Style): readonly string[] {
  const more = table.rows.length - ROWS_MAX;
  const lines = sectionLines({ ...table, rows: table.rows.slice(0, ROWS_MAX) }, style);
  return more > 0 ? [...lines, style.faint(`  ${lang === "zh" ? `另有 ${more} 行` : `${more} more`}`)] : lines;
}

/** Volume a day, level by domain, reputation by provider: each with its first and last value or its highest. */
function trendLines(report: SimulationReport, lang: Lang, style: Style): readonly string[] {
  const volume = report.daily.map(({ counters }) => counters.accepted.p50);
  const highest = Math.max(0, ...volume);
  const series = [
    { name: said.volume[lang], bars: sparkline(volume, highest), range: `≤ ${short(highest)}` },
    ...levelSeries(report).map(({ name, values }) => ({
      name: `${said.level[lang]} ${printable(name)}`,
      bars: sparkline(values, Math.max(1, ...values)),
      range: `${short(values[0] ?? 0)} → ${short(values.at(-1) ?? 0)}`,
    })),
    ...reputationSeries(report).map(({ name, values }) => ({
      name: `${said.reputation[lang]} ${printable(name)}`,
      bars: sparkline(values, 1),
      range: `${twoDigits(values[0] ?? 0)} → ${twoDigits(values.at(-1) ?? 0)}`,
    })),
  ];
  const width = Math.max(...series.map(({ name }) => widthOf(name)));
  const lines = series.map(({ name, bars, range }) => `  ${padded(name, width)}  ${style.info(bars)}  ${style.faint(range)}`);
  return [style.strong(said.trends[lang]), ...lines];
}

function twoDigits(value: number): string {
  return value.toFixed(2);
}

/** Columns of a bar of the tornado. */
const BAR_COLUMNS = 24;

function tornadoLines({ figure, bars, lowest, highest }: TornadoView, lang: Lang, style: Style): readonly string[] {
  const width = Math.max(...bars.map(({ name }) => widthOf(name)));
  const lines = bars.map((bar) => {
    const drawn = barText(bar, lowest, highest);
    const ends = `${figureText(bar.atLow, figure, lang)} → ${figureText(bar.atHigh, figure, lang)}`;
    const [low, high] = [short(bar.low), short(bar.high)];
    return `  ${padded(bar.name, width)}  ${style.info(drawn)}  ${ends}  ${style.faint(`(${low}–${high}${bar.unit})`)}`;
  });
  return [style.strong(figureTitles[figure][lang]), style.faint(`  ${notes[figure][lang]}`), ...lines];
}

function barText({ atLow, atHigh }: TornadoBar, lowest: number, highest: number): string {
  const columnOf = (value: number) => Math.round(((value - lowest) / (highest - lowest || 1)) * (BAR_COLUMNS - 1));
  const from = columnOf(Math.min(atLow, atHigh));
  const to = columnOf(Math.max(atLow, atHigh));
  return `${"·".repeat(from)}${"█".repeat(to - from + 1)}${"·".repeat(BAR_COLUMNS - 1 - to)}`;
}
