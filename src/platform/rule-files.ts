import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { espFile } from "../collect/domain/esps.ts";
import { profileDefinition, ruleDefinition } from "../engine/rule-schema.ts";
import { compileTables, tableFileSchema, type WrittenTables } from "../engine/tables.ts";
import { asItIs, type Text } from "../model/language.ts";
import { lineStarts, positionOf } from "../model/lines.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { RuleDefinition } from "../model/rule.ts";
import type { ProfileDefinition, RuleBook } from "../model/rule-book.ts";
import { schemaWords } from "../model/schema-words.ts";
import { hintFor } from "../model/suggest.ts";
import { readYaml, type YamlFault, type YamlReading } from "../parse/yaml/read-yaml.ts";

/** Reads a whole `rules/` folder: rules by area, profiles, tables. Problems name file, line and column. */
export function readRuleBook(folder: string): Result<RuleBook> {
  const rules: RuleDefinition[] = [];
  const profiles: ProfileDefinition[] = [];
  for (const area of foldersIn(folder)) {
    if (area === "tables" || area === "world") continue;
    for (const file of yamlFilesIn(join(folder, area))) {
      const read = area === "profiles" ? readAs(file, profileDefinition, profiles) : readAs(file, ruleDefinition, rules);
      if (!read.ok) return read;
    }
  }
  const tables = readTables(join(folder, "tables"));
  return tables.ok ? ok({ rules, profiles, tables: compileTables(tables.value) }) : tables;
}

/** Reads rule files only, from a folder of a user's own and the folders in it. */
export function readRuleFolder(folder: string): Result<readonly OwnRule[]> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return failed({
      code: "usage-wrong",
      message: { en: `There is no folder ${folder}.`, zh: `没有文件夹 ${folder}。` },
      hint: { en: "--rules takes a folder that holds rule files in YAML.", zh: "--rules 后面写存放 YAML 规则文件的文件夹。" },
      file: folder,
    });
  const rules: OwnRule[] = [];
  const files = [...yamlFilesIn(folder), ...foldersIn(folder).flatMap((area) => yamlFilesIn(join(folder, area)))];
  if (files.length === 0)
    return failed({
      code: "rule-invalid",
      message: { en: `There is no rule file in ${folder}.`, zh: `${folder} 里没有规则文件。` },
      hint: {
        en: "Rule files end in .yaml; `mailworthy rules ID` shows one.",
        zh: "规则文件以 .yaml 结尾；`mailworthy rules ID` 可查看一条规则。",
      },
      file: folder,
    });
  for (const file of files) {
    const read = readAs(file, ruleDefinition, []);
    if (!read.ok) return read;
    const text = readFileSync(file, "utf8");
    const source = { file, text, reading: readYaml(text) };
    const same = rules.find(({ definition }) => definition.id === read.value.id);
    if (same) return failed(repeatedId(read.value.id, source, same.source.file));
    rules.push({ definition: read.value, source });
  }
  return ok(rules);
}

/** A rule of a user's own, and the file that problems with it point into. */
export interface OwnRule {
  readonly definition: RuleDefinition;
  readonly source: YamlFile;
}

function repeatedId(id: string, { file, text, reading }: YamlFile, other: string): Problem {
  return problemAt(
    file,
    text,
    reading.placeOf(["id"]).start,
    { en: `The rule ${id} is also in ${other}.`, zh: `规则 ${id} 也在 ${other} 里。` },
    { en: "Give each rule an id of its own.", zh: "请给每条规则各自的 id。" },
  );
}

/** Reads and checks one file; a value that does not fit is a problem at its place. */
export function readAs<T>(file: string, schema: v.GenericSchema<unknown, T>, into: T[]): Result<T> {
  const text = readFileSync(file, "utf8");
  const reading = readYaml(text);
  const [fault] = reading.faults;
  if (fault) return failed(brokenYaml(file, text, fault));
  const parsed = v.safeParse(schema, reading.value);
  if (!parsed.success) return failed(problemOf(firstIssue(parsed.issues), schema, { file, text, reading }));
  into.push(parsed.output);
  return ok(parsed.output);
}

/** A key that is not known explains the one that is missing, so it is told first. */
export function firstIssue<T>(issues: [v.BaseIssue<T>, ...v.BaseIssue<T>[]]): v.BaseIssue<T> {
  return issues.find(({ type, expected }) => type === "strict_object" && expected === "never") ?? issues[0];
}

/** A file's text and what was read of it, for problems to point into. */
export interface YamlFile {
  readonly file: string;
  readonly text: string;
  readonly reading: YamlReading;
}

/** Says what is wrong with a value, and what key or value may have been meant. */
export function problemOf(issue: v.BaseIssue<unknown>, schema: v.GenericSchema<unknown, unknown>, source: YamlFile): Problem {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)));
  const key = path.at(-1);
  const isUnknownKey = issue.type === "strict_object" && issue.expected === "never" && typeof key === "string";
  return isUnknownKey ? unknownKey(key, path.slice(0, -1), schema, source) : wrongValue(issue, path, source);
}

