import * as v from "valibot";
import { excerpt } from "../../model/excerpt.ts";
import type { Text } from "../../model/language.ts";
import { limits } from "../../model/limits.ts";
import { didYouMean, hintFor } from "../../model/suggest.ts";
import { boundOf, expectationOf, misfitOf, propertyOf } from "./expectation.ts";
import { keyFault, named, type Path, type ScenarioFault, valueFault } from "./fault.ts";

/** Keys that objects have of themselves, and that a name cannot be. */
const NOT_NAMES: readonly string[] = ["__proto__", "constructor", "prototype"];

/** More faults than are told, after which no others are looked for: each costs a search for what was meant. */
const ENOUGH = limits.scenarioFaultsMax + 1;

/**
 * All that is wrong with a value by its schema: every unknown and every missing key at any depth, and every value that does
 * not fit. The schema's own parsing would tell one unknown key of each object, and take a list for an object.
 */
export function shapeFaults(schema: unknown, value: unknown, path: Path = []): readonly ScenarioFault[] {
  const wrapped = propertyOf(schema, "wrapped");
  if (wrapped !== undefined) return value === undefined ? [] : shapeFaults(wrapped, value, path);
  switch (propertyOf(schema, "type")) {
    case "strict_object":
      return objectFaults(schema, value, path);
    case "record":
      return recordFaults(schema, value, path);
    case "array":
      return arrayFaults(schema, value, path);
    case "union":
      return unionFaults(schema, value, path);
    default:
      return ownFaults(schema, value, path);
  }
}

/** Whether a value is written as keys with values. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectFaults(schema: unknown, value: unknown, path: Path): readonly ScenarioFault[] {
  if (!isMapping(value)) return [wrongValue(schema, value, path)];
  const entries = Object.entries(Object(propertyOf(schema, "entries")));
  const known = entries.map(([key]) => key);
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  const meant = unknown.slice(0, ENOUGH).map((key) => unknownKey(key, known, path));
  const faults: ScenarioFault[] = meant.map(({ fault }) => fault);
  for (const [key, entry] of entries) {
    if (faults.length >= ENOUGH) break;
    if (Object.hasOwn(value, key)) faults.push(...shapeFaults(entry, value[key], [...path, key]));
    // A key that is mistyped is told once.
    else if (isRequired(entry) && !meant.some(({ word }) => word === key)) faults.push(missingKey(key, entry, path));
  }
  return faults.length > 0 ? faults : ownFaults(schema, value, path);
}

function isRequired(schema: unknown): boolean {
  return propertyOf(schema, "type") !== "optional";
}

function recordFaults(schema: unknown, value: unknown, path: Path): readonly ScenarioFault[] {
  if (!isMapping(value)) return [wrongValue(schema, value, path)];
  const [names, values] = [propertyOf(schema, "key"), propertyOf(schema, "value")];
  const faults: ScenarioFault[] = [];
  for (const [key, each] of Object.entries(value)) {
    if (faults.length >= ENOUGH) break;
    const at = [...path, key];
    if (NOT_NAMES.includes(key)) faults.push(reserved(key, at));
    else if (ownFaults(names, key, at).length > 0) faults.push(wrongName(names, key, at));
    else faults.push(...shapeFaults(values, each, at));
  }
  return faults.length > 0 ? faults : ownFaults(schema, value, path);
}

function arrayFaults(schema: unknown, value: unknown, path: Path): readonly ScenarioFault[] {
  if (!Array.isArray(value)) return [wrongValue(schema, value, path)];
  const most = boundOf(schema, "max_length");
  if (most !== undefined && value.length > most) return [tooLong(value.length, most, path)];
  if (value.length < (boundOf(schema, "min_length") ?? 0)) return [noEntry(path)];
  const faults: ScenarioFault[] = [];
  for (const [at, each] of value.entries()) {
    if (faults.length >= ENOUGH) break;
    faults.push(...shapeFaults(propertyOf(schema, "item"), each, [...path, at]));
  }
  return faults.length > 0 ? faults : ownFaults(schema, value, path);
}

/** A mapping is meant for the option that is one; the other options are told by whether they take the value. */
function unionFaults(schema: unknown, value: unknown, path: Path): readonly ScenarioFault[] {
  const options: readonly unknown[] = optionsOf(schema);
  const mapping = options.find((option) => propertyOf(option, "type") === "strict_object");
  if (mapping !== undefined && isMapping(value)) return shapeFaults(mapping, value, path);
  const others = options.filter((option) => option !== mapping);
  const faults = others.map((option) => shapeFaults(option, value, path));
  if (faults.some((each) => each.length === 0)) return [];
  const [first = []] = faults;
  const isNumber = others.some((option) => propertyOf(option, "type") === "number") && typeof value === "number";
  return isNumber ? first : [wrongValue(schema, value, path)];
}

