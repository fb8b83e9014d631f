import * as v from "valibot";
import type { AnyCheck, BoundCheck, ParamIssue } from "../model/check.ts";
import type { DocumentKind } from "../model/document.ts";
import type { Text } from "../model/language.ts";
import { type MailType, mailTypes } from "../model/mail-type.ts";
import type { RequirementTable } from "../model/requirement.ts";
import { failed, ok, type Result } from "../model/result.ts";
import type { Change, Rule, RuleDefinition } from "../model/rule.ts";
import type { ProfileDefinition, RuleBook } from "../model/rule-book.ts";
import { hintFor } from "../model/suggest.ts";
import { requirementTable } from "../parse/requirement-table.ts";
import { type InferType, typeInference } from "./mail-type.ts";
import { changesFor, settle } from "./override.ts";

/** Rules chosen by a profile and a user's changes, with their checks bound: ready to judge any number of documents. */
export interface Ruleset {
  readonly profile: string;
  /** The rules that judge documents of a kind and type, by id. */
  readonly rulesFor: (kind: DocumentKind, type: MailType) => readonly Rule[];
  readonly inferType: InferType;
  /** What mailbox providers ask, for profiles that show it. */
  readonly requirements: RequirementTable | undefined;
}

/** What a user changes, by rule id or `area/*`. */
export type UserOverrides = Readonly<Record<string, Change>>;

/**
 * Binds the rules of a profile. Fails when the profile is unknown, a rule names no check, or a parameter does not fit
 * its check.
 */
export function buildRuleset(
  book: RuleBook,
  checks: readonly AnyCheck[],
  profileName: string,
  overrides: UserOverrides,
): Result<Ruleset> {
  const profile = book.profiles.find(({ name }) => name === profileName);
  if (!profile) return unknownProfile(profileName, book);
  const inferType = typeInference(book.tables);
  if (!inferType)
    return invalid(
      "standard/*",
      { en: "the tables that mail types are inferred from do not fit", zh: "推断邮件类型所用的表不符合要求" },
      {
        en: "Look at rules/tables/purposes, purpose-types and type-inference.",
        zh: "请检查 rules/tables 下的 purposes、purpose-types 和 type-inference。",
      },
    );
  const requirements = requirementsOf(profile, book);
  if (!requirements.ok) return requirements;
  const binder = binderFor(book, checks);
  const byType = new Map<MailType, readonly Rule[]>();
  for (const type of mailTypes) {
    const rules = rulesOfType(type, book.rules, [profile.rules, overrides], binder);
    if (!rules.ok) return rules;
    byType.set(type, rules.value);
  }
  return ok({
    profile: profileName,
    inferType,
    requirements: requirements.value,
    rulesFor: chosenOnce((kind, type) =>
      (byType.get(type) ?? []).filter(({ definition }) => definition.appliesTo.includes(kind)),
    ),
  });
}

/** A run asks for the same few kinds and types at every mail. */
function chosenOnce(choose: Ruleset["rulesFor"]): Ruleset["rulesFor"] {
  const chosen = new Map<string, readonly Rule[]>();
  return (kind, type) => {
    const key = `${kind} ${type}`;
    const rules = chosen.get(key) ?? choose(kind, type);
    chosen.set(key, rules);
    return rules;
  };
}

function unknownProfile(name: string, { profiles }: RuleBook): Result<never> {
  const names = profiles.map((profile) => profile.name);
  const hint = hintFor(name, names, { en: `Profiles are ${names.join(", ")}.`, zh: `可用的标准：${names.join("、")}。` });
  const message = { en: `There is no profile "${name.slice(0, 60)}".`, zh: `没有标准“${name.slice(0, 60)}”。` };
  return failed({ code: "profile-unknown", message, hint });
}

function requirementsOf({ name, requirements }: ProfileDefinition, { tables }: RuleBook): Result<RequirementTable | undefined> {
  if (requirements === undefined) return ok(undefined);
  const parsed = v.safeParse(requirementTable, tables[requirements]);
  if (parsed.success) return ok(parsed.output);
  return invalid(
    `profiles/${name}`,
    { en: `the table ${requirements} is no table of requirements`, zh: `表 ${requirements} 不是要求表` },
    { en: "See rules/tables/bulk-requirements.yaml.", zh: "请参照 rules/tables/bulk-requirements.yaml。" },
  );
}

