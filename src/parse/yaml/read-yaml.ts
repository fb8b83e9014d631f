import { isMap, isScalar, isSeq, type Node, parseDocument, visit, type YAMLMap, type Document as YamlDocument } from "yaml";
import { limits } from "../../model/limits.ts";
import type { Range } from "../../model/place.ts";

/** A YAML (or JSON) text as plain values, with the place of each. */
export interface YamlReading {
  readonly value: unknown;
  readonly faults: readonly YamlFault[];
  /** Where the value at a path of keys stands, or the nearest above it that is there. */
  readonly placeOf: (path: readonly (string | number)[]) => Range;
  /** Where a key of the mapping at a path stands. */
  readonly keyPlaceOf: (path: readonly (string | number)[], key: string) => Range;
  /** Keys that stand twice in one mapping, at any depth; those of the outermost one are faults already. */
  readonly repeatedKeys: () => readonly YamlFault[];
}

export interface YamlFault {
  /** The kind of fault: the library's name for it, such as `BAD_INDENT`, or one of ours in lower case. */
  readonly code: string;
  readonly message: string;
  readonly at: Range;
}

/** Reads YAML 1.2, of which JSON is a part. Never throws; `base` is added to every place. */
export function readYaml(written: string, base = 0): YamlReading {
  if (isTooNested(written))
    return rejected({ code: "too-nested", message: `The nesting is deeper than ${limits.yamlNestingMax} levels.` }, base);
  if ((written.match(/(?:^|[\s,[{:-])\*[\w-]/g)?.length ?? 0) > limits.yamlAliasesMax)
    return rejected({ code: "aliases-many", message: `More than ${limits.yamlAliasesMax} aliases are used.` }, base);
  // YAML knows the line ends of an old Mac no more; the place of nothing changes.
  const text = written.replace(/\r(?!\n)/g, "\n");
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: "error" });
  keepNames(document);
  const errors = document.errors.map(({ code, message, pos: [start, end] }) => ({
    code,
    message,
    at: { start: base + start, end: base + end },
  }));
  const faults = [...errors, ...repeatedIn(document.contents, base)];
  const values = faults.length > 0 ? { value: undefined, faults } : valuesOf(document, base);
  return {
    ...values,
    placeOf: (path) => placeOf(document, path, base),
    keyPlaceOf: (path, key) => keyPlaceOf(document, path, key, base),
    repeatedKeys: () => repeatedKeys(document, base),
  };
}

/** Keys of the outermost mapping are names as they are written: `null` is no empty name, and `0x10` is not 16. */
function keepNames({ contents }: Parsed): void {
  for (const { key } of isMap(contents) ? contents.items : [])
    if (isScalar(key) && typeof key.value !== "string" && key.source !== undefined) key.value = key.source;
}

function repeatedKeys(document: Parsed, base: number): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, { Map: (_, map) => void faults.push(...repeatedIn(map, base)) });
  return faults;
}

/** Keys of a mapping that stand there twice. The library's own check compares each key with each. */
function repeatedIn(contents: unknown, base: number): readonly YamlFault[] {
  const seen = new Set<string>();
  const faults: YamlFault[] = [];
  for (const { key } of isMap(contents) ? contents.items : []) {
    if (!isScalar(key) || !isPlaced(key)) continue;
    const name = String(key.value);
    if (seen.has(name))
      faults.push({
        code: "key-twice",
        message: `The key "${name.slice(0, 40)}" stands here twice.`,
        at: { start: base + key.range[0], end: base + key.range[1] },
      });
    seen.add(name);
  }
  return faults;
}

type Values = Pick<YamlReading, "value" | "faults">;

/** The plain values; an alias of nothing, too many of them, or a value that holds itself is a fault. */
function valuesOf(document: Parsed, base: number): Values {
  const at = { start: base, end: base };
  try {
    // The library counts repeats within repeats, and the value itself as one of them.
    const value: unknown = document.toJS({ maxAliasCount: limits.yamlAliasesMax + 1 });
    return holdsItself(value, 0)
      ? { value: undefined, faults: [{ code: "holds-itself", message: "A value holds itself.", at }] }
      : { value, faults: [] };
  } catch (fault) {
    return { value: undefined, faults: [aliasFault(document, fault instanceof Error ? fault.message : String(fault), base)] };
  }
}

/** What the library throws has no place: that of the alias that it names, or of the first one. */
function aliasFault(document: Parsed, message: string, base: number): YamlFault {
  const name = /^Unresolved alias[^:]*: (.*)$/s.exec(message)?.[1];
  let at = { start: base, end: base };
  visit(document, {
    Alias: (_, alias) => {
      if (!isPlaced(alias) || (name !== undefined && alias.source !== name)) return undefined;
      at = { start: base + alias.range[0], end: base + alias.range[1] };
      return visit.BREAK;
    },
  });
  return { code: name === undefined ? "aliases-repeat" : "alias-unknown", message, at };
}

function holdsItself(value: unknown, level: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return level > limits.yamlLevelsMax || Object.values(value).some((each) => holdsItself(each, level + 1));
}

function rejected(fault: Omit<YamlFault, "at">, base: number): YamlReading {
  const at = { start: base, end: base };
  return { value: undefined, faults: [{ ...fault, at }], placeOf: () => at, keyPlaceOf: () => at, repeatedKeys: () => [] };
}

type Parsed = YamlDocument.Parsed;

function placeOf(document: Parsed, path: readonly (string | number)[], base: number): Range {
  let place = { start: base, end: base };
  let node: unknown = document.contents;
  for (const key of [undefined, ...path]) {
    if (key !== undefined) node = isMap(node) ? keysOf(node).get(String(key)) : isSeq(node) ? node.items[Number(key)] : undefined;
    if (!isPlaced(node)) return place;
    place = { start: base + node.range[0], end: base + node.range[1] };
  }
  return place;
}

/** Keys of mappings with their values: the library looks through all of them each time. */
const keys = new WeakMap<YAMLMap, ReadonlyMap<string, unknown>>();

function keysOf(map: YAMLMap): ReadonlyMap<string, unknown> {
  const known = keys.get(map);
  if (known) return known;
  const made = new Map<string, unknown>(map.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : "", value]));
  keys.set(map, made);
  return made;
}

function keyPlaceOf(document: Parsed, path: readonly (string | number)[], key: string, base: number): Range {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return placeOf(document, path, base);
  const pair = map.items.find(({ key: node }) => isScalar(node) && String(node.value) === key);
  return isPlaced(pair?.key) ? { start: base + pair.key.range[0], end: base + pair.key.range[1] } : placeOf(document, path, base);
}

function isPlaced(node: unknown): node is Node & { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

function isTooNested(text: string): boolean {
  if (new RegExp(`(?:[-?] ){${limits.yamlNestingMax}}`).test(text)) return true;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === "[" || unit === "{") depth++;
    else if ((unit === "]" || unit === "}") && depth > 0) depth--;
    if (depth > limits.yamlNestingMax) return true;
  }
  return false;
}
