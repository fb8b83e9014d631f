import type { Band, SimulatedDay, SimulationReport } from "../../model/simulation.ts";
import { mailCounters } from "../../model/simulation.ts";
import { printable } from "../escape.ts";

/**
 * Columns of the CSV, in order:
 * - `date`: ISO 8601; `day`: from 0 on;
 * - `scope`: what the line is about, `total`, `domain` or `provider`; `name`: which one, empty for the total;
 * - `measure`: what was counted, in the words of the JSON report;
 * - `p5`, `p50`, `p95`: the band; empty for a quota without limit, and `p50` alone for a share that is no band;
 * - `constraint`: what bound, on lines of the measure `constraintShare` alone.
 */
const csvColumns = ["date", "day", "scope", "name", "measure", "p5", "p50", "p95", "constraint"] as const;

/** The days of a simulation in long form, one measure of one domain or provider and day a line (RFC 4180; see the columns). */
export function renderSimulationCsv({ daily }: SimulationReport): string {
  const lines = [csvColumns.join(",")];
  for (const day of daily) lines.push(...dayLines(day));
  return lines.map((line) => `${line}\r\n`).join("");
}

function dayLines({ date, day, counters, acceptedSoFar, domains, providers }: SimulatedDay): readonly string[] {
  const place = [date, String(day)];
  const lines: string[] = [];
  const add = (scope: string, name: string, measure: string, band: Band | null) =>
    lines.push([...place, scope, quoted(name), measure, ...ends(band), ""].join(","));
  for (const counter of mailCounters) add("total", "", counter, counters[counter]);
  add("total", "", "acceptedSoFar", acceptedSoFar);
  for (const { domain, level, quota, accepted, constraint, constraintShare } of domains) {
    for (const [measure, band] of Object.entries({ level, quota, accepted })) add("domain", domain, measure, band);
    lines.push([...place, "domain", quoted(domain), "constraintShare", "", String(constraintShare), "", constraint].join(","));
  }
  for (const { provider, accepted, deferred, inbox, spam, reputation } of providers)
    for (const [measure, band] of Object.entries({ accepted, deferred, inbox, spam, reputation }))
      add("provider", provider, measure, band);
  return lines;
}

function ends(band: Band | null): readonly string[] {
  return band === null ? ["", "", ""] : [band.p5, band.p50, band.p95].map(String);
}

/** A name as a field: nothing steers, no spreadsheet takes it for a formula, and its quotes are doubled. */
export function quoted(name: string): string {
  const shown = printable(name);
  const guarded = /^[\s'"]*[=+\-@|%＝＋－＠]/.test(shown) ? `'${shown}` : shown;
  return /[",\s']/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