function optionsOf(schema: unknown): readonly unknown[] {
  const options: unknown = propertyOf(schema, "options");
  return Array.isArray(options) ? options : [];
}

/** What the schema itself says of a value whose parts are in order. */
function ownFaults(schema: unknown, value: unknown, path: Path): readonly ScenarioFault[] {
  return isSchema(schema) && !v.safeParse(schema, value).success ? [wrongValue(schema, value, path)] : [];
}

function isSchema(value: unknown): value is v.GenericSchema {
  return propertyOf(value, "kind") === "schema";
}

function unknownKey(key: string, known: readonly string[], path: Path) {
  const word = didYouMean(key, known);
  // Platforms have forty parameters: all of them are told only to whom one would not help.
  const hint =
    word === undefined
      ? { en: `Known here: ${known.join(", ")}.`, zh: `此处可用：${known.join("、")}。` }
      : { en: `Did you mean "${word}"?`, zh: `是否想写“${word}”？` };
  const message = { en: `"${named([key])}" is not known here.`, zh: `此处没有“${named([key])}”。` };
  return { word, fault: keyFault([...path, key], message, hint) };
}

function missingKey(key: string, schema: unknown, path: Path): ScenarioFault {
  const name = named([...path, key]);
  return valueFault(path, { en: `"${name}" is missing.`, zh: `缺少“${name}”。` }, expected(schema));
}

function wrongName(schema: unknown, key: string, path: Path): ScenarioFault {
  const shown = named([key]);
  return keyFault(path, { en: `"${shown}" cannot be a name here.`, zh: `“${shown}”不能用作此处的名称。` }, expected(schema));
}

function reserved(key: string, path: Path): ScenarioFault {
  return keyFault(
    path,
    { en: `The name "${key}" is reserved.`, zh: `名称“${key}”是保留字，不能使用。` },
    { en: "Choose another name.", zh: "请换一个名称。" },
  );
}

function noEntry(path: Path): ScenarioFault {
  return valueFault(
    path,
    { en: `"${named(path)}" is an empty list.`, zh: `“${named(path)}”是空列表。` },
    { en: "Write at least one entry.", zh: "请至少写一项。" },
  );
}

function tooLong(length: number, most: number, path: Path): ScenarioFault {
  return valueFault(
    path,
    { en: `"${named(path)}" has ${length} entries.`, zh: `“${named(path)}”有 ${length} 项。` },
    { en: `At most ${most} are taken.`, zh: `最多 ${most} 项。` },
  );
}

function wrongValue(schema: unknown, value: unknown, path: Path): ScenarioFault {
  const where: Text = path.length === 0 ? { en: "The file", zh: "文件" } : { en: `"${named(path)}"`, zh: `“${named(path)}”` };
  const shown = shownValue(value);
  const misfit = isMapping(value) ? misfitOf(schema)?.(value) : undefined;
  if (misfit) return valueFault(path, { en: `${where.en}${misfit.en}`, zh: `${where.zh}${misfit.zh}` }, expected(schema));
  const most = boundOf(schema, "max_value");
  const isTooGreat = typeof value === "number" && most !== undefined && value > most;
  const message = isTooGreat
    ? { en: `${where.en} is ${shown.en}, which does not fit.`, zh: `${where.zh}为${shown.zh}，超出范围。` }
    : { en: `${where.en} cannot be ${shown.en}.`, zh: `${where.zh}不能是${shown.zh}。` };
  const choices = optionsOf(schema).filter((option) => typeof option === "string");
  return valueFault(path, message, typeof value === "string" ? hintFor(value, choices, expected(schema)) : expected(schema));
}

function expected(schema: unknown): Text {
  const { en, zh } = expectationOf(schema);
  return { en: `Expected ${en}.`, zh: `应为 ${zh}。` };
}

function shownValue(value: unknown): Text {
  if (Array.isArray(value)) return { en: "a list", zh: "列表" };
  if (isMapping(value)) return someMapping;
  if (value === null || value === undefined) return { en: "empty", zh: "空值" };
  const shown =
    typeof value === "string" ? `"${excerpt(value)}"` : typeof value === "number" ? String(value) : JSON.stringify(value);
  return { en: shown, zh: ` ${shown}` };
}

const someMapping: Text = { en: "keys with these values", zh: "这样的键值对" };
