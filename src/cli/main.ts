import { CommanderError } from "commander";
import type { Lang } from "../model/language.ts";
import type { Problem } from "../model/result.ts";
import { problemLines, type Saying } from "../render/pretty.ts";
import { styleFor } from "../render/style.ts";
import { runCheck } from "./check.ts";
import { colourOf } from "./colour.ts";
import type { DomainFlags } from "./domain-flags.ts";
import { buildProgram } from "./program.ts";
import { rulesText } from "./rules.ts";
import type { Talk } from "./run.ts";
import { type Flags, type Settings, type SharedFlags, settingsFor } from "./settings.ts";
import { tellUsage } from "./usage.ts";
import { version } from "./version.ts";

/** Runs the command line and returns the exit code: 0, 1, 2, or 70 for a fault of ours. */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const settled = async (flags: Flags, then: (settings: Settings, saying: Saying) => Promise<number>): Promise<void> => {
    const settings = await settingsFor(flags);
    exitCode = settings.ok
      ? await then(settings.value, sayingOf(settings.value, flags, process.stdout))
      : refuse(settings.problem, flags.lang, flags);
  };
  const program = buildProgram(version, {
    check: (inputs, flags) =>
      settled(flags, async (settings) => {
        if (flags.printConfig === true) return print(configText(settings));
        if (inputs.length === 0) return refuse(noInputs, settings.lang, flags);
        return runCheck(inputs, settings, talkOf(flags, settings.lang));
      }),
    domain: (names, flags) =>
      settled(withoutEnvelope(flags), async (settings) => {
        if (flags.printConfig === true) return print(configText(settings));
        const { runDomain } = await import("./domain.ts");
        return runDomain(names, flags, settings, talkOf(flags, settings.lang));
      }),
    simulate: async (scenario, flags) => void (exitCode = await (await import("./simulate.ts")).runSimulate(scenario, flags)),
    calibrate: async (log, flags) => void (exitCode = await (await import("./calibrate.ts")).runCalibrate(log, flags)),
    rules: (id, flags) =>
      settled(flags, async (settings, saying) => {
        const text = rulesText(settings, id, saying);
        return text.ok ? print(text.value) : refuse(text.problem, settings.lang, flags);
      }),
  });
  tellUsage(program, argv);
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (fault) {
    return fault instanceof CommanderError ? (fault.exitCode === 0 ? 0 : 2) : ourFault(fault);
  }
  return exitCode;
}

/** How a run that judges talks to the world. */
function talkOf(flags: SharedFlags & Pick<Flags, "quiet">, lang: Lang): Talk {
  const fail = (problem: Problem): void => void refuse(problem, lang, flags);
  return { colour: reportColour(flags, process.stdout), output: flags.output, quiet: flags.quiet === true, fail };
}

/** The flags of a domain name another `--ip` and source of answers than those of a message. */
function withoutEnvelope(flags: DomainFlags): Flags {
  const { dns: _, ip: __, helo: ___, mailFrom: ____, ...shared } = flags;
  return shared;
}

const noInputs: Problem = {
  code: "usage-wrong",
  message: { en: "Nothing was named to judge.", zh: "没有指定要判断的内容。" },
  hint: {
    en: "Name files or folders, or - for standard input: mailworthy check welcome.html",
    zh: "请写出文件或文件夹，或用 - 表示标准输入：mailworthy check welcome.html",
  },
};

function configText({ profile, type, lang, format, failOn, dialects, waivers, overrides, subject, origins }: Settings): string {
  const shown = { profile, type, lang, format, failOn, dialects, waivers, overrides, subject, origins };
  return `${JSON.stringify(shown, null, 2)}\n`;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function refuse(problem: Problem, lang: Lang | undefined, flags: SharedFlags): number {
  const saying = { lang: lang ?? "en", style: styleFor(colourOf(flags, process.stderr)) } as const;
  process.stderr.write(`${problemLines(problem, saying).join("\n")}\n`);
  return 2;
}

function sayingOf({ lang }: Settings, flags: Flags, stream: NodeJS.WriteStream): Saying {
  return { lang, style: styleFor(reportColour(flags, stream)) };
}

function reportColour(flags: SharedFlags, stream: NodeJS.WriteStream): "colour" | "plain" {
  return flags.output === undefined ? colourOf(flags, stream) : "plain";
}

function ourFault(fault: unknown): number {
  const what = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  process.stderr.write(
    `This is a fault in mailworthy ${version}, not in your mail.\nPlease report it with the input and these lines:\n${what}\n`,
  );
  return 70;
}