/** The rules that judge mail of a type; what a type changes goes before the rule, later changes before earlier ones. */
function rulesOfType(
  type: MailType,
  definitions: readonly RuleDefinition[],
  changes: readonly UserOverrides[],
  binder: Binder,
): Result<readonly Rule[]> {
  const rules: Rule[] = [];
  for (const definition of definitions) {
    // What is not asked of a type stays so unless the rule itself is named.
    if (definition.byType[type]?.severity === "off" && !changes.some((each) => Object.hasOwn(each, definition.id))) continue;
    const own = changes.flatMap((each) => changesFor(definition.id, type, each));
    const { severity, points, params } = settle(definition, [definition.byType[type], ...own]);
    if (severity === "off") continue;
    const bound = binder(definition, params);
    if (!bound.ok) return bound;
    rules.push({ definition, severity, points, check: bound.value });
  }
  return ok(rules);
}

type Binder = (definition: RuleDefinition, params: Readonly<Record<string, unknown>>) => Result<BoundCheck>;

/** Binds checks to parameters; the same parameters of a rule are bound once for all mail types. */
function binderFor(book: RuleBook, checks: readonly AnyCheck[]): Binder {
  const bound = new Map<string, Result<BoundCheck>>();
  return (definition, params) => {
    const key = `${definition.id} ${JSON.stringify(params)}`;
    const known = bound.get(key);
    if (known) return known;
    const fresh = bind(definition, params, book, checks);
    bound.set(key, fresh);
    return fresh;
  };
}

function bind(
  definition: RuleDefinition,
  params: Readonly<Record<string, unknown>>,
  book: RuleBook,
  checks: readonly AnyCheck[],
): Result<BoundCheck> {
  const check = checks.find(({ name }) => name === definition.check);
  if (!check) {
    const names = checks.map(({ name }) => name);
    const hint = hintFor(definition.check, names, {
      en: "See docs/architecture.md for the checks.",
      zh: "检查的列表见 docs/architecture.md。",
    });
    const what = { en: `it names no check "${definition.check}"`, zh: `没有检查“${definition.check}”` };
    return invalid(definition.id, what, hint, ["check"]);
  }
  const parsed = check.bind(withTables(params, book.tables));
  if (parsed.ok) return ok(parsed.value);
  const [issue] = parsed.issues;
  const what = issue ? wordsOf(issue) : { en: "its parameters do not fit", zh: "参数不符合要求" };
  return invalid(definition.id, what, parameterHint(definition, issue), ["params", ...(issue?.path ?? [])]);
}

function invalid(id: string, what: Text, hint: Text, path: readonly (string | number)[] = []): Result<never> {
  const message = { en: `Rule ${id} cannot be used: ${what.en}.`, zh: `规则 ${id} 无法使用：${what.zh}。` };
  return failed({ code: "rule-invalid", message, hint, path: [id, ...path] });
}

function wordsOf({ path, message: { en, zh } }: ParamIssue): Text {
  const where = path.length === 0 ? "" : `params.${path.join(".")}`;
  return where === "" ? { en, zh } : { en: `${where}: ${en}`, zh: `${where}：${zh}` };
}

function parameterHint({ params }: RuleDefinition, issue: ParamIssue | undefined): Text {
  const names = Object.keys(params);
  const written = issue?.path[0];
  const hint = { en: `Its parameters are ${names.join(", ") || "none"}.`, zh: `它的参数：${names.join("、") || "无"}。` };
  return typeof written === "string" && !names.includes(written) ? hintFor(written, names, hint) : hint;
}

/** Replaces `{ table: NAME }` by the table of that name. */
function withTables(params: Readonly<Record<string, unknown>>, tables: RuleBook["tables"]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const table = typeof value === "object" && value !== null && "table" in value ? value.table : undefined;
      return [name, typeof table === "string" ? tables[table] : value];
    }),
  );
}
