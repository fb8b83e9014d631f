import { grouped, percent } from "../../model/figures.ts";
import type { Lang } from "../../model/language.ts";
import type { MailCounter, SimulatedDay, SimulationReport } from "../../model/simulation.ts";
import { printable } from "../escape.ts";
import { placed, threeOf } from "./figures.ts";
import { type FateGroup, fateGroups } from "./series.ts";
import { bandColumns, bandText, type FigureTable, figure, text } from "./tables.ts";
import { constraintTexts, said } from "./words.ts";

/** Of each day, the mails accepted and what became of them, in the middle of all replications. */
export function fateDays({ daily }: SimulationReport, lang: Lang): FigureTable {
  const say = ({ counters }: SimulatedDay, key: FateGroup, group: readonly MailCounter[]) => {
    let count = 0;
    for (const counter of group) count += counters[counter].p50;
    return guessed.has(key) ? placed(count) : grouped(count);
  };
  return {
    caption: said.byDay[lang],
    columns: [text(said.date[lang]), figure(said.accepted[lang]), ...fateGroups.map(({ key }) => figure(said[key][lang]))],
    rows: daily.map((day) => [
      day.date,
      grouped(day.counters.accepted.p50),
      ...fateGroups.map(({ key, counters }) => say(day, key, counters)),
    ]),
  };
}

/** Fates that are told with two digits until a calibration backs them. */
const guessed: ReadonlySet<FateGroup> = new Set(["inbox", "spam", "missing"]);

/** Of each day, all mails accepted until its end. */
export function progressDays({ daily }: SimulationReport, lang: Lang): FigureTable {
  return {
    caption: said.progress[lang],
    columns: [text(said.date[lang]), ...bandColumns],
    rows: daily.map(({ date, acceptedSoFar }) => [date, ...threeOf(acceptedSoFar, grouped)]),
  };
}

/** Of each day, a domain's level, quota and accepted mails, and what kept it from sending more. */
export function domainDays({ daily }: SimulationReport, name: string, lang: Lang): FigureTable {
  return {
    caption: `${said.ladder[lang]}${lang === "zh" ? "：" : ": "}${printable(name)}`,
    columns: [
      text(said.date[lang]),
      figure(said.level[lang]),
      figure(said.quota[lang]),
      figure(said.accepted[lang]),
      text(said.bound[lang]),
      figure(said.inShare[lang]),
    ],
    rows: daily.flatMap(({ date, domains }) =>
      domains
        .filter(({ domain }) => domain === name)
        .map(({ level, quota, accepted, constraint, constraintShare }) => [
          date,
          level.p95 === 0 ? "" : bandText(level, grouped),
          quota === null ? said.unbounded[lang] : bandText(quota, grouped),
          bandText(accepted, grouped),
          constraintTexts[constraint][lang],
          percent(constraintShare),
        ]),
    ),
  };
}

/** Of each day, the reputation at each mailbox provider, in the middle of all replications. */
export function reputationDays({ daily }: SimulationReport, lang: Lang): FigureTable {
  const names = daily[0]?.providers.map(({ provider }) => provider) ?? [];
  return {
    caption: said.byProvider[lang],
    columns: [text(said.date[lang]), ...names.map((name) => figure(printable(name)))],
    rows: daily.map(({ date, providers }) => {
      const byName = new Map(providers.map(({ provider, reputation }) => [provider, reputation.p50]));
      return [date, ...names.map((name) => byName.get(name)?.toFixed(2) ?? "")];
    }),
  };
}
