import * as v from "valibot";
import { type CalibrationVerdict, calibrationVerdicts } from "../../model/calibration.ts";
import { hintFor } from "../../model/suggest.ts";
import { readYaml, type YamlReading } from "../../parse/yaml/read-yaml.ts";
import { providerValues, receivingValues } from "../../world/parameter-schema.ts";
import type { WorldTables } from "../../world/parameters.ts";
import { expecting } from "./expectation.ts";
import { keyFault, named, type ScenarioFault } from "./fault.ts";
import { overrides } from "./override-schema.ts";
import { type Origin, settled } from "./parameters.ts";
import { placed, type Reading, repeatedKey, type ScenarioSource, told, yamlFault } from "./placed-faults.ts";
import { providerName } from "./schema.ts";
import { shapeFaults } from "./shape-faults.ts";
import type { Overrides } from "./written.ts";

/** Parameters that were fitted to a log, in place of those of the tables. */
export interface FittedParameters {
  readonly verdict: CalibrationVerdict;
  readonly tables: WorldTables;
}

/** A file of fitted parameters as it is written. */
interface WrittenFitted {
  readonly calibration: {
    readonly version: 1;
    readonly verdict: CalibrationVerdict;
    readonly from: string;
    readonly to: string;
    readonly covered?: number | undefined;
  };
  readonly receiving?: Overrides | undefined;
  readonly providers?: Readonly<Record<string, Overrides>> | undefined;
}

const date = expecting(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)), {
  en: "a date, such as 2026-12-01",
  zh: "日期，例如 2026-12-01",
});

const version = expecting(v.literal(1), { en: "1", zh: "1" });
const provider = overrides(providerValues, "id", "label", "domains", "replies", "repliesSource");

/** The shape of a file of fitted parameters; its keys are those of a scenario. */
export const fittedSchema: v.GenericSchema<unknown, WrittenFitted> = v.strictObject({
  calibration: v.strictObject({
    version,
    verdict: v.pipe(v.picklist(calibrationVerdicts), v.description("Whether the fit covers the days that it was held against.")),
    from: v.pipe(date, v.description("The first and the last day of the log.")),
    to: date,
    covered: v.optional(
      v.pipe(
        v.number(),
        v.minValue(0),
        v.maxValue(1),
        v.description("The share of counts of the held-out days in their 90 % bands."),
      ),
    ),
  }),
  receiving: v.optional(overrides(receivingValues)),
  providers: v.optional(v.record(providerName, provider)),
});

/** Reads a file of fitted parameters, and puts them in the place of those of the tables. Never throws; every fault is told. */
export function readFitted(source: ScenarioSource, tables: WorldTables): Reading<FittedParameters> {
  const reading = readYaml(source.text);
  if (reading.faults.length > 0)
    return {
      ok: false,
      problems: told(
        reading.faults.map((fault) => yamlFault(fault, source.text)),
        source,
      ),
    };
  const written = v.safeParse(fittedSchema, reading.value);
  const faults = written.success ? unknownProviders(written.output, tables) : shapeFaults(fittedSchema, reading.value);
  const all = [...repeatedIn(reading, source), ...placed(faults, reading)];
  if (!written.success || all.length > 0) return { ok: false, problems: told(all, source) };
  return { ok: true, value: { verdict: written.output.calibration.verdict, tables: withFitted(tables, written.output) } };
}

function repeatedIn(reading: YamlReading, { text }: ScenarioSource): readonly ReturnType<typeof repeatedKey>[] {
  return reading.repeatedKeys().map((fault) => repeatedKey(fault, text));
}

function unknownProviders({ providers = {} }: WrittenFitted, tables: WorldTables): readonly ScenarioFault[] {
  const known = [...tables.providers.keys()];
  return Object.keys(providers)
    .filter((id) => !tables.providers.has(id))
    .map((id) =>
      keyFault(
        ["providers", id],
        { en: `There is no provider "${named([id])}".`, zh: `没有名为“${named([id])}”的邮箱服务商。` },
        hintFor(id, known, { en: `Known are ${known.join(", ")}.`, zh: `可用：${known.join("、")}。` }),
      ),
    );
}

function withFitted(
  tables: WorldTables,
  { calibration: { from, to }, receiving = {}, providers = {} }: WrittenFitted,
): WorldTables {
  const origin: Origin = { source: `A log of daily sends, ${from} to ${to}`, standing: "calibrated" };
  return {
    ...tables,
    receiving: settled(receivingValues, tables.receiving, receiving, { prefix: "receiving", origin }),
    providers: new Map(
      [...tables.providers].map(([id, noted]) => [
        id,
        settled(providerValues, noted, providers[id] ?? {}, { prefix: `providers.${id}`, origin }),
      ]),
    ),
  };
}
