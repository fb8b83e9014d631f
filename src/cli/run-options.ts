import { existsSync, statSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import * as v from "valibot";
import type { Problem } from "../model/result.ts";
import { readSmall } from "../platform/read-small.ts";
import type { DomainFlags } from "./domain-flags.ts";
import type { Settings } from "./settings.ts";

/** What decides the lines of a run, each option as a text that is equal where it is; the files it names are not read. */
export type RunOptions = Readonly<Record<string, string>>;

/** The options of a run that its lines depend on, by the names of their flags. */
export function runOptions(flags: DomainFlags, { profile, type, lang, overrides, waivers, senders }: Settings): RunOptions {
  const { dns = "live", server, overlay, selector, ip, helo, mailFrom, esp, expected, propagation, now, rules } = flags;
  const given = { dns, server, overlay, selector, ip, helo, esp, expected, propagation, now, rules, profile, type, lang };
  const all = { ...given, "mail-from": mailFrom, senders: flags.senders ?? senders, config: [overrides, waivers] };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, JSON.stringify(value) ?? ""]));
}

/** Where the options of a run stand while it goes on: a run that was interrupted leaves them for the one that goes on. */
function noteOf(output: string): string {
  return `${output}.options.json`;
}

/** Notes the options of a run beside its output; nothing where that is no file, or nothing can be written there. */
export async function noteOptions(output: string, options: RunOptions): Promise<void> {
  if (existsSync(output) && !statSync(output).isFile()) return;
  await writeFile(noteOf(output), `${JSON.stringify(options, null, 1)}\n`).catch(() => undefined);
}

/** Takes the note away once the run is over. */
export async function dropOptions(output: string): Promise<void> {
  await rm(noteOf(output), { force: true }).catch(() => undefined);
}

const noted = v.record(v.string(), v.string());

/** The problem of going on with a run that had other options; undefined where it had the same, or left no note. */
export async function otherOptions(output: string, options: RunOptions): Promise<Problem | undefined> {
  const text = existsSync(noteOf(output)) ? await readSmall(noteOf(output), "config-invalid") : undefined;
  const before = text?.ok ? readNote(text.value) : undefined;
  const names = before ? Object.keys(options).filter((name) => before[name] !== options[name]) : [];
  return names.length === 0 ? undefined : optionsDiffer(output, names.map((name) => `--${name}`).join(", "));
}

function readNote(text: string): RunOptions | undefined {
  try {
    const parsed = v.safeParse(noted, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** The problem of going on with lines that were written by other options. */
export function optionsDiffer(output: string, names: string): Problem {
  return {
    code: "usage-wrong",
    message: {
      en: `The run cannot go on: what ${output} holds was judged with another ${names}.`,
      zh: `无法继续：${output} 中已有的结果使用了不同的选项：${names}。`,
    },
    hint: { en: "Give the same options as before, or another --output.", zh: "请使用与之前相同的选项，或指定另一个 --output。" },
  };
}