function unknownKey(
  key: string,
  path: readonly (string | number)[],
  schema: unknown,
  { file, text, reading }: YamlFile,
): Problem {
  const known = knownKeys(schema, path);
  const hint = hintFor(key, known, {
    en: `Known here: ${known.join(", ") || "nothing"}.`,
    zh: `此处可用：${known.join("、") || "无"}。`,
  });
  const message = { en: `"${key}" is not known here.`, zh: `此处没有“${key}”。` };
  return problemAt(file, text, reading.keyPlaceOf(path, key).start, message, hint);
}

function wrongValue(issue: v.BaseIssue<unknown>, path: readonly (string | number)[], { file, text, reading }: YamlFile): Problem {
  const name = path.join(".");
  const where: Text = path.length === 0 ? { en: "The file", zh: "文件" } : { en: `"${name}"`, zh: `“${name}”` };
  const received = issue.received.slice(0, 60);
  const what: Text =
    received === "undefined"
      ? { en: "is missing", zh: "缺失" }
      : { en: `cannot be ${received}`, zh: `不能是 ${schemaWords(received).zh}` };
  const given = issue.received.replaceAll('"', "");
  const options = (issue.expected?.match(/"([^"]+)"/g) ?? []).map((option) => option.slice(1, -1));
  const { expected } = issue;
  const hint = expected ? { en: `Expected ${expected}.`, zh: `应为 ${schemaWords(expected).zh}。` } : asItIs(issue.message);
  const message = { en: `${where.en} ${what.en}.`, zh: `${where.zh}${what.zh}。` };
  return problemAt(file, text, reading.placeOf(path).start, message, hintFor(given, options, hint));
}

/** The keys a strict object at a path knows, as far as the schema says. */
function knownKeys(schema: unknown, path: readonly (string | number)[]): readonly string[] {
  let at: unknown = schema;
  for (const key of path) at = unwrapped(entriesOf(at)?.[String(key)] ?? propertyOf(at, "value") ?? propertyOf(at, "item"));
  return Object.keys(entriesOf(at) ?? {});
}

function entriesOf(schema: unknown): Readonly<Record<string, unknown>> | undefined {
  const entries = propertyOf(unwrapped(schema), "entries");
  return typeof entries === "object" && entries !== null ? Object.fromEntries(Object.entries(entries)) : undefined;
}

/** What an optional or piped schema is about. */
function unwrapped(schema: unknown): unknown {
  return propertyOf(schema, "wrapped") ?? schema;
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** The problem of a file that is no YAML, in the reader's own words. */
export function brokenYaml(file: string, text: string, { at, message }: YamlFault): Problem {
  return problemAt(file, text, at.start, asItIs(message), {
    en: "Mend the YAML or JSON here.",
    zh: "请修正此处的 YAML 或 JSON。",
  });
}

export function problemAt(file: string, text: string, offset: number, message: Text, hint: Text): Problem {
  return { code: "rule-invalid", message, hint, file, at: positionOf(lineStarts(text), offset, text) };
}

/** Holds every file in a folder of tables, phrases or providers, against its schema: a mistake in one is a problem at its place. */
export function checkTableFiles(folder: string): Result<number> {
  let count = 0;
  for (const name of foldersIn(folder))
    for (const file of yamlFilesIn(join(folder, name))) {
      const table = readTable(file);
      if (!table.ok) return table;
      const schema = name === "esps" ? espFile : tableFileSchema(table.value);
      const read = readAs<unknown>(file, schema, []);
      if (!read.ok) return read;
      count++;
    }
  return ok(count);
}

function readTables(folder: string): Result<WrittenTables> {
  const tables: Record<string, unknown> = {};
  for (const file of yamlFilesIn(folder)) {
    const table = readTable(file);
    if (!table.ok) return table;
    tables[nameOf(file)] = table.value;
  }
  for (const name of foldersIn(folder)) {
    const files: unknown[] = [];
    for (const file of yamlFilesIn(join(folder, name))) {
      const table = readTable(file);
      if (!table.ok) return table;
      files.push(table.value);
    }
    tables[name] = files;
  }
  return ok(tables);
}

function readTable(file: string): Result<unknown> {
  const text = readFileSync(file, "utf8");
  const { value, faults } = readYaml(text);
  const [fault] = faults;
  return fault ? failed(brokenYaml(file, text, fault)) : ok(value);
}

function nameOf(file: string): string {
  return /([^/\\]+)\.yaml$/.exec(file)?.[1] ?? file;
}

/** Paths of the YAML files in a folder, by name. */
export function yamlFilesIn(folder: string): readonly string[] {
  return namesIn(folder, false)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => join(folder, name));
}

function foldersIn(folder: string): readonly string[] {
  return namesIn(folder, true);
}

function namesIn(folder: string, isFolder: boolean): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() === isFolder)
    .map(({ name }) => name)
    .sort();
}
