import type { Lang } from "../../model/language.ts";
import type { SimulationReport } from "../../model/simulation.ts";
import { printableJson } from "../escape.ts";

/** A simulation as indented JSON with everything in it, as the published schema describes it (`docs/schema/simulation.json`). */
export function renderSimulationJson(report: SimulationReport, lang: Lang): string {
  const warnings = report.warnings.map(({ id, severity, clause, message }) => ({ id, severity, clause, message: message[lang] }));
  return `${printableJson({ ...report, warnings }, 2)}\n`;
}
