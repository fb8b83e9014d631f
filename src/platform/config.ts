import * as v from "valibot";
import { namesRule, unknownRule } from "../engine/override.ts";
import { change } from "../engine/rule-schema.ts";
import type { UserOverrides } from "../engine/ruleset.ts";
import { senderList } from "../engine/sender-schema.ts";
import { waiverSchema } from "../engine/waiver-schema.ts";
import { waiverFault } from "../engine/waivers.ts";
import type { DeclaredSender, Sender } from "../model/domain/sender.ts";
import { type FailOn, type Format, failOns, formats } from "../model/formats.ts";
import { type Lang, langs } from "../model/language.ts";
import { type MailType, mailTypes } from "../model/mail-type.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { type Dialect, dialects } from "../model/template-tag.ts";
import type { Waiver } from "../model/waiver.ts";
import { readYaml } from "../parse/yaml/read-yaml.ts";
import { readSmall } from "./read-small.ts";
import { brokenYaml, firstIssue, problemAt, problemOf, type YamlFile } from "./rule-files.ts";
import { sendersIn } from "./senders.ts";

/** What a configuration file may say; what it leaves out has a default or comes from the command line. */
export interface Config {
  readonly profile?: string | undefined;
  readonly type?: MailType | undefined;
  readonly lang?: Lang | undefined;
  readonly format?: Format | undefined;
  readonly failOn?: FailOn | undefined;
  /** Hosts that may be linked to, their subdomains included. */
  readonly hostsAllowed?: readonly string[] | undefined;
  readonly dialects?: readonly Dialect[] | undefined;
  readonly rules?: UserOverrides | undefined;
  readonly waivers?: readonly Waiver[] | undefined;
  /** Sources of the mail of domains. */
  readonly senders?: readonly DeclaredSender[] | undefined;
}

/** The shape of a configuration file. */
export const configSchema: v.GenericSchema<unknown, Config> = v.strictObject({
  profile: v.optional(v.string()),
  type: v.optional(v.picklist(mailTypes)),
  lang: v.optional(v.picklist(langs)),
  format: v.optional(v.picklist([...formats])),
  failOn: v.optional(v.picklist([...failOns])),
  hostsAllowed: v.optional(v.array(v.string())),
  dialects: v.optional(v.array(v.picklist(dialects))),
  rules: v.optional(v.record(v.string(), change)),
  waivers: v.optional(v.array(waiverSchema)),
  senders: v.optional(senderList),
});

/** What a configuration may name, and the moment that its waivers count from. */
export interface Known {
  readonly ruleIds: readonly string[];
  /** Ids of the ESPs in the catalogue. */
  readonly providers: readonly string[];
  readonly nowMs: number;
}

/** A configuration, and the file that problems with it point into. */
export interface ReadConfig {
  readonly config: Config;
  readonly senders: readonly Sender[];
  readonly source: YamlFile;
}

/**
 * Reads a configuration in YAML or JSON; a mistake is a problem with file, line, column and, where one is close, the meant
 * word. How far ahead waivers may last counts from the moment of judging.
 */
export async function readConfig(file: string, { ruleIds, providers, nowMs }: Known): Promise<Result<ReadConfig>> {
  const bytes = await readSmall(file, "config-invalid");
  if (!bytes.ok) return bytes;
  const text = bytes.value;
  const reading = readYaml(text);
  const [fault] = reading.faults;
  if (fault) return failed({ ...brokenYaml(file, text, fault), code: "config-invalid" });
  const parsed = v.safeParse(configSchema, reading.value ?? {});
  if (!parsed.success)
    return failed({ ...problemOf(firstIssue(parsed.issues), configSchema, { file, text, reading }), code: "config-invalid" });
  const source = { file, text, reading };
  const senders = sendersIn(parsed.output.senders ?? [], source, providers);
  if (!senders.ok) return senders;
  const read = { config: parsed.output, senders: senders.value, source };
  const wrong = wrongRule(read, ruleIds) ?? wrongWaiver(read, ruleIds, nowMs);
  return wrong ? failed({ ...wrong, code: "config-invalid" }) : ok(read);
}

function wrongRule({ config, source }: ReadConfig, ruleIds: readonly string[]): Problem | undefined {
  const unknown = Object.keys(config.rules ?? {}).find((pattern) => !namesRule(pattern, ruleIds));
  if (unknown === undefined) return undefined;
  const { start } = source.reading.keyPlaceOf(["rules"], unknown);
  const { message, hint } = unknownRule(unknown, ruleIds);
  return problemAt(source.file, source.text, start, message, hint);
}

function wrongWaiver({ config, source }: ReadConfig, ruleIds: readonly string[], nowMs: number): Problem | undefined {
  for (const [at, waiver] of (config.waivers ?? []).entries()) {
    const fault = waiverFault(waiver, ruleIds, nowMs);
    if (!fault) continue;
    const { start } = source.reading.placeOf(["waivers", at, fault.key]);
    return problemAt(source.file, source.text, start, fault.message, fault.hint);
  }
  return undefined;
}

/** Reads example data in JSON or YAML. */
export async function readData(file: string): Promise<Result<unknown>> {
  const bytes = await readSmall(file, "data-invalid");
  if (!bytes.ok) return bytes;
  const { value, faults } = readYaml(bytes.value);
  const [fault] = faults;
  if (fault) return failed({ ...brokenYaml(file, bytes.value, fault), code: "data-invalid" });
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return ok(value);
  return failed({
    code: "data-invalid",
    message: { en: `${file} holds no object.`, zh: `${file} 里不是对象。` },
    hint: { en: 'Write the values by name, such as {"name": "Ann"}.', zh: '请按名称写出值，例如 {"name": "Ann"}。' },
    file,
  });
}
