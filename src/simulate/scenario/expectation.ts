import type * as v from "valibot";
import { asItIs, type Text } from "../../model/language.ts";
import { schemaWords } from "../../model/schema-words.ts";
import { grouped } from "./fault.ts";
import type { Misfit } from "./misfit.ts";

/** A property of a schema or value, if it has one of that name. */
export function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** The steps of a schema behind its type: bounds, patterns, checks. */
export function stepsOf(schema: unknown): readonly unknown[] {
  const steps: unknown = propertyOf(schema, "pipe");
  // A pipe may be put into another.
  return Array.isArray(steps) ? [...stepsOf(steps[0]), ...steps.slice(1)] : [];
}

/** What a step of a certain type asks for, such as the number of `max_value`. */
export function boundOf(schema: unknown, ...types: readonly string[]): number | undefined {
  const step = stepsOf(schema).find((each) => types.includes(String(propertyOf(each, "type"))));
  const bound = propertyOf(step, "requirement");
  return typeof bound === "number" ? bound : undefined;
}

/** What a schema takes, in words that follow "Expected". */
export function expectationOf(schema: unknown): Text {
  const given = saidOf(schema);
  if (given) return given;
  const wrapped = propertyOf(schema, "wrapped");
  if (wrapped !== undefined) return expectationOf(wrapped);
  const options: unknown = propertyOf(schema, "options");
  if (Array.isArray(options)) return joined(options.map(optionWords));
  const type = String(propertyOf(schema, "type"));
  if (type === "number") return numberWords(schema);
  return (
    (type === "string" ? patternWords(schema) : undefined) ?? kinds[type] ?? schemaWords(String(propertyOf(schema, "expects")))
  );
}

const mapping: Text = { en: "keys with values", zh: "键值对" };
const kinds: Readonly<Record<string, Text>> = {
  strict_object: mapping,
  record: mapping,
  array: { en: "a list", zh: "列表" },
  string: { en: "a text", zh: "文本" },
  boolean: { en: "true or false", zh: "true 或 false" },
};

/** Words for schemas whose type and bounds would not say what they take. */
const said = new WeakMap<object, Text>();

/** Gives a schema words of its own for what it takes. */
export function expecting<T extends v.GenericSchema>(schema: T, words: Text): T {
  said.set(schema, words);
  return schema;
}

/** Says what is wrong with a mapping whose keys are right each, and not together. */
const misfits = new WeakMap<object, Misfit>();

/** Gives a schema words for what it takes, and for what is wrong with a mapping that it does not take as a whole. */
export function fitting<T extends v.GenericSchema>(schema: T, words: Text, misfit: Misfit): T {
  misfits.set(schema, misfit);
  return expecting(schema, words);
}

/** What a schema says of a mapping that it does not take as a whole; undefined where it has no words for that. */
export function misfitOf(schema: unknown): Misfit | undefined {
  return typeof schema === "object" && schema !== null ? misfits.get(schema) : undefined;
}

/** The words that were given to a schema, or to the one that a pipe begins with. */
function saidOf(schema: unknown): Text | undefined {
  if (typeof schema !== "object" || schema === null) return undefined;
  const pipe: unknown = propertyOf(schema, "pipe");
  const first: unknown = Array.isArray(pipe) ? pipe[0] : undefined;
  return said.get(schema) ?? (first === schema ? undefined : saidOf(first));
}

/** What patterns of the tables ask for, as these say it. */
const patterns: Readonly<Record<string, Text>> = {
  "must be three capital letters, such as USD": { en: "three capital letters, such as USD", zh: "三个大写字母，例如 USD" },
  "must be a domain in lower case": { en: "a domain in lower case", zh: "小写的域名" },
};

function patternWords(schema: unknown): Text | undefined {
  const step = stepsOf(schema).find((each) => propertyOf(each, "type") === "regex");
  return patterns[String(propertyOf(step, "message"))];
}

function optionWords(option: unknown): Text {
  return typeof option === "string" ? asItIs(option) : expectationOf(option);
}

function joined(words: readonly Text[]): Text {
  return { en: words.map(({ en }) => en).join(" or "), zh: words.map(({ zh }) => zh).join(" 或 ") };
}

function numberWords(schema: unknown): Text {
  const isWhole = stepsOf(schema).some((step) => String(propertyOf(step, "type")).endsWith("integer"));
  const en = isWhole ? "a whole number" : "a number";
  const zh = isWhole ? "整数" : "数字";
  const least = boundOf(schema, "min_value");
  const most = boundOf(schema, "max_value");
  if (least !== undefined && most !== undefined)
    return { en: `${en} from ${grouped(least)} to ${grouped(most)}`, zh: `${grouped(least)} 到 ${grouped(most)} 之间的${zh}` };
  const above = boundOf(schema, "gt_value") ?? 0;
  const end = most ?? boundOf(schema, "lt_value") ?? 0;
  const [words, chinese] = most === undefined ? ["below", "小于"] : ["of at most", "不超过"];
  return {
    en: `${en} above ${grouped(above)} and ${words} ${grouped(end)}`,
    zh: `大于 ${grouped(above)} 且${chinese} ${grouped(end)} 的${zh}`,
  };
}
