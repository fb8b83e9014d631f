import type { Lang } from "../../model/language.ts";
import type { SimulationReport } from "../../model/simulation.ts";
import { labels, severityTexts } from "../words.ts";
import { markup } from "./markup.ts";
import type { Figure } from "./plot.ts";
import type { FigureTable } from "./tables.ts";
import { notes, said } from "./words.ts";

/** A part of the page under a heading. */
export interface PageSection {
  readonly title: string;
  readonly body: readonly string[];
}

/** A section in HTML; nothing for one without a body. */
export function sectionMarkup({ title, body }: PageSection): string {
  const shown = body.filter((part) => part !== "");
  return shown.length === 0 ? "" : `<section>\n<h2>${markup(title)}</h2>\n${shown.join("\n")}\n</section>`;
}

/** A sentence below what it explains. */
export function noteMarkup(note: string): string {
  return `<p class="soft">${markup(note)}</p>`;
}

/** Rows of a table that are shown without a window of its own to scroll in. */
const OPEN_ROWS_MAX = 24;

/** A table that scrolls by itself where it is wider than the page; nothing for one without rows. */
export function tableMarkup({ caption, columns, rows }: FigureTable, kind?: "parameters"): string {
  if (rows.length === 0) return "";
  const classOf = (at: number) => (columns[at]?.kind === "figure" ? ' class="figure"' : "");
  const head = columns.map(({ title }, at) => `<th scope="col"${classOf(at)}>${markup(title)}</th>`).join("");
  const lines = rows.map((row) => {
    const cells = row.map((cell, at) =>
      at === 0 ? `<th scope="row">${markup(cell)}</th>` : `<td${classOf(at)}>${markup(cell)}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  const window = rows.length > OPEN_ROWS_MAX ? "scroll long" : "scroll";
  return [
    `<section class="${window}" aria-label="${markup(caption)}" tabindex="0">`,
    `<table${kind ? ` class="${kind}"` : ""}><caption>${markup(caption)}</caption>`,
    `<thead><tr>${head}</tr></thead>`,
    `<tbody>\n${lines.join("\n")}\n</tbody></table></section>`,
  ].join("\n");
}

/** A table under a heading of its own. */
export function titledTableMarkup(table: FigureTable): string {
  return table.rows.length === 0 ? "" : `<h3>${markup(table.caption)}</h3>\n${tableMarkup(table)}`;
}

/** What is shown when the reader asks for it. */
export function foldedMarkup(summary: string, body: string): string {
  return body === "" ? "" : `<details><summary>${markup(summary)}</summary>\n${body}\n</details>`;
}

/** A plot, drawn once for a wide page and once for a narrow one, with the figures behind it. */
export function figureMarkup([wide, narrow]: readonly [Figure, Figure], table: string, lang: Lang): string {
  return [
    `<figure><figcaption>${markup(wide.title)}</figcaption>`,
    `<div class="wide">${wide.svg}</div>`,
    `<div class="narrow">${narrow.svg}</div>`,
    `${foldedMarkup(said.showTable[lang], table)}</figure>`,
  ].join("\n");
}

/** Plain words on what the plan will meet, each with its clause. */
export function warningsMarkup({ warnings }: SimulationReport, lang: Lang): string {
  if (warnings.length === 0) return noteMarkup(notes.noWarnings[lang]);
  const items = warnings.map(({ severity, clause, message }) => {
    const cited = clause === undefined ? "" : ` <span class="soft">(${labels.clause[lang]} ${clause})</span>`;
    return `<li class="${severity}"><strong>${severityTexts[severity][lang]}</strong> ${markup(message[lang])}${cited}</li>`;
  });
  return `<ul class="warnings">\n${items.join("\n")}\n</ul>`;
}
