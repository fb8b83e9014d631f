import type { Calibration, CalibrationVerdict, Coverage } from "../../model/calibration.ts";
import { calibrationThresholds } from "../../model/thresholds.ts";
import type { WorldTables } from "../../world/parameters.ts";
import { dateText } from "../dates.ts";
import { acceptedOf, cellsOf, deliveredOf } from "./cells.ts";
import { coverageOf } from "./coverage.ts";
import { fitted, priorsOf } from "./fit.ts";
import { listRatesOf } from "./list-rates.ts";
import type { Log } from "./log.ts";
import { toldParameters } from "./told-parameters.ts";

/** Fits the parameters of the model to a log of at least one row, and holds the fit against its last days. */
export function calibrate(log: Log, tables: WorldTables): Calibration {
  const { providers, unknownProviders, domains } = cellsOf(log, tables);
  const priors = priorsOf(providers, tables);
  const fit = fitted(providers, priors);
  const days = [...new Set(log.rows.filter(({ counts }) => acceptedOf(counts) > 0).map(({ day }) => day))];
  const from = dateText(log.rows[0]?.day ?? 0);
  const to = dateText(log.rows.at(-1)?.day ?? 0);
  const coverage = coverageOf(providers, days, priors);
  const source = `A log of daily sends, ${from} to ${to}`;
  const telling = { columns: log.columns, hasSharedIps: hasSharedIps(log), providers, tables, priors, fit, source };
  return {
    version: 1,
    verdict: verdictOf(coverage),
    log: {
      rows: log.rows.length,
      days: days.length,
      from,
      to,
      domains,
      providers: providers.map(({ id }) => id),
      unknownProviders,
      mails: log.rows.reduce((sum, { counts }) => sum + deliveredOf(counts), 0),
    },
    ...(fit.placement && { start: fit.placement.best.rival ? "unclear" : fit.placement.best.judgement.start }),
    ...toldParameters({ ...telling, intervals: fit.placement?.intervals() }),
    rates: fit.rates,
    listRates: listRatesOf(providers, fit, priors.receiving),
    ...(coverage && { coverage }),
    problems: log.problems,
    problemCount: log.problemCount,
    rowsLeftOut: log.rowsLeftOut,
  };
}

/** Whether a log says of some mail that its IPs are nobody's own. */
function hasSharedIps({ columns, rows }: Log): boolean {
  return columns.has("ip_pool") && rows.some(({ pool }) => pool === "");
}

const { coveredShareMin, coveredShareMax } = calibrationThresholds;

function verdictOf(coverage: Coverage | undefined): CalibrationVerdict {
  if (coverage === undefined) return "too-thin";
  return coverage.share >= coveredShareMin && coverage.share <= coveredShareMax ? "fits" : "misfits";
}
