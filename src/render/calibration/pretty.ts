import { type Calibration, type FittedRate, untoldReasons } from "../../model/calibration.ts";
import { grouped, percent } from "../../model/figures.ts";
import type { Lang } from "../../model/language.ts";
import type { ParameterNote } from "../../model/simulation.ts";
import { calibrationThresholds } from "../../model/thresholds.ts";
import { printable } from "../escape.ts";
import { problemLines, type Saying } from "../pretty.ts";
import { short } from "../simulation/figures.ts";
import { type Cell, tableLines } from "../table.ts";
import { countTexts, listRateTexts, notes, reasonTexts, said, startTexts, verdictTexts } from "./words.ts";

/** What a log tells of the model, for people at a terminal. */
export function renderCalibration(calibration: Calibration, saying: Saying): string {
  const sections = [
    headingLines(calibration, saying),
    parameterLines(calibration, saying),
    untoldLines(calibration, saying),
    rateLines(calibration, saying),
    listRateLines(calibration, saying),
    coverageLines(calibration, saying),
    faultLines(calibration, saying),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** A row of a table ends in texts; the columns named by number hold figures. */
function section(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  { figures, style }: { readonly figures: readonly number[]; readonly style: Saying["style"] },
): readonly string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => row.map((text, at): Cell => (figures.includes(at) ? { text, side: "end" } : { text })));
  return [style.strong(title), ...tableLines(columns, cells, style)];
}

function headingLines({ verdict, log, coverage, start }: Calibration, { lang, style }: Saying): readonly string[] {
  const paint = verdict === "fits" ? style.good : style.warning;
  const facts = {
    en: [
      counted(log.rows, "row"),
      `${counted(log.days, "day")} with mail, ${log.from} to ${log.to}`,
      `${counted(log.mails, "mail")} delivered`,
      log.providers.join(", "),
    ],
    zh: [
      `${grouped(log.rows)} 行`,
      `${log.from} 至 ${log.to}，有发信的 ${log.days} 天`,
      `送达 ${grouped(log.mails)} 封`,
      log.providers.join("、"),
    ],
  };
  return [
    `${style.strong(said.title[lang])}  ${paint(verdictTexts[verdict][lang])}`,
    style.faint(facts[lang].join(" · ")),
    verdictLine(coverage, lang),
    ...(start === undefined ? [] : [startTexts[start][lang]]),
    ...otherLines(log.unknownProviders, lang),
  ];
}

function counted(count: number, what: string): string {
  return `${grouped(count)} ${what}${count === 1 ? "" : "s"}`;
}

function verdictLine(coverage: Calibration["coverage"], lang: Lang): string {
  if (coverage === undefined)
    return {
      en: "The log has too few days, or too little on them, to hold the fit against days that it has not seen.",
      zh: "日志的天数或计数太少，无法用未参与拟合的日期检验结果。",
    }[lang];
  const { share, counts } = coverage;
  const { heldShare, coveredShareMin, coveredShareMax } = calibrationThresholds;
  const [held, least, most] = [percent(heldShare), percent(coveredShareMin), percent(coveredShareMax)];
  return {
    en: `Fitted without the last ${held} of the days, its 90% bands cover ${percent(share)} of the ${grouped(counts)} daily counts there; it should be ${least} to ${most}.`,
    zh: `不用最后 ${held} 的日期进行拟合时，其 90% 区间覆盖了那里 ${grouped(counts)} 个每日计数中的 ${percent(share)}；应在 ${least} 到 ${most} 之间。`,
  }[lang];
}

/** Names of no provider that are told. */
const NAMES_MAX = 5;

function otherLines(unknown: readonly string[], lang: Lang): readonly string[] {
  if (unknown.length === 0) return [];
  const names = unknown.slice(0, NAMES_MAX).map((name) => `"${printable(name.slice(0, 60))}"`);
  const more = unknown.length > NAMES_MAX ? ", …" : "";
  return [
    {
      en: `No provider is named ${names.join(", ")}${more}: this mail is counted for "other".`,
      zh: `没有名为 ${names.join("、")}${more} 的邮箱服务商，这些邮件计入“other”。`,
    }[lang],
  ];
}

