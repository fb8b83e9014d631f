import { percent } from "../../model/figures.ts";
import type { Lang } from "../../model/language.ts";
import type { SensitivityFigure, SimulationReport, Tornado } from "../../model/simulation.ts";
import { printable } from "../escape.ts";

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

/** A tornado to be shown, its longest bar first, and the ends of the scale of all its bars. */
export interface TornadoView {
  readonly figure: SensitivityFigure;
  readonly bars: readonly TornadoBar[];
  readonly lowest: number;
  readonly highest: number;
}

/** The tornados of a report, as they are shown. Each has bars. */
export function tornadoViews({ tornados, parameters }: SimulationReport): readonly TornadoView[] {
  const units = new Map(parameters.map(({ name, unit }) => [name, unit]));
  return tornados.filter(({ sensitivities }) => sensitivities.length > 0).map((tornado) => viewOf(tornado, units));
}

function viewOf({ figure, sensitivities }: Tornado, units: ReadonlyMap<string, string | undefined>): TornadoView {
  const bars = sensitivities.map(({ parameter, low, high, figureAtLow, figureAtHigh }) => {
    const unit = units.get(parameter);
    const name = printable(parameter);
    return { name, unit: unit ? ` ${printable(unit)}` : "", low, high, atLow: figureAtLow, atHigh: figureAtHigh };
  });
  const ends = bars.flatMap(({ atLow, atHigh }) => [atLow, atHigh]);
  return { figure, bars, lowest: Math.min(...ends), highest: Math.max(...ends) };
}

/** The outcome that sensitivities are of, in words. A mean day has a decimal. */
export function figureText(outcome: number, figure: SensitivityFigure, lang: Lang): string {
  if (figure === "inbox-share") return percent(outcome);
  const day = (outcome + 1).toFixed(1);
  return lang === "zh" ? `第 ${day} 天` : `day ${day}`;
}
