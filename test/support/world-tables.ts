import { fileURLToPath } from "node:url";
import { readWorldTables } from "../../src/platform/world-files.ts";
import type { MailboxProvider, Platform, WorldTables } from "../../src/world/parameters.ts";
import { must } from "../../tools/must.ts";

/** The tables of this checkout. */
export const tables: WorldTables = must(readWorldTables(fileURLToPath(new URL("../../rules/world", import.meta.url))));

/** A shipped platform; throws where there is none of that name. */
export function platform(id: string): Platform {
  const found = tables.platforms.get(id);
  if (!found) throw new Error(`no platform ${id}`);
  return found.value;
}

/** A shipped provider; throws where there is none of that name. */
export function provider(id: string): MailboxProvider {
  const found = tables.providers.get(id);
  if (!found) throw new Error(`no provider ${id}`);
  return found.value;
}

/** Chance that exactly so many of `trials` succeed, by its logarithm: exact to about 1 in 10^12. */
export function binomial(trials: number, successes: number, chance: number): number {
  let logarithm = successes * Math.log(chance) + (trials - successes) * Math.log1p(-chance);
  for (let each = 1; each <= successes; each++) logarithm += Math.log(trials - successes + each) - Math.log(each);
  return Math.exp(logarithm);
}

/** Chance that the number of successes is one for which something holds. */
export function chanceThat(trials: number, chance: number, holds: (successes: number) => boolean): number {
  let sum = 0;
  for (let successes = 0; successes <= trials; successes++) if (holds(successes)) sum += binomial(trials, successes, chance);
  return sum;
}
