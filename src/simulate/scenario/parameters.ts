import * as v from "valibot";
import type { ParameterNote } from "../../model/simulation.ts";
import { platformValues, providerValues, receivingValues } from "../../world/parameter-schema.ts";
import type { MailboxProvider, Noted, Platform, Receiving, Tier, WorldTables } from "../../world/parameters.ts";
import type { Scenario, ScenarioList, ScenarioProvider } from "./scenario.ts";
import { isMapping } from "./shape-faults.ts";
import type { Overrides, UnknownValue, WrittenScenario } from "./written.ts";

/** All parameters that a scenario is played with, those that it sets among them. */
export interface WorldParameters {
  readonly platform: Platform;
  readonly receiving: Receiving;
  /** By id. */
  readonly providers: ReadonlyMap<string, MailboxProvider>;
  readonly tiers: ReadonlyMap<string, Tier>;
  /** Rates that hold for all tiers of a list, by the list's name. */
  readonly lists: ReadonlyMap<string, Rates>;
}

/** Rates of a tier by name. */
export type Rates = Readonly<Record<string, number>>;

/** The parameters of a scenario, and for each where it comes from and between what numbers it may lie. */
export function parametersOf(
  { platform, receiving, providers, lists, cohorts }: Scenario,
  shipped: WorldTables,
): { readonly parameters: WorldParameters; readonly notes: readonly ParameterNote[] } {
  const platformNoted = platformOf(platform, shipped) ?? none(platform.profile);
  const receivingNoted = settled(receivingValues, shipped.receiving, receiving, { prefix: "receiving" });
  const providersNoted = providers.map((provider) => providerOf(provider, shipped));
  const tiers = [...new Set(cohorts.map(({ tier }) => tier))].flatMap((id) => shipped.tiers.get(id) ?? []);
  const parameters = {
    platform: platformNoted.value,
    receiving: receivingNoted.value,
    providers: new Map(providersNoted.map(({ value }) => [value.id, value])),
    tiers: new Map(tiers.map(({ value }) => [value.id, value])),
    lists: new Map(lists.map(({ name, rates }) => [name, numbersIn(plainOf(rates))])),
  };
  const tierNotes = tiers.flatMap(({ notes }) => notes);
  const listNotes = lists.flatMap((list) => notesOfList(list, tierNotes));
  const noted = [platformNoted, receivingNoted, ...providersNoted];
  return { parameters, notes: [...noted.flatMap(({ notes }) => notes), ...tierNotes, ...listNotes] };
}

/** The platform that a scenario names, with what it sets; undefined for one that is not known. */
export function platformOf(written: WrittenScenario["platform"], { platforms }: WorldTables): Noted<Platform> | undefined {
  const { profile, set = {} } = typeof written === "string" ? { profile: written } : written;
  const base = platforms.get(profile);
  if (base === undefined) return undefined;
  // A parameter that one profile lacks has its unit from another.
  const units = [base, ...platforms.values()].flatMap(({ notes }) => notes);
  return settled(platformValues, base, set, { prefix: "platform", units });
}

function providerOf({ id, like = id, set }: ScenarioProvider, { providers }: WorldTables): Noted<MailboxProvider> {
  const base = providers.get(like) ?? none(like);
  const prefix = `providers.${id}`;
  if (like === id) return settled(providerValues, base, set, { prefix });
  const notes = base.notes.map((note) => ({ ...note, name: `${prefix}${note.name.slice(`providers.${like}`.length)}` }));
  const value = { ...base.value, id, label: { en: id, zh: id }, domains: [] };
  return settled(providerValues, { value, notes }, set, { prefix });
}

/** Only a scenario that was read by other tables could name one that is not here: a fault of ours. */
function none(name: string): never {
  throw new Error(`There is no profile ${name}.`);
}

/** Where values that are set come from. */
export type Origin = Pick<ParameterNote, "source" | "standing">;

/** What values that are set belong to: how the names of their notes begin, notes that say their units, and their origin. */
interface Setting {
  readonly prefix: string;
  readonly units?: readonly ParameterNote[];
  readonly origin?: Origin;
}

const fromScenario: Origin = { source: "scenario", standing: "given" };

/** A profile with some parameters set otherwise; whoever read them has held each against the same schema. */
export function settled<T>(
  schema: v.GenericSchema<unknown, T>,
  base: Noted<T>,
  set: Overrides,
  { prefix, units = base.notes, origin = fromScenario }: Setting,
): Noted<T> {
  const keys = Object.keys(set);
  if (keys.length === 0) return base;
  const isSet = (name: string): boolean =>
    keys.some((key) => name === `${prefix}.${key}` || name.startsWith(`${prefix}.${key}.`));
  const given = Object.entries(set).map(([key, value]) => settledNote(`${prefix}.${key}`, value, { units, origin }));
  return {
    value: v.parse(schema, { ...base.value, ...plainOf(set) }),
    notes: [...base.notes.filter(({ name }) => !isSet(name)), ...given],
  };
}

function settledNote(
  name: string,
  written: unknown,
  { units, origin }: { readonly units: readonly ParameterNote[]; readonly origin: Origin },
): ParameterNote {
  const unknown = unknownIn(written);
  const unit = units.find((note) => note.name === name || note.name.startsWith(`${name}.`))?.unit ?? "";
  const given = { name, unit, ...origin };
  return unknown ? { ...given, value: unknown.value, range: [unknown.low, unknown.high] } : { ...given, value: shown(written) };
}

function shown(value: unknown): ParameterNote["value"] {
  if (typeof value === "number" || typeof value === "string") return value;
  if (Array.isArray(value) && value.every((each) => typeof each === "number")) return value;
  return JSON.stringify(value);
}

/** Values to set, the middle of each unknown one. */
function plainOf(set: Overrides): Overrides {
  return Object.fromEntries(Object.entries(set).map(([key, value]) => [key, unknownIn(value)?.value ?? value]));
}

function unknownIn(written: unknown): UnknownValue | undefined {
  if (!isMapping(written)) return undefined;
  const { value, low, high } = written;
  return typeof value === "number" && typeof low === "number" && typeof high === "number" ? { value, low, high } : undefined;
}

function numbersIn(set: Overrides): Rates {
  return Object.fromEntries(
    Object.entries(set).flatMap(([key, value]): readonly (readonly [string, number])[] =>
      typeof value === "number" ? [[key, value]] : [],
    ),
  );
}

function notesOfList({ name, rates }: ScenarioList, tierNotes: readonly ParameterNote[]): readonly ParameterNote[] {
  return Object.entries(rates).map(([key, value]) => {
    const unit = tierNotes.find((note) => note.name.endsWith(`.${key}`))?.unit ?? "share";
    return { ...settledNote(`lists.${name}.${key}`, value, { units: [], origin: fromScenario }), unit };
  });
}
