import { grouped, percent } from "../../model/figures.ts";
import type { Lang } from "../../model/language.ts";
import type { Band, SimulatedCampaign, SimulationReport } from "../../model/simulation.ts";
import { printable } from "../escape.ts";
import { amount } from "./figures.ts";
import { markup } from "./markup.ts";
import { said } from "./words.ts";

interface Tile {
  readonly name: string;
  readonly value: string;
  readonly band: string;
}

/** What a reader asks first: when it is done, how much went out, how much of it into the inbox, and for what money. */
export function tilesMarkup(report: SimulationReport, lang: Lang): string {
  const { totals, cost } = report;
  const say = (money: number) => amount(money, printable(cost.currency));
  const tiles = [
    ...doneTile(report, lang),
    { name: said.acceptedMails[lang], value: grouped(totals.accepted.p50), band: bandOf(totals.accepted, grouped) },
    ...inboxTile(report, lang),
    {
      name: said.totalCost[lang],
      value: say(cost.total.p50),
      band: bandOf(cost.total, say, (money) => amount(money, "").trimStart()),
    },
  ];
  const items = tiles.map(
    ({ name, value, band }) =>
      `<div><dt>${markup(name)}</dt><dd class="value">${markup(value)}</dd>${band === "" ? "" : `<dd class="band">${markup(band)}</dd>`}</div>`,
  );
  return `<dl class="tiles">\n${items.join("\n")}\n</dl>`;
}

/** The campaign that is done last, or not at all. */
function doneTile({ campaigns, daily }: SimulationReport, lang: Lang): readonly Tile[] {
  const endOf = ({ completionDay: { p50 } }: SimulatedCampaign) => p50 ?? Number.POSITIVE_INFINITY;
  let [last] = campaigns;
  for (const each of campaigns) if (last && endOf(each) > endOf(last)) last = each;
  if (last === undefined) return [];
  const dateOf = (day: number | null) => (day === null ? said.never[lang] : (daily[Math.floor(day)]?.date ?? said.never[lang]));
  const { p5, p50, p95 } = last.completionDay;
  const ends = dateOf(p5) === dateOf(p95) ? "" : `${dateOf(p5)} – ${dateOf(p95)}`;
  return [{ name: `${said.lastDone[lang]} · ${printable(last.campaign)}`, value: dateOf(p50), band: ends }];
}

function inboxTile({ totals, acceptedShares }: SimulationReport, lang: Lang): readonly Tile[] {
  if (totals.accepted.p50 <= 0) return [];
  const shareOf = ({ p50 }: Band) => `≈ ${percent(p50)}`;
  return [
    { name: said.inbox[lang], value: shareOf(acceptedShares.inbox), band: `${said.spam[lang]} ${shareOf(acceptedShares.spam)}` },
  ];
}

type Say = (value: number) => string;

function bandOf({ p5, p95 }: Band, sayLow: Say, sayHigh: Say = sayLow): string {
  return sayLow(p5) === sayLow(p95) ? "" : `${sayLow(p5)} – ${sayHigh(p95)}`;
}
