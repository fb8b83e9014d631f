import type { SimulationReport } from "../../model/simulation.ts";
import { printableJson } from "../escape.ts";

/** The event log: what happened in the replication in the middle, one event a line, in order. */
export function renderSimulationNdjson({ events }: SimulationReport): string {
  return events.map((event) => `${printableJson(event, 0)}\n`).join("");
}
