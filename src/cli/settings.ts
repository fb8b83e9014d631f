import { existsSync } from "node:fs";
import type { UserOverrides } from "../engine/ruleset.ts";
import type { Sender } from "../model/domain/sender.ts";
import type { FailOn, Format } from "../model/formats.ts";
import type { Lang } from "../model/language.ts";
import { lineStarts, positionOf } from "../model/lines.ts";
import type { MailType } from "../model/mail-type.ts";
import { ok, type Problem, type Result } from "../model/result.ts";
import type { RuleDefinition } from "../model/rule.ts";
import type { RuleBook } from "../model/rule-book.ts";
import type { Dialect } from "../model/template-tag.ts";
import type { Waiver } from "../model/waiver.ts";
import type { InputKind } from "../parse/kind.ts";
import type { Config, ReadConfig } from "../platform/config.ts";
import { shippedRuleBook, withOwnRules } from "../platform/rule-book.ts";
import type { OwnRule, YamlFile } from "../platform/rule-files.ts";
import { type WitnessFlags, type WitnessPlan, witnessFor } from "./witness.ts";

/** Flags as the command line gave them; undefined where it did not. */
export interface Flags extends WitnessFlags {
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
  readonly as?: InputKind;
  readonly workers?: number;
  readonly color: boolean;
  readonly quiet?: boolean;
  readonly printConfig?: boolean;
}

/** Flags that say nothing of how messages came. */
export type SharedFlags = Omit<Flags, Exclude<keyof WitnessFlags, "now">>;

/** Everything a run goes by, complete. */
export interface Settings {
  readonly profile: string;
  readonly type: MailType | undefined;
  readonly lang: Lang;
  readonly format: Format;
  readonly failOn: FailOn;
  readonly dialects: readonly Dialect[];
  readonly overrides: UserOverrides;
  readonly waivers: readonly Waiver[];
  /** Those of the configuration. */
  readonly senders: readonly Sender[];
  readonly book: RuleBook;
  /** The rules of the book that are the user's own. */
  readonly own: readonly RuleDefinition[];
  readonly data: unknown;
  readonly subject: string | undefined;
  /** How every input is to be read; undefined to tell by name and content. */
  readonly as: InputKind | undefined;
  /** How many threads judge; undefined for as many as are worth it. */
  readonly workers: number | undefined;
  readonly witness: WitnessPlan;
  /** Gives a problem with a rule its place in the file that says it. */
  readonly placed: (problem: Problem) => Problem;
  /** Where each value that can be set in several places came from. */
  readonly origins: Readonly<Record<string, string>>;
}

const CONFIG_NAMES = ["mailworthy.yaml", "mailworthy.yml", "mailworthy.json"] as const;

/** Settles flags, configuration file and defaults, in this order, into one complete object. */
export async function settingsFor(flags: Flags): Promise<Result<Settings>> {
  const rules = await rulesWith(flags.rules);
  if (!rules.ok) return rules;
  const { book, own } = rules.value;
  const file = flags.config ?? CONFIG_NAMES.find((name) => existsSync(name));
  const witness = await witnessFor(flags);
  if (!witness.ok) return witness;
  const config = await configFrom(file, book, witness.value.nowMs);
  if (!config.ok) return config;
  const data = flags.data === undefined ? ok(undefined) : await (await import("../platform/config.ts")).readData(flags.data);
  if (!data.ok) return data;
  const origins: Record<string, string> = {};
  const settle = <T>(name: string, flag: T | undefined, inFile: T | undefined, standard: T): T => {
    origins[name] = flag !== undefined ? "flag" : inFile !== undefined ? (file ?? "config") : "default";
    return flag ?? inFile ?? standard;
  };
  const given = config.value?.config ?? {};
  return ok({
    profile: settle("profile", flags.profile, given.profile, "tencent-ses"),
    type: settle<MailType | undefined>("type", flags.type, given.type, undefined),
    lang: settle<Lang>("lang", flags.lang, given.lang, "en"),
    format: settle<Format>("format", flags.format, given.format, "pretty"),
    failOn: settle<FailOn>("failOn", flags.failOn, given.failOn, "error"),
    dialects: settle<readonly Dialect[]>("dialects", flags.dialect, given.dialects, []),
    overrides: overridesOf(given),
    waivers: given.waivers ?? [],
    senders: config.value?.senders ?? [],
    book,
    own: own.map(({ definition }) => definition),
    placed: (problem) => placeIn(problem, config.value?.source, own),
    data: data.value,
    subject: flags.subject,
    as: flags.as,
    workers: flags.workers,
    witness: witness.value,
    origins,
  });
}

/** Allowed hosts are a parameter of the two rules about addresses, and said once in the configuration. */
function overridesOf({ hostsAllowed, rules = {} }: Config): UserOverrides {
  if (hostsAllowed === undefined) return rules;
  // Who pastes an address means its host.
  const hosts = hostsAllowed.map((host) => host.replace(/^[a-z]+:\/\//i, "").replace(/[/:?#].*$/, ""));
  const allowing = { params: { hostsAllowed: hosts } };
  const merged = (id: string) => ({ ...rules[id], params: { ...allowing.params, ...rules[id]?.params } });
  return {
    ...rules,
    "standard/url-present": merged("standard/url-present"),
    "standard/url-exempt": merged("standard/url-exempt"),
  };
}

async function configFrom(file: string | undefined, book: RuleBook, nowMs: number): Promise<Result<ReadConfig | undefined>> {
  if (file === undefined) return ok(undefined);
  const { readConfig } = await import("../platform/config.ts");
  const { readEsps } = await import("../collect/domain/esps.ts");
  const providers = (readEsps(book.tables["esps"]) ?? []).map(({ id }) => id);
  return readConfig(file, { ruleIds: book.rules.map(({ id }) => id), providers, nowMs });
}

interface AllRules {
  readonly book: RuleBook;
  readonly own: readonly OwnRule[];
}

/** The shipped rules, and a user's own beside them. */
async function rulesWith(folder: string | undefined): Promise<Result<AllRules>> {
  const shipped = await shippedRuleBook();
  if (!shipped.ok) return shipped;
  if (folder === undefined) return ok({ book: shipped.value, own: [] });
  const { readRuleFolder } = await import("../platform/rule-files.ts");
  const own = readRuleFolder(folder);
  if (!own.ok) return own;
  const book = withOwnRules(
    shipped.value,
    own.value.map(({ definition }) => definition),
  );
  return ok({ book, own: own.value });
}

/** The configuration speaks last, so it is asked first. */
function placeIn(problem: Problem, config: YamlFile | undefined, own: readonly OwnRule[]): Problem {
  const [id, ...path] = problem.path ?? [];
  if (id === undefined) return problem;
  const isInConfig = config !== undefined && saysParameter(config.reading.value, String(id), String(path[1] ?? ""));
  const rule = own.find(({ definition }) => definition.id === id);
  const source = isInConfig ? config : rule?.source;
  if (!source) return problem;
  const keys = isInConfig ? ["rules", id, ...path] : path;
  const { start } = source.reading.placeOf(keys);
  return { ...problem, file: source.file, at: positionOf(lineStarts(source.text), start, source.text) };
}

function saysParameter(config: unknown, id: string, parameter: string): boolean {
  const params = property(property(property(config, "rules"), id), "params");
  return property(params, parameter) !== undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}
