import * as v from "valibot";
import type { ParameterNote } from "../model/simulation.ts";
import { platformValues, providerValues, receivingValues, tierValues } from "./parameter-schema.ts";
import type { MailboxProvider, Noted, Platform, Receiving, Tier } from "./parameters.ts";

const words = v.pipe(v.string(), v.minLength(1), v.maxLength(500));

/** One parameter as it is written: a value, or one of several that its sources name, and where it comes from. */
const parameter = v.pipe(
  v.strictObject({
    value: v.unknown(),
    unit: words,
    source: words,
    standing: v.picklist(["documented", "reported", "assumed"]),
    range: v.optional(v.strictTuple([v.number(), v.number()])),
    choices: v.optional(v.array(v.string())),
  }),
  v.check(({ standing, range }) => standing !== "documented" || range === undefined, "A documented value has no range."),
  v.check(({ value, range }) => range === undefined || isWithin(value, range), "The value must lie within its range."),
  v.check(
    ({ value, choices }) => choices === undefined || choices.includes(String(value)),
    "The value must be one of the choices.",
  ),
);
type Parameter = v.InferOutput<typeof parameter>;

const file = v.looseObject({ parameters: v.record(v.string(), parameter) });

/** A file of `rules/world/platforms/`; its notes are named as a scenario sets them: `platform.accountDayMax`. */
export const platformFile: v.GenericSchema<unknown, Noted<Platform>> = noted(platformValues, () => "platform");

/** A file of `rules/world/providers/`; notes are named `providers.gmail.volumeStart`. */
export const providerFile: v.GenericSchema<unknown, Noted<MailboxProvider>> = noted(
  providerValues,
  ({ id }) => `providers.${String(id)}`,
);

/** The file `rules/world/receiving.yaml`; notes are named `receiving.halfLifeDays`. */
export const receivingFile: v.GenericSchema<unknown, Noted<Receiving>> = noted(receivingValues, () => "receiving");

const tier: v.GenericSchema<unknown, Noted<Tier>> = noted(tierValues, ({ id }) => `tiers.${String(id)}`);
/** The file `rules/world/tiers.yaml`, the keenest readers first; notes are named `tiers.clicked-30d.openShare`. */
export const tiersFile: v.GenericSchema<unknown, readonly Noted<Tier>[]> = v.pipe(v.array(tier), v.minLength(1));

/** A file whose parameters become plain values beside its other keys, held against the values' own schema. */
function noted<T>(
  values: v.GenericSchema<unknown, T>,
  nameOf: (file: Readonly<Record<string, unknown>>) => string,
): v.GenericSchema<unknown, Noted<T>> {
  return v.pipe(
    file,
    v.rawTransform<v.InferOutput<typeof file>, Noted<T>>(({ dataset: { value: written }, addIssue, NEVER }) => {
      const { parameters, ...beside } = written;
      const plain = Object.entries(parameters).map(([name, { value }]) => [name, value] as const);
      const parsed = v.safeParse(values, { ...beside, ...Object.fromEntries(plain) });
      if (parsed.success) return { value: parsed.output, notes: notesOf(parameters, nameOf(written)) };
      for (const issue of parsed.issues) addIssue({ message: `${v.getDotPath(issue) ?? ""}: ${issue.message}` });
      return NEVER;
    }),
  );
}

function notesOf(parameters: Readonly<Record<string, Parameter>>, prefix: string): readonly ParameterNote[] {
  return Object.entries(parameters).flatMap(([name, { value, unit, source, standing, range }]) =>
    flattened(`${prefix}.${name}`, value).map(([flatName, flat]) => ({
      name: flatName,
      value: flat,
      unit,
      source,
      standing,
      ...(range && { range }),
    })),
  );
}

type Flat = readonly [name: string, value: ParameterNote["value"]];

/** A value of several parts as one parameter each: `platform.raiseRules.0.invalidBelow`. */
function flattened(name: string, value: unknown): readonly Flat[] {
  if (typeof value === "number" || typeof value === "string") return [[name, value]];
  if (Array.isArray(value) && value.every((each) => typeof each === "number")) return [[name, value]];
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, part]: readonly [string, unknown]) => flattened(`${name}.${key}`, part));
}

function isWithin(value: unknown, [low, high]: readonly [number, number]): boolean {
  return typeof value === "number" && low <= value && value <= high && low < high;
}
