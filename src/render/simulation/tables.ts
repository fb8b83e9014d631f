import { grouped, percent } from "../../model/figures.ts";
import type { Lang } from "../../model/language.ts";
import type { Band, MailCounter, ParameterNote, SimulatedCampaign, SimulationReport, Standing } from "../../model/simulation.ts";
import { mailCounters } from "../../model/simulation.ts";
import { printable } from "../escape.ts";
import { amount, dayNumber, dayRange, placed, short, threeOf } from "./figures.ts";
import { constraintRuns } from "./runs.ts";
import { figureText, tornadoViews } from "./tornado.ts";
import { constraintTexts, counterTexts, figureTitles, said, standingTexts } from "./words.ts";

/** A table in words of one language; names of strangers in it are printable. Figures stand at the end of their column. */
export interface FigureTable {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

interface Column {
  readonly title: string;
  readonly kind: "text" | "figure";
}

/** When each campaign is done, in 5, 50 and 95 of 100 replications. */
export function completionTable({ campaigns, daily }: SimulationReport, lang: Lang): FigureTable {
  const ends = (day: number | null): string => {
    if (day === null) return said.never[lang];
    const date = daily[Math.floor(day)]?.date;
    return date === undefined ? dayNumber(day, lang) : `${date} (${dayNumber(day, lang)})`;
  };
  const row = ({ campaign, completionDay: { p5, p50, p95 }, completedShare, left }: SimulatedCampaign) => [
    printable(campaign),
    ends(p5),
    ends(p50),
    ends(p95),
    percent(completedShare),
    grouped(left.p50),
  ];
  return {
    caption: said.completion[lang],
    columns: [text(said.campaign[lang]), ...bandColumns, figure(said.completedShare[lang]), figure(said.left[lang])],
    rows: campaigns.map(row),
  };
}

/** The counters that tell how mail was placed: guesses, until a calibration backs them. */
const placements: readonly MailCounter[] = ["inbox", "spam", "missing"];

/** Counted of mails that the platform accepted: a share of those tells something. */
const ofAccepted = new Set<MailCounter>(
  mailCounters.filter((counter) =>
    /^(?:bounced|expired|missing|spam|inbox|opened|clicked|complained|unsubscribed)/.test(counter),
  ),
);

/** What became of all mails, and how great a share of those accepted. */
export function fatesTable({ totals, acceptedShares }: SimulationReport, lang: Lang): FigureTable {
  const row = (counter: MailCounter): readonly string[] => {
    const band = totals[counter];
    const say = (count: number) => (placements.includes(counter) ? placed(count) : grouped(count));
    const share = ofAccepted.has(counter) && totals.accepted.p50 > 0 ? percent(acceptedShares[counter].p50) : "";
    return [counterTexts[counter][lang], ...threeOf(band, say), share];
  };
  return {
    caption: said.fates[lang],
    columns: [text(said.mails[lang]), ...bandColumns, figure(said.shareOfAccepted[lang])],
    rows: mailCounters.map(row),
  };
}

/** What each month costs, and all of them. */
export function costTable({ cost }: SimulationReport, lang: Lang): FigureTable {
  const say = (money: number) => amount(money, printable(cost.currency));
  let ips = 0;
  for (const month of cost.months) ips += month.ips;
  return {
    caption: said.cost[lang],
    columns: [text(said.month[lang]), figure(said.forMails[lang]), figure(said.forIps[lang]), ...totalColumns(lang)],
    rows: [
      ...cost.months.map(({ month, mails, ips: own, total }) => [month, say(mails.p50), say(own), ...threeOf(total, say)]),
      [said.total[lang], say(cost.total.p50 - ips), say(ips), ...threeOf(cost.total, say)],
    ],
  };
}

/** What bound each domain, by days in a row. */
export function constraintTable({ daily }: SimulationReport, lang: Lang): FigureTable {
  return {
    caption: said.constraint[lang],
    columns: [text(said.domain[lang]), figure(said.days[lang]), text(said.bound[lang]), figure(said.inShare[lang])],
    rows: constraintRuns(daily).map(({ domain, first, last, constraint, shareMin }) => [
      printable(domain),
      dayRange(first, last),
      constraintTexts[constraint][lang],
      percent(shareMin),
    ]),
  };
}

/** How many dedicated IPs each pool needs, by both readings of the formula. */
export function sizingTable({ ipSizing, cost }: SimulationReport, lang: Lang): FigureTable {
  return {
    caption: said.ipSizing[lang],
    columns: [
      text(said.pool[lang]),
      ...[said.ips, said.needed, said.neededUnrounded, said.priceMonth].map((title) => figure(title[lang])),
    ],
    rows: ipSizing.map(({ pool, ips, needed, neededUnrounded, pricePerMonth }) => [
      printable(pool),
      grouped(ips),
      grouped(needed),
      short(neededUnrounded),
      amount(pricePerMonth, printable(cost.currency)),
    ]),
  };
}

/** For each figure that sensitivities are of: the outcome at both ends of each of the most telling parameters. */
export function sensitivityTables(report: SimulationReport, lang: Lang): readonly FigureTable[] {
  return tornadoViews(report).map(({ figure: outcome, bars }) => ({
    caption: figureTitles[outcome][lang],
    columns: [
      text(said.parameter[lang]),
      figure("P5"),
      figure("P95"),
      text(said.unit[lang]),
      figure(said.atLow[lang]),
      figure(said.atHigh[lang]),
    ],
    rows: bars.map(({ name, unit, low, high, atLow, atHigh }) => [
      name,
      short(low),
      short(high),
      unit.trimStart(),
      figureText(atLow, outcome, lang),
      figureText(atHigh, outcome, lang),
    ]),
  }));
}

/** The parameters of one standing, each with its value, unit and source. */
export function parameterTable({ parameters }: SimulationReport, standing: Standing, lang: Lang): FigureTable {
  const own = parameters.filter((parameter) => parameter.standing === standing);
  return {
    caption: `${said.parameters[lang]}${lang === "zh" ? "：" : ": "}${standingTexts[standing][lang]}`,
    columns: [
      text(said.parameter[lang]),
      figure(said.value[lang]),
      text(said.unit[lang]),
      figure("P5–P95"),
      text(said.source[lang]),
    ],
    rows: own.map(({ name, value, unit, range, source }) => [
      printable(name),
      valueText(value),
      printable(unit),
      range === undefined ? "" : `${short(range[0])}–${short(range[1])}`,
      printable(source),
    ]),
  };
}

/** Columns of a band. */
export const bandColumns: readonly Column[] = ["P5", "P50", "P95"].map(figure);

/** A column of words. */
export function text(title: string): Column {
  return { title, kind: "text" };
}

/** A column of numbers, which end where those above and below them do. */
export function figure(title: string): Column {
  return { title, kind: "figure" };
}

/** A band as one cell: its middle, and its ends where they differ from it. */
export function bandText(band: Band, say: (value: number) => string): string {
  const [p5, p50, p95] = threeOf(band, say);
  return p5 === p95 ? p50 : `${p50} (${p5}–${p95})`;
}

function totalColumns(lang: Lang): readonly Column[] {
  return ["P5", "P50", "P95"].map((percentile) => figure(`${said.total[lang]} ${percentile}`));
}

/** Levels of a platform are 20; longer lists are cut. */
const VALUES_TOLD_MAX = 24;

function valueText(value: ParameterNote["value"]): string {
  if (typeof value === "string") return printable(value);
  if (typeof value === "number") return short(value);
  const told = value.slice(0, VALUES_TOLD_MAX).map(short).join(" · ");
  return value.length > VALUES_TOLD_MAX ? `${told} …` : told;
}
