import { existsSync } from "node:fs";
import type { UserOverrides } from "../engine/ruleset.ts";
import type { FailOn, Format } from "../model/formats.ts";
import type { Lang } from "../model/language.ts";
import type { MailType } from "../model/mail-type.ts";
import { ok, type Result } from "../model/result.ts";
import type { RuleDefinition } from "../model/rule.ts";
import type { RuleBook } from "../model/rule-book.ts";
import type { Dialect } from "../model/template-tag.ts";
import type { Config } from "../platform/config.ts";
import { shippedRuleBook } from "../platform/rule-book.ts";

/** Flags as the command line gave them; undefined where it did not. */
export interface Flags {
  readonly profile?: string;
  readonly type?: MailType;
  readonly lang?: Lang;
  readonly format?: Format;
  readonly failOn?: FailOn;
  readonly config?: string;
  readonly rules?: string;
  readonly data?: string;
  readonly subject?: string;
  readonly output?: string;
  readonly dialect?: readonly Dialect[];
  readonly color: boolean;
  readonly quiet?: boolean;
  readonly printConfig?: boolean;
}

/** Everything a run goes by, complete. */
export interface Settings {
  readonly profile: string;
  readonly type: MailType | undefined;
  readonly lang: Lang;
  readonly format: Format;
  readonly failOn: FailOn;
  readonly dialects: readonly Dialect[];
  readonly overrides: UserOverrides;
  readonly book: RuleBook;
  readonly data: unknown;
  readonly subject: string | undefined;
  /** Where each value that can be set in several places came from. */
  readonly origins: Readonly<Record<string, string>>;
}

const CONFIG_NAMES = ["mailworthy.yaml", "mailworthy.yml", "mailworthy.json"] as const;

/** Settles flags, configuration file and defaults, in this order, into one complete object. */
export async function settingsFor(flags: Flags, terminal: boolean): Promise<Result<Settings>> {
  const book = await bookWith(flags.rules);
  if (!book.ok) return book;
  const file = flags.config ?? CONFIG_NAMES.find((name) => existsSync(name));
  const config = await configFrom(file, book.value.rules);
  if (!config.ok) return config;
  const data = flags.data === undefined ? ok(undefined) : await (await import("../platform/config.ts")).readData(flags.data);
  if (!data.ok) return data;
  const origins: Record<string, string> = {};
  const settle = <T>(name: string, flag: T | undefined, inFile: T | undefined, standard: T): T => {
    origins[name] = flag !== undefined ? "flag" : inFile !== undefined ? (file ?? "config") : "default";
    return flag ?? inFile ?? standard;
  };
  const given = config.value;
  return ok({
    profile: settle("profile", flags.profile, given.profile, "tencent-ses"),
    type: settle<MailType | undefined>("type", flags.type, given.type, undefined),
    lang: settle<Lang>("lang", flags.lang, given.lang, "en"),
    format: settle<Format>("format", flags.format, given.format, terminal || flags.output === undefined ? "pretty" : "json"),
    failOn: settle<FailOn>("failOn", flags.failOn, given.failOn, "error"),
    dialects: settle<readonly Dialect[]>("dialects", flags.dialect, given.dialects, []),
    overrides: overridesOf(given),
    book: book.value,
    data: data.value,
    subject: flags.subject,
    origins,
  });
}

/** Allowed hosts are a parameter of the two rules about addresses, and said once in the configuration. */
function overridesOf({ hostsAllowed, rules = {} }: Config): UserOverrides {
  if (hostsAllowed === undefined) return rules;
  const allowing = { params: { hostsAllowed } };
  const merged = (id: string) => ({ ...rules[id], params: { ...allowing.params, ...rules[id]?.params } });
  return {
    ...rules,
    "standard/url-present": merged("standard/url-present"),
    "standard/url-exempt": merged("standard/url-exempt"),
  };
}

async function configFrom(file: string | undefined, rules: readonly RuleDefinition[]): Promise<Result<Config>> {
  if (file === undefined) return ok({});
  const { readConfig } = await import("../platform/config.ts");
  return readConfig(
    file,
    rules.map(({ id }) => id),
  );
}

/** The shipped rules, and a user's own beside them; a rule of the same id stands in for the shipped one. */
async function bookWith(folder: string | undefined): Promise<Result<RuleBook>> {
  const shipped = await shippedRuleBook();
  if (folder === undefined || !shipped.ok) return shipped;
  const { readRuleFolder } = await import("../platform/rule-files.ts");
  const own = readRuleFolder(folder);
  if (!own.ok) return own;
  const replaced = new Set(own.value.map(({ id }) => id));
  return ok({ ...shipped.value, rules: [...shipped.value.rules.filter(({ id }) => !replaced.has(id)), ...own.value] });
}
