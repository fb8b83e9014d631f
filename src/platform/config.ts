import { readFile, stat } from "node:fs/promises";
import * as v from "valibot";
import { namesRule } from "../engine/override.ts";
import { override } from "../engine/rule-schema.ts";
import type { UserOverrides } from "../engine/ruleset.ts";
import { type FailOn, type Format, failOns, formats } from "../model/formats.ts";
import { type Lang, langs } from "../model/language.ts";
import { limits } from "../model/limits.ts";
import { type MailType, mailTypes } from "../model/mail-type.ts";
import { failed, ok, type Result } from "../model/result.ts";
import { hintFor } from "../model/suggest.ts";
import { type Dialect, dialects } from "../model/template-tag.ts";
import { readYaml } from "../parse/yaml/read-yaml.ts";
import { readingProblem } from "./problems.ts";
import { firstIssue, problemAt, problemOf, type YamlFile } from "./rule-files.ts";

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
  rules: v.optional(v.record(v.string(), override)),
});

/** A configuration, and the file that problems with it point into. */
export interface ReadConfig {
  readonly config: Config;
  readonly source: YamlFile;
}

/** Reads a configuration in YAML or JSON; a mistake is a problem with file, line, column and, where one is close, the meant word. */
export async function readConfig(file: string, ruleIds: readonly string[]): Promise<Result<ReadConfig>> {
  const bytes = await readSmall(file, "config-invalid");
  if (!bytes.ok) return bytes;
  const text = bytes.value;
  const reading = readYaml(text);
  const [fault] = reading.faults;
  if (fault)
    return failed({ ...problemAt(file, text, fault.at.start, fault.message, "Mend the YAML here."), code: "config-invalid" });
  const parsed = v.safeParse(configSchema, reading.value ?? {});
  if (!parsed.success)
    return failed({ ...problemOf(firstIssue(parsed.issues), configSchema, { file, text, reading }), code: "config-invalid" });
  const unknown = Object.keys(parsed.output.rules ?? {}).find((pattern) => !namesRule(pattern, ruleIds));
  if (unknown === undefined) return ok({ config: parsed.output, source: { file, text, reading } });
  const hint = hintFor(unknown, ruleIds, "`mailworthy rules` lists them.");
  return failed({
    ...problemAt(file, text, reading.keyPlaceOf(["rules"], unknown).start, `There is no rule "${unknown}".`, hint),
    code: "config-invalid",
  });
}

/** Reads example data in JSON or YAML. */
export async function readData(file: string): Promise<Result<unknown>> {
  const bytes = await readSmall(file, "data-invalid");
  if (!bytes.ok) return bytes;
  const { value, faults } = readYaml(bytes.value);
  const [fault] = faults;
  if (fault)
    return failed({
      ...problemAt(file, bytes.value, fault.at.start, fault.message, "Mend the data here."),
      code: "data-invalid",
    });
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return ok(value);
  return failed({
    code: "data-invalid",
    message: `${file} holds no object.`,
    hint: 'Write the values by name, such as {"name": "Ann"}.',
    file,
  });
}

async function readSmall(file: string, code: "config-invalid" | "data-invalid"): Promise<Result<string>> {
  try {
    const { size } = await stat(file);
    if (size <= limits.configBytesMax) return ok(await readFile(file, "utf8"));
    return failed({
      code,
      message: `${file} has ${size} bytes; at most ${limits.configBytesMax} are read.`,
      hint: "Make it smaller.",
      file,
    });
  } catch (fault) {
    return failed({ ...readingProblem(file, fault), code });
  }
}
