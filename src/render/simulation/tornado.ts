import type { Lang } from "../../model/language.ts";
import type { SimulationReport } from "../../model/simulation.ts";
import { printable } from "../escape.ts";
import { dayNumber, percent } from "./figures.ts";

/** How far one parameter moves the outcome. */
export interface TornadoBar {
  /** Printable. */
  readonly name: string;
  /** With a blank before it; empty where there is none. */
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly atLow: number;
  readonly atHigh: number;
}

/** Parameters that are told; the others move the outcome less than these. */
const BARS_MAX = 10;

/** The parameters that move the outcome most, most first, and the ends of their common scale. */
export function tornado({ sensitivities, parameters }: SimulationReport): {
  readonly bars: readonly TornadoBar[];
  readonly lowest: number;
  readonly highest: number;
} {
  const units = new Map(parameters.map(({ name, unit }) => [name, unit]));
  const bars = sensitivities
    .map(({ parameter, low, high, figureAtLow, figureAtHigh }) => ({
      name: printable(parameter),
      unit: units.get(parameter) ? ` ${printable(units.get(parameter) ?? "")}` : "",
      low,
      high,
      atLow: figureAtLow,
      atHigh: figureAtHigh,
    }))
    .sort((a, b) => spread(b) - spread(a))
    .slice(0, BARS_MAX);
  const ends = bars.flatMap(({ atLow, atHigh }) => [atLow, atHigh]);
  return { bars, lowest: Math.min(...ends), highest: Math.max(...ends) };
}

/** The outcome that sensitivities are of, in words. */
export function figureText(outcome: number, { sensitivityFigure }: SimulationReport, lang: Lang): string {
  return sensitivityFigure === "completion-day" ? dayNumber(outcome, lang) : percent(outcome);
}

function spread({ atLow, atHigh }: TornadoBar): number {
  return Math.abs(atHigh - atLow);
}
