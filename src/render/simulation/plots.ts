import type { Lang } from "../../model/language.ts";
import type { SimulationReport } from "../../model/simulation.ts";
import { fatePlot, ladderPlots, plottedDomains, progressPlot, reputationPlot } from "./day-plots.ts";
import { domainDays, fateDays, progressDays, reputationDays } from "./day-tables.ts";
import type { Figure, Sheet } from "./plot.ts";
import { costPlot, tornadoPlot } from "./sum-plots.ts";
import type { FigureTable } from "./tables.ts";
import { tornadoViews } from "./tornado.ts";

/** The plots of days, in the order in which they are shown; none for a single day, which has no course. */
export function dayPlots(report: SimulationReport, sheet: Sheet): readonly Figure[] {
  if (report.daily.length < 2) return [];
  return [
    progressPlot(report, sheet),
    fatePlot(report, sheet),
    ...ladderPlots(report, sheet),
    ...(report.daily[0]?.providers.length ? [reputationPlot(report, sheet)] : []),
  ];
}

/** The figures behind {@link dayPlots}, in the same order. */
export function dayTables(report: SimulationReport, lang: Lang): readonly FigureTable[] {
  return [
    progressDays(report, lang),
    fateDays(report, lang),
    ...plottedDomains(report).map((name) => domainDays(report, name, lang)),
    reputationDays(report, lang),
  ];
}

/** The plot of costs; none where nothing is paid. */
export function costPlots(report: SimulationReport, sheet: Sheet): readonly Figure[] {
  return report.cost.total.p95 > 0 ? [costPlot(report, sheet)] : [];
}

/** A plot for each figure that sensitivities are of; none where nothing was drawn. */
export function tornadoPlots(report: SimulationReport, sheet: Sheet): readonly Figure[] {
  return tornadoViews(report).map((view) => tornadoPlot(view, sheet));
}
