import * as v from "valibot";
import { senderFile } from "../engine/sender-schema.ts";
import type { DeclaredSender, Sender } from "../model/domain/sender.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { hintFor } from "../model/suggest.ts";
import { readSender, type SenderFault } from "../parse/sender.ts";
import { readYaml } from "../parse/yaml/read-yaml.ts";
import { readSmall } from "./read-small.ts";
import { brokenYaml, firstIssue, problemAt, problemOf, type YamlFile } from "./rule-files.ts";

/**
 * Reads a file of senders in YAML or JSON; a mistake is a problem with file, line, column and, where one is close, the
 * meant word. Providers are those of the catalogue.
 */
export async function readSenders(file: string, providers: readonly string[]): Promise<Result<readonly Sender[]>> {
  const text = await readSmall(file, "config-invalid");
  if (!text.ok) return text;
  const reading = readYaml(text.value);
  const [fault] = reading.faults;
  if (fault) return failed({ ...brokenYaml(file, text.value, fault), code: "config-invalid" });
  const source = { file, text: text.value, reading };
  const parsed = v.safeParse(senderFile, reading.value ?? {});
  if (!parsed.success) return failed({ ...problemOf(firstIssue(parsed.issues), senderFile, source), code: "config-invalid" });
  return sendersIn(parsed.output.senders, source, providers);
}

/** Senders declared under `senders:` of a file, or the first mistake with its place. */
export function sendersIn(
  declared: readonly DeclaredSender[],
  source: YamlFile,
  providers: readonly string[],
): Result<readonly Sender[]> {
  const senders: Sender[] = [];
  for (const [at, each] of declared.entries()) {
    const read = readSender(each);
    const fault = read.ok ? wrongAmong(each, senders, providers) : read.fault;
    if (fault) return failed(placed(fault, at, source));
    if (read.ok) senders.push(read.value);
  }
  return ok(senders);
}

/** Senders that a program declares, or the first mistake. */
export function sendersFrom(declared: unknown, providers: readonly string[]): Result<readonly Sender[]> {
  const parsed = v.safeParse(senderFile, { senders: declared });
  const text = JSON.stringify({ senders: declared }, null, 2) ?? "";
  const source = { file: "senders", text, reading: readYaml(text) };
  if (!parsed.success) return failed({ ...problemOf(firstIssue(parsed.issues), senderFile, source), code: "config-invalid" });
  return sendersIn(parsed.output.senders, source, providers);
}

function wrongAmong({ name, provider }: DeclaredSender, before: readonly Sender[], providers: readonly string[]) {
  if (before.some((each) => each.name === name)) return { path: ["name"], ...nameTwice(name) };
  const isKnown = provider === undefined || providers.includes(provider);
  return isKnown ? undefined : { path: ["provider"], ...unknownProvider(provider, providers) };
}

function placed({ path, message, hint }: SenderFault, at: number, { file, text, reading }: YamlFile): Problem {
  const { start } = reading.placeOf(["senders", at, ...path]);
  return { ...problemAt(file, text, start, message, hint), code: "config-invalid" };
}

function nameTwice(name: string): Omit<SenderFault, "path"> {
  return {
    message: { en: `Two senders are named "${name.slice(0, 60)}".`, zh: `有两个发信来源都叫“${name.slice(0, 60)}”。` },
    hint: { en: "Give each a name of its own.", zh: "请给每个来源各自的名称。" },
  };
}

function unknownProvider(provider: string, known: readonly string[]): Omit<SenderFault, "path"> {
  const shown = provider.slice(0, 60);
  return {
    message: { en: `There is no provider "${shown}" in the catalogue.`, zh: `服务商目录中没有“${shown}”。` },
    hint: hintFor(provider, known, {
      en: `Known are: ${known.join(", ")}. For others, write the addresses as ips.`,
      zh: `已知的有：${known.join("、")}。其他服务商请在 ips 中写出地址。`,
    }),
  };
}
