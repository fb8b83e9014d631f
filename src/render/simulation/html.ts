import type { Lang } from "../../model/language.ts";
import type { SimulationReport } from "../../model/simulation.ts";
import { basisText } from "./basis.ts";
import { markup } from "./markup.ts";
import { parametersMarkup } from "./page-parameters.ts";
import {
  figureMarkup,
  noteMarkup,
  type PageSection,
  sectionMarkup,
  tableMarkup,
  titledTableMarkup,
  warningsMarkup,
} from "./page-parts.ts";
import { pageStyle, pageStyleHash } from "./page-style.ts";
import { tilesMarkup } from "./page-tiles.ts";
import { type Figure, plotName, type Sheet } from "./plot.ts";
import { costPlots, dayPlots, dayTables, tornadoPlots } from "./plots.ts";
import { runFacts } from "./pretty.ts";
import {
  completionTable,
  constraintTable,
  costTable,
  type FigureTable,
  fatesTable,
  sensitivityTables,
  sizingTable,
} from "./tables.ts";
import { thinned } from "./thin.ts";
import { notes, said } from "./words.ts";

/** Of a window's title; search engines and tabs show no more. */
const TITLE_COLUMNS = 64;

/** A simulation as one page that asks nothing of the network and runs no script: the same bytes for the same report. */
export function renderSimulationHtml(report: SimulationReport, lang: Lang): string {
  const basis = basisText(report.calibration)[lang];
  const policy = `default-src 'none'; style-src 'sha256-${pageStyleHash}'; base-uri 'none'; form-action 'none'`;
  return [
    "<!DOCTYPE html>",
    `<html lang="${lang === "zh" ? "zh-CN" : "en"}">`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${markup(plotName(report.scenario, TITLE_COLUMNS))}</title>`,
    `<style>${pageStyle}</style>`,
    "</head>",
    "<body>",
    "<header>",
    `<h1>${markup(report.scenario)}</h1>`,
    `<p class="basis${report.isCalibrated ? " calibrated" : ""}">${basis}</p>`,
    `<p class="facts">${markup(runFacts(report, lang).join(" · "))}</p>`,
    tilesMarkup(report, lang),
    "</header>",
    "<main>",
    ...sections(report, lang)
      .map(sectionMarkup)
      .filter((section) => section !== ""),
    "</main>",
    `<footer>${markup(notes.band[lang])}</footer>`,
    "</body>",
    "</html>\n",
  ].join("\n");
}

function sections(report: SimulationReport, lang: Lang): readonly PageSection[] {
  const costs = figuresOf(costPlots, report, [costTable(report, lang)], lang);
  return [
    { title: said.warnings[lang], body: [warningsMarkup(report, lang)] },
    { title: said.completion[lang], body: [tableMarkup(completionTable(report, lang))] },
    {
      title: said.fates[lang],
      body: [tableMarkup(fatesTable(report, lang)), noteMarkup(notes.placement[lang])],
    },
    { title: said.trends[lang], body: daySection(report, lang) },
    { title: said.constraint[lang], body: constraintSection(report, lang) },
    { title: said.cost[lang], body: costs },
    {
      title: said.sensitivities[lang],
      body: tornadoSection(report, lang),
    },
    {
      title: said.ipSizing[lang],
      body: report.ipSizing.length === 0 ? [] : [tableMarkup(sizingTable(report, lang)), noteMarkup(notes.sizing[lang])],
    },
    { title: said.parameters[lang], body: parametersMarkup(report, lang) },
  ];
}

function tornadoSection(report: SimulationReport, lang: Lang): readonly string[] {
  const figures = figuresOf(tornadoPlots, report, sensitivityTables(report, lang), lang);
  return figures.length === 0 ? [] : [noteMarkup(notes.tornado[lang]), ...figures];
}

function daySection(report: SimulationReport, lang: Lang): readonly string[] {
  const { report: shown, daysEach } = thinned(report);
  const note = daysEach === 1 ? [] : [noteMarkup(notes.thinned[lang].replace("{days}", String(daysEach)))];
  const tables = dayTables(shown, lang);
  const figures = figuresOf(dayPlots, shown, tables, lang);
  const parts = figures.length > 0 ? figures : tables.map((table) => titledTableMarkup(table));
  return [noteMarkup(notes.daily[lang]), ...note, ...parts, noteMarkup(notes.reputation[lang])];
}

/** Runs of days that are told; a constraint that changes daily for years would bury the rest. */
const RUNS_MAX = 400;

function constraintSection(report: SimulationReport, lang: Lang): readonly string[] {
  const table = constraintTable(report, lang);
  const more = table.rows.length - RUNS_MAX;
  const note = more > 0 ? [noteMarkup(notes.moreRuns[lang].replace("{more}", String(more)))] : [];
  return [tableMarkup({ ...table, rows: table.rows.slice(0, RUNS_MAX) }), ...note];
}

type Plots = (report: SimulationReport, sheet: Sheet) => readonly Figure[];

/** Plots with the tables behind them, each table in the place of its plot. */
function figuresOf(plots: Plots, report: SimulationReport, tables: readonly FigureTable[], lang: Lang): readonly string[] {
  const narrow = plots(report, { lang, width: "narrow" });
  return plots(report, { lang, width: "wide" }).flatMap((wide, at) => {
    const [small, table] = [narrow[at], tables[at]];
    return small === undefined ? [] : [figureMarkup([wide, small], table ? tableMarkup(table) : "", lang)];
  });
}
