/** Numbers that decide what reports say: from `rules/world/` to `src/model/thresholds.ts`, and to the page of parameters. */
import { join } from "node:path";
import * as v from "valibot";
import { readAs } from "../src/platform/rule-files.ts";
import { must } from "./must.ts";

/** They end up in a comment of the code. */
const words = v.pipe(v.string(), v.regex(/^(?:(?!\*\/)[^\n]){1,500}$/, "must be one line"));

/** A number that decides what a report says, written as a parameter of the world is. */
interface Threshold {
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly standing: "documented" | "reported" | "assumed";
}

const threshold: v.GenericSchema<unknown, Threshold> = v.strictObject({
  value: v.number(),
  unit: words,
  source: words,
  standing: v.picklist(["documented", "reported", "assumed"]),
});
const name = v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z\d]*$/, "must be one word such as bounceShareMax"));
const thresholdFile: v.GenericSchema<unknown, Pick<Thresholds, "parameters">> = v.strictObject({
  parameters: v.record(name, threshold),
});

/** The thresholds of one file, under the name that code has them by. */
export interface Thresholds {
  readonly file: string;
  readonly name: string;
  /** What they decide, as a heading. */
  readonly about: string;
  readonly parameters: Readonly<Record<string, Threshold>>;
}

/** What the files of thresholds are about. */
const abouts = [
  { file: "warnings.yaml", name: "warningThresholds", about: "When a report warns of a plan" },
  { file: "calibration.yaml", name: "calibrationThresholds", about: "What a calibration asks of a log and of a fit" },
] as const;

/** Reads all thresholds of a `rules/world/` folder; throws with file, line and column for one that is written wrongly. */
export function readThresholds(folder: string): readonly Thresholds[] {
  return abouts.map((about) => ({ ...about, ...must(readAs(join(folder, about.file), thresholdFile, [])) }));
}

/** `src/model/thresholds.ts`, before it is formatted. */
export function thresholdsModule(all: readonly Thresholds[], made: string): string {
  return [`// ${made}`, ...all.flatMap(moduleLines), ""].join("\n");
}

function moduleLines({ file, name, about, parameters }: Thresholds): readonly string[] {
  const entries = Object.entries(parameters).flatMap(([key, { value, unit, source }]) => [
    `  /** ${capital(unit)}. ${source}. */`,
    `  ${key}: ${written(value)},`,
  ]);
  return ["", `/** ${about}: \`rules/world/${file}\`. */`, `export const ${name} = {`, ...entries, "} as const;"];
}

/** As people write it: 100_000. */
function written(value: number): string {
  return Number.isInteger(value) ? String(value).replace(/\B(?=(?:\d{3})+$)/g, "_") : String(value);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
