import { barX, dot, type Mark, ruleX, ruleY, text } from "@observablehq/plot";
import type { SimulationReport } from "../../model/simulation.ts";
import { amount, ticked } from "./figures.ts";
import { colours } from "./palette.ts";
import { drawn, type Figure, MARGIN_BOTTOM, MARGIN_TOP, plotName, type Sheet } from "./plot.ts";
import { figureText, type TornadoView } from "./tornado.ts";
import { figureTitles, notes, said } from "./words.ts";

/** Units of one bar with its gap. */
const BAR_HEIGHT = 30;

/** What each month costs, by mails and IPs, with the band of the sum. */
export function costPlot({ cost }: SimulationReport, sheet: Sheet): Figure {
  const { lang } = sheet;
  const currency = plotName(cost.currency, 8);
  const months = cost.months.map(({ month, mails, ips, total }) => ({
    month,
    mails: mails.p50,
    ips,
    sum: mails.p50 + ips,
    total,
  }));
  const highest = Math.max(1, ...months.map(({ total }) => total.p95));
  return drawn({
    id: "cost",
    sheet,
    title: said.cost[lang],
    description:
      lang === "zh"
        ? "每月一条：邮件费与 IP 费，以及合计的 P5 至 P95。"
        : "A bar for each month: mails and IPs, and the sum from P5 to P95.",
    height: BAR_HEIGHT * Math.max(1, months.length) + MARGIN_TOP + MARGIN_BOTTOM,
    marginLeft: 64,
    marginRight: 110,
    x: { domain: [0, highest], ticks: sheet.width === "wide" ? 5 : 3, tickFormat: ticked, label: null, grid: true },
    y: { domain: months.map(({ month }) => month), label: null, padding: 0.35, tickSize: 0 },
    legend: [
      { name: said.forMails[lang], colour: colours.inbox },
      { name: said.forIps[lang], colour: colours.missing },
    ],
    marks: costMarks(months, currency),
  });
}

function costMarks(months: readonly Month[], currency: string): readonly Mark[] {
  return [
    barX(months, { y: "month", x1: 0, x2: "mails", fill: colours.inbox }),
    barX(months, { y: "month", x1: "mails", x2: "sum", fill: colours.missing }),
    ruleY(months, {
      y: "month",
      x1: ({ total }: Month) => total.p5,
      x2: ({ total }: Month) => total.p95,
      stroke: "currentColor",
    }),
    text(months, {
      y: "month",
      x: ({ total, sum }: Month) => Math.max(total.p95, sum),
      text: ({ total }: Month) => amount(total.p50, currency),
      textAnchor: "start",
      dx: 8,
    }),
    ruleX([0], { stroke: "currentColor", strokeOpacity: 0.4 }),
  ];
}

interface Month {
  readonly sum: number;
  readonly total: SimulationReport["cost"]["total"];
}

/** The parameters that move an outcome most, each as a bar between the outcomes at its two ends. */
export function tornadoPlot(view: TornadoView, sheet: Sheet): Figure {
  const { lang } = sheet;
  const isWide = sheet.width === "wide";
  const rows = view.bars.map(({ name, atLow, atHigh }, at) => ({ at, name, atLow, atHigh }));
  return drawn({
    id: `tornado-${view.figure}`,
    sheet,
    title: figureTitles[view.figure][lang],
    description: notes[view.figure][lang],
    height: BAR_HEIGHT * 0.8 * Math.max(1, rows.length) + MARGIN_TOP + MARGIN_BOTTOM,
    marginLeft: isWide ? 216 : 160,
    marginRight: 28,
    x: outcomeAxis(view, sheet),
    y: {
      domain: rows.map(({ at }) => at),
      tickFormat: (at: number) => barName(rows[at]?.name ?? "", sheet),
      label: null,
      padding: 0.4,
      tickSize: 0,
    },
    legend: [
      { name: lang === "zh" ? "参数取 P5" : "parameter at P5", colour: colours.missing },
      { name: lang === "zh" ? "参数取 P95" : "parameter at P95", colour: colours.inbox },
    ],
    marks: [
      barX(rows, { y: "at", x1: "atLow", x2: "atHigh", fill: colours.inbox, fillOpacity: 0.25 }),
      dot(rows, { y: "at", x: "atLow", fill: colours.missing, r: 4 }),
      dot(rows, { y: "at", x: "atHigh", fill: colours.inbox, r: 4 }),
    ],
  });
}

function outcomeAxis({ figure, lowest, highest }: TornadoView, { lang, width }: Sheet) {
  const margin = (highest - lowest) * 0.05 || 1;
  return {
    domain: [lowest - margin, highest + margin],
    ticks: width === "wide" ? 6 : 3,
    tickFormat: (outcome: number) => figureText(outcome, figure, lang),
    label: null,
    grid: true,
  };
}

/** A parameter's name beside its bar: without its first part where that is too long, as the last ones tell more. */
function barName(name: string, { width }: Sheet): string {
  if (width === "wide") return plotName(name, 32);
  return plotName(name.length > 24 ? name.slice(name.indexOf(".") + 1) : name, 24);
}
