import { areaY, lineY, ruleX, ruleY, text } from "@observablehq/plot";
import type { Lang } from "../../model/language.ts";
import type { Band, SimulatedDay, SimulationReport } from "../../model/simulation.ts";
import { ticked } from "./figures.ts";
import { colours, palette } from "./palette.ts";
import { drawn, type Figure, MARGIN_BOTTOM, MARGIN_TOP, plotName, type Sheet } from "./plot.ts";
import { fateGroups, reputationSeries } from "./series.ts";
import { said } from "./words.ts";

/** Mails of each day by what became of them, one above the other. */
export function fatePlot({ daily }: SimulationReport, sheet: Sheet): Figure {
  const { lang } = sheet;
  const height = 300;
  const groups = fateGroups.map(({ key, counters }) => ({
    colour: colours[key],
    name: said[key][lang],
    sizes: daily.map((day) => sumOf(counters.map((counter) => day.counters[counter].p50))),
  }));
  let below: readonly number[] = daily.map(() => 0);
  const marks = groups.map(({ colour, sizes }) => {
    const floor = below;
    const top = sizes.map((size, day) => size + (floor[day] ?? 0));
    below = top;
    return areaY(steps(top), {
      x: "day",
      y1: steps(floor).map(({ value }) => value),
      y2: "value",
      fill: colour,
      curve: "step-after",
    });
  });
  return drawn({
    id: "fates",
    sheet,
    title: said.byDay[lang],
    description: described(lang, {
      en: `Stacked areas over ${daily.length} days: ${groups.map(({ name }) => name).join(", ")}.`,
      zh: `${daily.length} 天的堆叠面积图：${groups.map(({ name }) => name).join("、")}。`,
    }),
    height,
    x: dayAxis(daily, sheet),
    y: countAxis(below),
    legend: groups.map(({ name, colour }) => ({ name, colour })),
    marks: [...marks, ruleY([0], { stroke: "currentColor", strokeOpacity: 0.4 })],
  });
}

/** Domains that have a plot of their own; the table of constraints tells the others. */
const PLOTTED_DOMAINS_MAX = 6;

/** For each domain the quota of each day and the mails accepted, with their band. */
export function ladderPlots(report: SimulationReport, sheet: Sheet): readonly Figure[] {
  return plottedDomains(report).map((name, at) => ladderPlot(report, name, at, sheet));
}

/** The domains that have a plot of their own. */
export function plottedDomains({ daily }: SimulationReport): readonly string[] {
  const names = new Set(daily.flatMap(({ domains }) => domains.map(({ domain }) => domain)));
  return [...names].slice(0, PLOTTED_DOMAINS_MAX);
}

function ladderPlot({ daily }: SimulationReport, name: string, at: number, sheet: Sheet): Figure {
  const { lang } = sheet;
  const own = daily.map(({ domains }) => domains.find(({ domain }) => domain === name));
  const accepted = own.map((each) => each?.accepted ?? nothing);
  const quotas = own.map((each) => each?.quota?.p50 ?? null);
  const hasQuota = quotas.some((quota) => quota !== null);
  const shown = plotName(name, 40);
  return drawn({
    id: `ladder-${at + 1}`,
    sheet,
    title: `${said.ladder[lang]}${lang === "zh" ? "：" : ": "}${shown}`,
    description: described(lang, {
      en: `Per day, the quota of ${shown} as steps, and the mails accepted with the band from P5 to P95.`,
      zh: `${shown} 每天的配额（阶梯线）与接受的邮件量（含 P5 至 P95 区间）。`,
    }),
    height: 240,
    x: dayAxis(daily, sheet),
    y: countAxis([...quotas.map((quota) => quota ?? 0), ...accepted.map(({ p95 }) => p95)]),
    legend: [...bandLegend(said.accepted[lang]), ...(hasQuota ? [{ name: said.quota[lang], colour: colours.quota }] : [])],
    marks: [
      ...bandMarks(accepted, "step-after"),
      lineY(steps(quotas), { x: "day", y: "value", stroke: colours.quota, strokeWidth: 1.5, curve: "step-after" }),
      ruleY([0], { stroke: "currentColor", strokeOpacity: 0.4 }),
    ],
  });
}

/** Campaigns whose end is marked. */
const MARKED_CAMPAIGNS_MAX = 6;

