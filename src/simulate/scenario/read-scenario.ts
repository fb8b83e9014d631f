import * as v from "valibot";
import { limits } from "../../model/limits.ts";
import { readYaml, type YamlReading } from "../../parse/yaml/read-yaml.ts";
import type { WorldTables } from "../../world/parameters.ts";
import type { AddressCount } from "./address-count.ts";
import { buildScenario } from "./build.ts";
import { campaignFaults } from "./check-campaigns.ts";
import { countFaults, domainFaults, ipFaults, listFaults, providerFaults } from "./check-parts.ts";
import { type Context, type Names, unknownName } from "./context.ts";
import { dayNumber } from "./day-number.ts";
import type { ScenarioFault } from "./fault.ts";
import { platformOf } from "./parameters.ts";
import { placed, type Reading, repeatedKey, type ScenarioSource, told, yamlFault } from "./placed-faults.ts";
import type { Scenario } from "./scenario.ts";
import { scenarioSchema } from "./schema.ts";
import { isMapping, shapeFaults } from "./shape-faults.ts";
import type { WrittenScenario } from "./written.ts";

/** A scenario whose address files are still to be counted. */
export interface OpenScenario {
  /** Files as they are written, with the list that each is for. */
  readonly addressFiles: readonly AddressFile[];
  /** The file of fitted parameters that it names, as it is written. */
  readonly calibrationFile: string | undefined;
  /** Ids of providers by the domains of their addresses. */
  readonly providersByDomain: ReadonlyMap<string, string>;
  /** The scenario with what was counted, by list; what only its size shows to be wrong is told here. */
  readonly complete: (counts: ReadonlyMap<string, AddressCount>) => Reading<Scenario>;
}

/** A list's file of addresses. */
export interface AddressFile {
  readonly list: string;
  readonly file: string;
}

/** What a command line may set in place of the file. */
export interface ScenarioFlags {
  readonly seed?: number;
  readonly runs?: number;
  readonly days?: number;
}

/** Reads a scenario in YAML or JSON, and checks all of it that can be checked without its address files. Never throws. */
export function openScenario(source: ScenarioSource, tables: WorldTables, flags: ScenarioFlags = {}): Reading<OpenScenario> {
  const reading = readYaml(source.text);
  if (reading.faults.length > 0)
    return {
      ok: false,
      problems: told(
        reading.faults.map((fault) => yamlFault(fault, source.text)),
        source,
      ),
    };
  const shape = shapeFaults(scenarioSchema, reading.value);
  const written = v.safeParse(scenarioSchema, withoutFaulty(reading.value, shape));
  const repeated = reading.repeatedKeys().map((fault) => repeatedKey(fault, source.text));
  if (!written.success) return { ok: false, problems: told([...repeated, ...placed(shape, reading)], source) };
  const daysPlanned = Math.max(written.output.days, flags.days ?? 0);
  const context = { ...contextOf({ ...written.output, ...flags }, reading, tables), daysPlanned };
  const faults = [...shape, ...faultsOf(context)];
  const all = [...repeated, ...placed(faults, reading)];
  if (all.length > 0) return { ok: false, problems: told(all, source) };
  return { ok: true, value: opened(context, reading, source) };
}

function opened(context: Context, reading: YamlReading, source: ScenarioSource): OpenScenario {
  const { written, tables, platform } = context;
  const complete = (counts: ReadonlyMap<string, AddressCount>): Reading<Scenario> => {
    const counted = { ...context, counts };
    const faults = faultsOf(counted);
    if (platform === undefined || faults.length > 0) return { ok: false, problems: told(placed(faults, reading), source) };
    return { ok: true, value: buildScenario(counted, platform) };
  };
  const addressFiles = Object.entries(written.lists).flatMap(([list, { file }]) => (file === undefined ? [] : [{ list, file }]));
  return {
    addressFiles,
    calibrationFile: written.calibration,
    providersByDomain: providersByDomain(written, tables),
    complete,
  };
}

