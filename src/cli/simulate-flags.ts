import { type Command, InvalidArgumentError, Option } from "commander";
import { type Lang, langs } from "../model/language.ts";
import { limits } from "../model/limits.ts";
import type { Engine } from "../platform/outcome.ts";

/** How a simulation may be said. */
export const simulationFormats = ["pretty", "json", "csv", "ndjson", "html", "svg"] as const;
export type SimulationFormat = (typeof simulationFormats)[number];

const engines = ["cohort", "exact"] as const satisfies readonly Engine[];

/** Flags of `mailworthy simulate`; undefined where the command line names none. */
export interface SimulateFlags {
  readonly seed?: number;
  readonly runs?: number;
  readonly days?: number;
  readonly threads?: number;
  readonly compare?: string;
  readonly calibration?: string;
  readonly engine?: Engine;
  readonly format?: SimulationFormat;
  readonly output?: string;
  readonly lang?: Lang;
  readonly color: boolean;
}

/** How what a log tells may be said; `yaml` is what a simulation takes. */
export const calibrationFormats = ["pretty", "json", "yaml"] as const;

/** Flags of `mailworthy simulate calibrate`. */
export interface CalibrateFlags {
  readonly format?: (typeof calibrationFormats)[number];
  readonly output?: string;
  readonly lang?: Lang;
  readonly color: boolean;
}

/** Gives a command the flags of a calibration. */
export function withCalibrateFlags(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "how to say it (default: pretty)").choices([...calibrationFormats]))
    .option("--output <file>", "write the result to a file instead of standard output")
    .addOption(new Option("--lang <lang>", "the language of reports (default: en)").choices([...langs]))
    .option("--no-color", "no colour, even on a terminal");
}

/** Takes the flags that stand before a command's name for its own; ends in an error where it has none such. */
export function takeOver(command: Command): void {
  const { parent } = command;
  for (const given of parent?.options ?? []) {
    const name = given.attributeName();
    if (parent?.getOptionValueSource(name) !== "cli") continue;
    const own = command.options.find((option) => option.attributeName() === name);
    if (own === undefined) command.error(`error: unknown option '${given.long}'`, { code: "commander.unknownOption" });
    const value: unknown = parent.getOptionValue(name);
    const { flags, argChoices } = own;
    if (argChoices !== undefined && !argChoices.includes(String(value)))
      command.error(
        `error: option '${flags}' argument '${String(value)}' is invalid. Allowed choices are ${argChoices.join(", ")}.`,
        { code: "commander.invalidArgument" },
      );
    if (command.getOptionValueSource(name) !== "cli") command.setOptionValueWithSource(name, value, "cli");
  }
}

/** Gives a command the flags of a simulation. */
export function withSimulateFlags(command: Command): Command {
  return command
    .addOption(numberOption("--seed <number>", "all chance comes from it (default: the scenario's)", 0, limits.scenarioSeedMax))
    .addOption(numberOption("--runs <number>", "times to play the scenario (default: its own)", 1, limits.scenarioRunsMax))
    .addOption(numberOption("--days <number>", "days to simulate (default: the scenario's)", 1, limits.scenarioDaysMax))
    .addOption(
      numberOption(
        "--threads <number>",
        "threads that play; 1 for the main one alone (default: all cores, 8 at most)",
        1,
        limits.simulationThreadsMax,
      ),
    )
    .addOption(
      fileOption("--calibration <file>", "parameters fitted by simulate calibrate, in place of those that the scenario names"),
    )
    .addOption(
      new Option(
        "--engine <engine>",
        "cohort plays recipients by counts; exact plays each one, once if --runs is not given (default: cohort)",
      ).choices([...engines]),
    )
    .addOption(fileOption("--compare <scenario>", "play another scenario with the same chance, and say what changes"))
    .addOption(new Option("--format <format>", "how to say it (default: pretty)").choices([...simulationFormats]))
    .option("--output <file>", "write the report to a file instead of standard output")
    .addOption(new Option("--lang <lang>", "the language of reports (default: en)").choices([...langs]))
    .option("--no-color", "no colour, even on a terminal");
}

/** A file that is named once: of two, one would have no effect. */
function fileOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before: string | undefined) => {
    if (before === undefined) return value;
    throw new InvalidArgumentError("It is given twice.");
  });
}

function numberOption(flags: string, description: string, least: number, most: number): Option {
  return new Option(flags, description).argParser((value: string) => {
    if (/^\d{1,16}$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
    throw new InvalidArgumentError(`It is a number from ${least} to ${most}.`);
  });
}