/** All mails accepted until each day, with their band, and when campaigns are done. */
export function progressPlot({ daily, campaigns }: SimulationReport, sheet: Sheet): Figure {
  const { lang } = sheet;
  const soFar = daily.map(({ acceptedSoFar }) => acceptedSoFar);
  const ends = campaigns
    .slice(0, MARKED_CAMPAIGNS_MAX)
    .flatMap(({ campaign, completionDay: { p50 } }, at) =>
      p50 === null ? [] : [{ name: plotName(campaign, 24), day: p50, at }],
    );
  return drawn({
    id: "progress",
    sheet,
    title: said.progress[lang],
    description: described(lang, {
      en: "The sum of accepted mails by day, with the band from P5 to P95; lines mark when half of all replications are done.",
      zh: "逐日累计接受的邮件及 P5 至 P95 区间；竖线标出半数重复完成任务的时间。",
    }),
    height: 280,
    x: dayAxis(daily, sheet),
    y: countAxis(soFar.map(({ p95 }) => p95)),
    legend: bandLegend(said.accepted[lang]),
    marks: [
      ...bandMarks(soFar, "linear"),
      ruleX(ends, { x: "day", stroke: "currentColor", strokeOpacity: 0.5, strokeDasharray: "2 3" }),
      // Where a campaign is done the curve is high, so that its name stands below.
      ...ends.map((end) =>
        text([end], {
          x: "day",
          text: "name",
          frameAnchor: "bottom",
          textAnchor: end.day < daily.length * 0.75 ? "start" : "end",
          dx: end.day < daily.length * 0.75 ? 5 : -5,
          dy: -4 - 13 * end.at,
        }),
      ),
      ruleY([0], { stroke: "currentColor", strokeOpacity: 0.4 }),
    ],
  });
}

/** The reputation at each mailbox provider, with its name at the end of its line. */
export function reputationPlot(report: SimulationReport, sheet: Sheet): Figure {
  const { lang } = sheet;
  const height = 280;
  const series = reputationSeries(report);
  const inner = height - MARGIN_TOP - MARGIN_BOTTOM;
  const heights = apart(
    series.map(({ values }) => values.at(-1) ?? 0),
    14 / inner,
  );
  const colourOf = (at: number) => palette[at % palette.length] ?? colours.inbox;
  return drawn({
    id: "reputation",
    sheet,
    title: said.byProvider[lang],
    description: described(lang, {
      en: `One line for each of ${series.length} mailbox providers, from 0 to 1.`,
      zh: `${series.length} 家邮箱服务商各一条线，取值从 0 到 1。`,
    }),
    height,
    marginRight: sheet.width === "wide" ? 128 : 92,
    x: dayAxis(report.daily, sheet),
    y: { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], tickFormat: String, label: null, grid: true },
    legend: [],
    marks: series.flatMap(({ name, values }, at) => [
      lineY(steps(values), { x: "day", y: "value", stroke: colourOf(at), strokeWidth: 1.75 }),
      text([{ day: values.length, value: heights[at] }], {
        x: "day",
        y: "value",
        text: () => plotName(name, sheet.width === "wide" ? 16 : 12),
        textAnchor: "start",
        dx: 6,
        fill: colourOf(at),
      }),
    ]),
  });
}

/** Values moved as little as needed, so that none is nearer to another than a gap: the highest stays, and others make way downwards. */
export function apart(values: readonly number[], gap: number): readonly number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => b.value - a.value || a.at - b.at);
  const placed = values.map((value) => value);
  let ceiling = Number.POSITIVE_INFINITY;
  for (const { value, at } of order) {
    ceiling = Math.min(value, ceiling - gap);
    placed[at] = ceiling;
  }
  return placed;
}

const nothing: Band = { p5: 0, p50: 0, p95: 0 };

/** A step lasts until the next day, the last one too. */
function steps<Value>(values: readonly Value[]): readonly { readonly day: number; readonly value: Value }[] {
  const points = values.map((value, day) => ({ day, value }));
  const last = points.at(-1);
  return last === undefined ? [] : [...points, { day: points.length, value: last.value }];
}

function bandMarks(bands: readonly Band[], curve: "step-after" | "linear") {
  const points = steps(bands);
  return [
    areaY(points, {
      x: "day",
      y1: points.map(({ value }) => value.p5),
      y2: points.map(({ value }) => value.p95),
      fill: colours.inbox,
      fillOpacity: 0.22,
      curve,
    }),
    lineY(points, { x: "day", y: points.map(({ value }) => value.p50), stroke: colours.inbox, strokeWidth: 1.75, curve }),
  ];
}

function bandLegend(name: string) {
  return [
    { name: `${name} P50`, colour: colours.inbox },
    { name: "P5–P95", colour: colours.inbox, opacity: 0.22 },
  ];
}

/** Steps between the marks of an axis of days: days, weeks, and quarters of years. */
const tickDays = [1, 2, 7, 14, 28, 56, 91, 182, 364] as const;

function dayAxis(daily: readonly SimulatedDay[], { width }: Sheet) {
  const ticksMax = width === "wide" ? 9 : 4;
  const step = tickDays.find((each) => daily.length / each <= ticksMax) ?? Math.ceil(daily.length / ticksMax);
  const ticks = daily.flatMap(({ day }) => (day % step === 0 ? [day] : []));
  const dateOf = (day: number): string => daily[day]?.date ?? "";
  const tickFormat = (day: number): string => (day === 0 ? dateOf(0) : dateOf(day).slice(5));
  return { domain: [0, Math.max(1, daily.length)], ticks, tickFormat, label: null };
}

function countAxis(values: readonly number[]) {
  const highest = Math.max(1, ...values.filter(Number.isFinite));
  return { domain: [0, highest], nice: true, ticks: 5, tickFormat: ticked, label: null, grid: true };
}

function described(lang: Lang, { en, zh }: { readonly en: string; readonly zh: string }): string {
  return lang === "zh" ? zh : en;
}

function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
