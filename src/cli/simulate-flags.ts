import { type Command, InvalidArgumentError, Option } from "commander";
import { type Lang, langs } from "../model/language.ts";
import { limits } from "../model/limits.ts";
import { readScenarioFile, type ScenarioFile } from "../platform/scenario-file.ts";
import type { Reading } from "../simulate/scenario/read-scenario.ts";

/** How a simulation may be said. */
export const simulationFormats = ["pretty", "json", "csv", "ndjson", "html", "svg"] as const;
export type SimulationFormat = (typeof simulationFormats)[number];

/** The engines that play a scenario: recipients counted by cohort, or each for itself. */
export const simulationEngines = ["cohort", "exact"] as const;
export type SimulationEngine = (typeof simulationEngines)[number];

/** Flags of `mailworthy simulate`; undefined where the command line names none. */
export interface SimulateFlags {
  readonly seed?: number;
  readonly runs?: number;
  readonly days?: number;
  readonly engine?: SimulationEngine;
  /** The file of another scenario that is played with the same chance. */
  readonly compare?: string;
  readonly format?: SimulationFormat;
  readonly output?: string;
  readonly lang?: Lang;
  readonly color: boolean;
  readonly quiet?: boolean;
}

/** Gives a command the flags of a simulation. */
export function withSimulateFlags(command: Command): Command {
  return command
    .addOption(numberOption("--seed <number>", "all chance comes from it (default: the scenario's)", 0, limits.scenarioSeedMax))
    .addOption(numberOption("--runs <number>", "times to play the scenario (default: its own)", 1, limits.scenarioRunsMax))
    .addOption(numberOption("--days <number>", "days to simulate (default: the scenario's)", 1, limits.scenarioDaysMax))
    .addOption(
      new Option("--engine <engine>", "count recipients by cohort, or play each one (default: cohort)").choices([
        ...simulationEngines,
      ]),
    )
    .option("--compare <file>", "another scenario, played with the same chance and held against this one")
    .addOption(new Option("--format <format>", "how to say it (default: pretty)").choices([...simulationFormats]))
    .option("--output <file>", "write the report to a file instead of standard output")
    .addOption(new Option("--lang <lang>", "the language of reports (default: en)").choices([...langs]))
    .option("--no-color", "no colour, even on a terminal")
    .option("-q, --quiet", "say nothing of the progress");
}

function numberOption(flags: string, description: string, least: number, most: number): Option {
  return new Option(flags, description).argParser((value: string) => {
    if (/^\d{1,16}$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
    throw new InvalidArgumentError(`It is a number from ${least} to ${most}.`);
  });
}

/** Reads the file of a scenario, with what the flags set in it; all that is wrong with it is told. */
export function readScenario(file: string, { seed, runs, days }: SimulateFlags): Promise<Reading<ScenarioFile>> {
  const given = Object.entries({ seed, runs, days }).filter(([, value]) => value !== undefined);
  return readScenarioFile(file, Object.fromEntries(given));
}
