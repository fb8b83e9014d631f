import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type * as v from "valibot";
import { ok, type Result } from "../model/result.ts";
import { platformFile, providerFile, receivingFile, tiersFile } from "../world/parameter-file.ts";
import type { Noted, WorldTables } from "../world/parameters.ts";
import { readAs, yamlFilesIn } from "./rule-files.ts";

/** Beside the built code the tables are one JSON file; in a checkout they are the YAML files it is made from. */
const COMPILED = new URL("../world.json", import.meta.url);
const WRITTEN = new URL("../../rules/world/", import.meta.url);

/** Platforms, providers and parameters that this version ships with. */
export function shippedWorldTables(): Result<WorldTables> {
  if (!existsSync(COMPILED)) return readWorldTables(fileURLToPath(WRITTEN));
  const { platforms, providers, receiving, tiers } = JSON.parse(readFileSync(COMPILED, "utf8"));
  return ok({ platforms: new Map(platforms), providers: new Map(providers), receiving, tiers: new Map(tiers) });
}

/** Reads a `rules/world/` folder. Problems name file, line and column. */
export function readWorldTables(folder: string): Result<WorldTables> {
  const platforms = readAll(join(folder, "platforms"), platformFile);
  if (!platforms.ok) return platforms;
  const providers = readAll(join(folder, "providers"), providerFile);
  if (!providers.ok) return providers;
  const receiving = readAs(join(folder, "receiving.yaml"), receivingFile, []);
  if (!receiving.ok) return receiving;
  const tiers = readAs(join(folder, "tiers.yaml"), tiersFile, []);
  if (!tiers.ok) return tiers;
  return ok({
    platforms: platforms.value,
    providers: providers.value,
    receiving: receiving.value,
    tiers: byId(tiers.value),
  });
}

/** The tables as JSON takes them. */
export function storeWorldTables({ platforms, providers, receiving, tiers }: WorldTables): object {
  return { platforms: [...platforms], providers: [...providers], receiving, tiers: [...tiers] };
}

function readAll<T extends { readonly id: string }>(
  folder: string,
  schema: v.GenericSchema<unknown, Noted<T>>,
): Result<ReadonlyMap<string, Noted<T>>> {
  const read: Noted<T>[] = [];
  for (const file of yamlFilesIn(folder)) {
    const one = readAs(file, schema, read);
    if (!one.ok) return one;
  }
  return ok(byId(read));
}

function byId<T extends { readonly id: string }>(all: readonly Noted<T>[]): ReadonlyMap<string, Noted<T>> {
  return new Map(all.map((each) => [each.value.id, each]));
}
