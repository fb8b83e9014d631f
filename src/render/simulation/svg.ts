import type { Lang } from "../../model/language.ts";
import type { SimulationReport } from "../../model/simulation.ts";
import { basisText } from "./basis.ts";
import { markup } from "./markup.ts";
import { type Figure, figureWidths, plotName, type Sheet } from "./plot.ts";
import { costPlots, dayPlots, tornadoPlots } from "./plots.ts";
import { runFacts } from "./pretty.ts";
import { thinned } from "./thin.ts";

/** Units around the plots, and of the heading above each. */
const MARGIN = 24;
const HEADING = 34;

/** All plots of a simulation below each other, as one picture: the same bytes for the same report. */
export function renderSimulationSvg(report: SimulationReport, lang: Lang): string {
  const sheet: Sheet = { lang, width: "wide" };
  const figures = [...dayPlots(thinned(report).report, sheet), ...costPlots(report, sheet), ...tornadoPlots(report, sheet)];
  let y = 84;
  const parts = figures.map((figure) => {
    const part = placedAt(figure, y);
    y += figure.height + HEADING + 16;
    return part;
  });
  const width = figureWidths.wide + 2 * MARGIN;
  const title = plotName(report.scenario, 72);
  const basis = basisText(report.calibration)[lang];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" color="#1f2933" fill="currentColor" font-family="system-ui, sans-serif" role="img" aria-labelledby="simulation-title">`,
    `<title id="simulation-title">${markup(title)}</title>`,
    `<rect width="${width}" height="${y}" fill="#ffffff"/>`,
    `<text x="${MARGIN}" y="40" font-size="18" font-weight="600">${markup(title)}</text>`,
    `<text x="${MARGIN}" y="62" font-size="12" fill-opacity="0.7">${markup([basis, ...runFacts(report, lang)].join(" · "))}</text>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function placedAt({ title, svg }: Figure, y: number): string {
  const heading = `<text x="${MARGIN}" y="${y + 20}" font-size="13" font-weight="600">${markup(title)}</text>`;
  return `${heading}\n${svg.replace("<svg ", `<svg x="${MARGIN}" y="${y + HEADING - 6}" `)}`;
}
