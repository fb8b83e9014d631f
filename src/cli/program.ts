import { Command, InvalidArgumentError, Option } from "commander";
import { failOns, formats, snippetFormats } from "../model/formats.ts";
import { langs } from "../model/language.ts";
import { mailTypes } from "../model/mail-type.ts";
import { dialects } from "../model/template-tag.ts";
import { inputKinds } from "../parse/kind.ts";
import type { DomainFlags } from "./domain-flags.ts";
import type { Flags } from "./settings.ts";
import { type CalibrateFlags, type SimulateFlags, takeOver, withCalibrateFlags, withSimulateFlags } from "./simulate-flags.ts";

/** What each command does when it is called. */
export interface Commands {
  readonly check: (inputs: readonly string[], flags: Flags) => Promise<void>;
  readonly domain: (names: readonly string[], flags: DomainFlags) => Promise<void>;
  readonly simulate: (scenario: string, flags: SimulateFlags) => Promise<void>;
  readonly calibrate: (log: string, flags: CalibrateFlags) => Promise<void>;
  readonly rules: (id: string | undefined, flags: Flags) => Promise<void>;
}

/** The command line: its commands, options and help. `docs/cli.md` is made from it. */
export function buildProgram(version: string, commands: Commands): Command {
  const program = new Command("mailworthy")
    .description("Says whether a mail is fit to send.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    // What follows a command's name is its own, also where the command that it is one of has a flag of that name.
    .enablePositionalOptions()
    .addHelpText("after", exitCodes);
  checkCommand(program, commands.check);
  domainCommand(program, commands.domain);
  simulateCommand(program, commands);
  shared(program.command("rules [id]")).description("list the rules, or explain one").action(commands.rules);
  return program;
}

function simulateCommand(program: Command, { simulate, calibrate }: Commands): void {
  const command = withSimulateFlags(program.command("simulate <scenario>"))
    .description("play a sending plan, written in YAML or JSON, before a single mail goes out")
    .enablePositionalOptions()
    .action(simulate);
  withCalibrateFlags(command.command("calibrate <log>"))
    .description("fit the parameters of the simulation to a log of daily sends, in CSV; ends 1 where the fit is not borne out")
    .hook("preAction", (_, calibration) => takeOver(calibration))
    .action(calibrate);
}

function checkCommand(program: Command, action: Commands["check"]): void {
  shared(judging(program.command("check [inputs...]")))
    .description("judge templates and raw messages: files, folders, patterns, or - for standard input")
    .addOption(new Option("--as <kind>", "what the inputs are (default: told by name, else by content)").choices([...inputKinds]))
    .option("--subject <text>", "the subject, for a template that does not state it")
    .option("--data <file>", "example data for the template's variables, JSON or YAML")
    .addOption(dialectOption())
    .option("--dns <source>", "for messages: whom to ask about the sender: live, zone:FILE or replay:FILE (default: nobody)")
    .option("--ip <address>", "for messages: the address that the message came from")
    .option("--helo <name>", "for messages: the name its sender greeted with")
    .option("--mail-from <address>", "for messages: the sender of the envelope, <> for none")
    .option("--trust-received", "for messages: take the three from the newest Received field and Return-Path")
    .option("--sent", "for messages: they are as sent, no drafts; so are those whose --ip or --trust-received is given")
    .option("--now <time>", "the moment to judge at, for messages and waivers, such as 2026-01-31T12:00:00Z (default: now)")
    .option("--output <file>", "write reports to a file instead of standard output")
    .option("-q, --quiet", "print nothing for inputs that are fit, and no summary")
    .addOption(workersOption())
    .option("--print-config", "print the settings in force and where each comes from, and stop")
    .action(action);
}

function domainCommand(program: Command, action: Commands["domain"]): void {
  shared(judging(program.command("domain [names...]")))
    .description("judge domains by what the DNS says of them: names, or - for names on standard input, one a line")
    .option("--names <file>", "more domains, one a line")
    .option("--dns <source>", "whom to ask: live, zone:FILE, zone:FOLDER or replay:FILE (default: live)")
    .option("--server <address>", "with --dns live: a resolver, IP, IP:PORT or https://…; may be repeated", collected)
    .option("--overlay <file>", "a zone file whose records are taken for published")
    .option("--record <file>", "write every answer to a file, for --dns replay:FILE")
    .option("--selector <name>", "a DKIM selector that the domain uses; may be repeated", collected)
    .option("--ip <address>", "an address that mail is sent from; may be repeated", collected)
    .option("--mail-from <address>", "the envelope's sender of those addresses, <> for none: SPF is evaluated with a trace")
    .option("--helo <name>", "the name that the sending hosts greet with")
    .option("--esp <id>", "a provider that mail is sent through, such as tencent-ses; may be repeated", collected)
    .option("--expected <file>", "an answer of a provider's API, JSON, that says which records it expects")
    .option("--senders <file>", "sources of the domains' mail, in YAML or JSON: what receivers make of each is judged")
    .option("--propagation", "with --dns live: ask each server of the zone, and hold each resolver against them")
    .option("--diff <sources...>", "two sources of answers, old and new: say only which verdicts differ")
    .addOption(new Option("--fix [format]", "the records to change, ready to paste (default: bind)").choices([...snippetFormats]))
    .option("--now <time>", "the moment to judge at, such as 2026-01-31T12:00:00Z (default: now)")
    .option("--output <file>", "write reports to a file instead of standard output")
    .option("--resume", "go on where an earlier run with the same names, --format ndjson and --output ended")
    .option("-q, --quiet", "print nothing for domains that are fit, and no summary")
    .addOption(workersOption())
    .option("--print-config", "print the settings in force and where each comes from, and stop")
    .action(action);
}

/** One language a flag, so that no file name is taken for one; the flag may be repeated. */
function dialectOption(): Option {
  const option = new Option(
    "--dialect <name>",
    "a template language beside those told by the file's name; may be repeated",
  ).choices([...dialects]);
  const one = option.parseArg;
  option.argParser((value: string, before: readonly string[] | undefined) => {
    one?.(value, undefined);
    return [...(before ?? []), value];
  });
  return option;
}

/** Gathers the values of a flag that may be repeated. */
function collected(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** More threads than any machine has processors are a mistake. */
const WORKERS_MAX = 64;

function workersOption(): Option {
  return new Option(
    "--workers <number>",
    "threads that judge; 1 for none beside the main one (default: as many as are worth it)",
  ).argParser((value: string) => {
    if (/^\d{1,2}$/.test(value) && Number(value) <= WORKERS_MAX) return Number(value);
    throw new InvalidArgumentError(`It is a number from 0 to ${WORKERS_MAX}.`);
  });
}

const exitCodes = `
Exit codes:
  0   fit
  1   findings at or above --fail-on
  2   the request was wrong: usage, configuration, or an input that cannot be read
  70  a fault in the tool`;

/** What only a command that judges can make use of. */
function judging(command: Command): Command {
  return command
    .option("--profile <name>", "the standard to judge by (default: tencent-ses)")
    .addOption(
      new Option("--type <type>", "what the mail is for (default: declared, inferred, or marketing)").choices([...mailTypes]),
    )
    .addOption(new Option("--fail-on <severity>", "what ends in exit code 1 (default: error)").choices([...failOns]));
}

function shared(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "how to say it (default: pretty)").choices([...formats]))
    .addOption(new Option("--lang <lang>", "the language of reports (default: en)").choices([...langs]))
    .option("--config <file>", "settings in YAML or JSON (default: mailworthy.yaml here, if there is one)")
    .option("--rules <folder>", "rule files of your own, beside the shipped ones")
    .option("--no-color", "no colour, even on a terminal");
}
