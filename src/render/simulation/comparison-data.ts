import type { ComparisonReport } from "../../model/comparison.ts";
import type { Lang } from "../../model/language.ts";
import type { Band } from "../../model/simulation.ts";
import { printableJson } from "../escape.ts";
import { quoted } from "./csv.ts";

/** A comparison as indented JSON with everything in it; texts in one language. */
export function renderComparisonJson(report: ComparisonReport, lang: Lang): string {
  const inLang = (warnings: ComparisonReport["warningsCome"]) =>
    warnings.map(({ message, ...warning }) => ({ ...warning, message: message[lang] }));
  const said = {
    ...report,
    warningsCome: inLang(report.warningsCome),
    warningsGone: inLang(report.warningsGone),
    unpaired: report.unpaired.map((note) => note[lang]),
  };
  return `${printableJson(said, 2)}\n`;
}

/**
 * Columns of the CSV, in order:
 * - `scope`: `completion` in days from 0 on, or `figure`; `name`: the campaign, empty for all of them, or the figure;
 * - `side`: `a`, `b`, or `difference`, which is B less A;
 * - `p5`, `p50`, `p95`: the band; empty for what is not done in time;
 * - `betterShare`, `worseShare`: on lines of differences, the shares of replications in which B is better and worse.
 */
const columns = ["scope", "name", "side", "p5", "p50", "p95", "betterShare", "worseShare"] as const;

/** A comparison as CSV (RFC 4180), one band a line; see the columns. */
export function renderComparisonCsv({ completions, figures }: ComparisonReport): string {
  const lines = [columns.join(",")];
  const compared = [
    ...completions.map(({ campaign, ...bands }) => ({ scope: "completion", name: campaign ?? "", ...bands })),
    ...figures.map((bands) => ({ scope: "figure", ...bands })),
  ];
  for (const { scope, name, a, b, difference, betterShare, worseShare } of compared) {
    const place = [scope, quoted(name)];
    lines.push([...place, "a", ...ends(a), "", ""].join(","));
    lines.push([...place, "b", ...ends(b), "", ""].join(","));
    lines.push([...place, "difference", ...ends(difference), String(betterShare), String(worseShare)].join(","));
  }
  return lines.map((line) => `${line}\r\n`).join("");
}

function ends(band: { readonly [P in keyof Band]: number | null } | null): readonly string[] {
  return [band?.p5, band?.p50, band?.p95].map((value) => (value === undefined || value === null ? "" : String(value)));
}