/** Own providers come last, so that a domain they name is theirs. */
function providersByDomain({ providers = {} }: WrittenScenario, tables: WorldTables): ReadonlyMap<string, string> {
  const shipped = [...tables.providers].flatMap(([id, { value }]) => value.domains.map((domain) => [domain, id] as const));
  const own = Object.entries(providers).flatMap(([id, { domains }]) =>
    Array.isArray(domains) ? domains.map((domain) => [String(domain), id] as const) : [],
  );
  return new Map([...shipped, ...own]);
}

function faultsOf(context: Context): readonly ScenarioFault[] {
  const counts = [...platformFaults(context), ...countFaults(context)];
  // What has thousands of entries was not written by hand, and is not gone through.
  if (Object.values(context.names).some((names) => names.length > ENTRIES_CHECKED_MAX)) return counts;
  return [
    ...counts,
    ...providerFaults(context),
    ...ipFaults(context),
    ...domainFaults(context),
    ...listFaults(context),
    ...campaignFaults(context),
  ];
}

const ENTRIES_CHECKED_MAX = 500;

function platformFaults({ written: { platform }, tables }: Context): readonly ScenarioFault[] {
  const profile = typeof platform === "string" ? platform : platform.profile;
  if (profile === NONE || tables.platforms.has(profile)) return [];
  const path = typeof platform === "string" ? ["platform"] : ["platform", "profile"];
  return [unknownName(path, profile, [...tables.platforms.keys()], { en: "platform", zh: "平台" })];
}

/** Stands for a platform or date whose fault is told already. */
const NONE = "-";

function contextOf(written: WrittenScenario, reading: YamlReading, tables: WorldTables): Omit<Context, "daysPlanned"> {
  const value = isMapping(reading.value) ? reading.value : {};
  const start = value["start"];
  return {
    written,
    records: records.filter((key) => isMapping(value[key])),
    names: namesIn(reading),
    tables,
    startDay: typeof start === "string" ? dayNumber(start) : undefined,
    platform: platformOf(written.platform, tables)?.value,
    counts: new Map(),
  };
}

const records = ["providers", "ips", "domains", "lists", "campaigns"] as const;

/** The value without what is wrong in its shape, so that the rest can be checked: entries left out, other keys filled in. */
function withoutFaulty(value: unknown, faults: readonly ScenarioFault[]): unknown {
  if (!isMapping(value)) return value;
  const kept: Record<string, unknown> = { ...value };
  for (const key of Object.keys(kept)) if (!Object.hasOwn(scenarioKeys, key)) delete kept[key];
  for (const {
    path: [key, name],
  } of faults) {
    if (typeof key !== "string" || !Object.hasOwn(scenarioKeys, key)) continue;
    const entries = kept[key];
    if (typeof name === "string" && isMapping(entries) && records.some((each) => each === key))
      kept[key] = Object.fromEntries(Object.entries(entries).filter(([each]) => each !== name));
    else kept[key] = scenarioKeys[key];
  }
  // What is missing has a fault whose path is that of the file.
  for (const [key, filled] of Object.entries(scenarioKeys)) kept[key] ??= filled;
  return kept;
}

const scenarioKeys: Readonly<Record<string, unknown>> = {
  scenario: NONE,
  start: "2000-01-01",
  days: limits.scenarioDaysMax,
  tick: undefined,
  seed: undefined,
  runs: undefined,
  platform: NONE,
  calibration: undefined,
  receiving: undefined,
  account: undefined,
  providers: {},
  ips: {},
  domains: {},
  lists: {},
  campaigns: {},
};

/** Names in the order in which they stand in the file: keys that look like numbers would come first otherwise. */
function namesIn(reading: YamlReading): Names {
  const namesOf = (record: (typeof records)[number]): readonly string[] => {
    const value = isMapping(reading.value) ? reading.value[record] : undefined;
    const names = Object.keys(isMapping(value) ? value : {});
    if (names.length > ENTRIES_CHECKED_MAX) return names;
    const places = names.map((name) => ({
      name,
      start: reading.keyPlaceOf([record], name).start,
    }));
    return places.sort((a, b) => a.start - b.start).map(({ name }) => name);
  };
  return {
    providers: namesOf("providers"),
    ips: namesOf("ips"),
    domains: namesOf("domains"),
    lists: namesOf("lists"),
    campaigns: namesOf("campaigns"),
  };
}