function parameterLines({ parameters }: Calibration, { lang, style }: Saying): readonly string[] {
  if (parameters.length === 0) return [said.noParameters[lang]];
  const rows = parameters.map(({ name, value, range, defaultValue }) => [
    printable(name),
    figure(defaultValue),
    figure(value),
    range === undefined ? "" : `${short(range[0])} – ${short(range[1])}`,
  ]);
  const columns = [said.parameter[lang], said.default[lang], said.fitted[lang], said.interval[lang]];
  return [
    ...section(said.parameters[lang], columns, rows, { figures: [1, 2], style }),
    style.faint(`  ${notes.parameters[lang]}`),
  ];
}

/** Parameters with one reason stand together: a column that is missing is missing for all providers. */
function untoldLines({ untold }: Calibration, { lang, style }: Saying): readonly string[] {
  const rows = untoldReasons.flatMap((reason) =>
    untold
      .filter((each) => each.reason === reason)
      .map((each) => [printable(each.note.name), figure(each.note.value), reasonTexts[reason][lang]]),
  );
  const columns = [said.parameter[lang], said.default[lang], said.why[lang]];
  return section(said.untold[lang], columns, rows, { figures: [1], style });
}

function figure(value: ParameterNote["value"]): string {
  return typeof value === "number" ? short(value) : String(value);
}

function rateLines({ rates }: Calibration, { lang, style }: Saying): readonly string[] {
  const rows = rates.map((each) => [
    countTexts[each.rate][lang],
    printable(each.provider) + (each.isPooled ? " *" : ""),
    grouped(each.trials),
    grouped(each.events),
    percent(each.value),
    interval(each),
    scatter(each),
  ]);
  if (rows.length === 0) return [];
  const columns = [said.rate, said.provider, said.ofMails, said.counted, said.share, said.interval, said.scatter];
  return [
    ...section(
      said.rates[lang],
      columns.map((column) => column[lang]),
      rows,
      { figures: [2, 3, 4, 6], style },
    ),
    style.faint(`  ${notes.scatter[lang]}`),
    ...(rates.some(({ isPooled }) => isPooled) ? [style.faint(`  ${notes.pooled[lang]}`)] : []),
  ];
}

function interval({ low, high }: Pick<FittedRate, "low" | "high">): string {
  return `${percent(low)} – ${percent(high)}`;
}

/** Where nothing was counted, nothing scatters. */
function scatter({ events, deviation }: FittedRate): string {
  return events === 0 ? "–" : deviation.toFixed(2);
}

function listRateLines({ listRates }: Calibration, { lang, style }: Saying): readonly string[] {
  const rows = listRates.map((each) => [
    each.name,
    short(each.value),
    `${short(each.low)} – ${short(each.high)}`,
    listRateTexts[each.name][lang],
  ]);
  if (rows.length === 0) return [];
  const columns = [said.key[lang], said.value[lang], said.interval[lang], said.means[lang]];
  return [...section(said.listRates[lang], columns, rows, { figures: [1], style }), style.faint(`  ${notes.listRates[lang]}`)];
}

function coverageLines({ coverage }: Calibration, { lang, style }: Saying): readonly string[] {
  if (coverage === undefined) return [];
  const rows = [
    ...coverage.byCount.map(({ count, counts, share }) => [countTexts[count][lang], grouped(counts), percent(share)]),
    [said.all[lang], grouped(coverage.counts), percent(coverage.share)],
  ];
  const columns = [said.rate[lang], said.counts[lang], said.covered[lang]];
  return section(said.coverage[lang], columns, rows, { figures: [1, 2], style });
}

/** Problems at a terminal; a column that is filled in wrongly has one in each row. */
const PROBLEMS_MAX = 10;

function faultLines({ problems, problemCount, rowsLeftOut }: Calibration, saying: Saying): readonly string[] {
  if (problemCount === 0) return [];
  const { lang, style } = saying;
  const shown = problems.slice(0, PROBLEMS_MAX);
  const more = problemCount - shown.length;
  const leftOut = { en: `Rows left out: ${grouped(rowsLeftOut)}.`, zh: `略过的行数：${grouped(rowsLeftOut)}。` }[lang];
  return [
    `${style.strong(said.problems[lang])}  ${leftOut}`,
    ...shown.flatMap((problem) => problemLines(problem, saying)),
    ...(more > 0 ? [style.faint({ en: `  ${grouped(more)} more`, zh: `  另有 ${grouped(more)} 处` }[lang])] : []),
  ];
}
