import { quotaOf } from "../../world/ladder.ts";
import { platformValues, providerValues, receivingValues, tierValues } from "../../world/parameter-schema.ts";
import type { Platform, Receiving, Tier } from "../../world/parameters.ts";
import type { Plan, PlannedCohort } from "../../world/plan.ts";
import { boundOf, propertyOf } from "./expectation.ts";
import { isCounted } from "./override-schema.ts";
import type { Rates, WorldParameters } from "./parameters.ts";
import type { Scenario, ScenarioCohort } from "./scenario.ts";

/**
 * Makes plans of one scenario that differ in unknown parameters alone: their values by the names of their notes, such as
 * `providers.gmail.volumeStart`; names of none are not looked at. A number that counts something is rounded, and one that
 * lies outside of what its parameter can be is moved to the end.
 */
export function planner(scenario: Scenario, parameters: WorldParameters): (values: ReadonlyMap<string, number>) => Plan {
  const { startDay, tickHours, days, balance, campaigns } = scenario;
  const lists = scenario.lists.map(({ name }) => name);
  const group = grouper();
  return (values) => {
    const drawn = group(values);
    const platform = { ...parameters.platform, ...drawn("platform") };
    const receiving = { ...parameters.receiving, ...drawn("receiving") };
    const providers = [...parameters.providers.values()].map((provider) => ({
      ...provider,
      ...drawn(`providers.${provider.id}`),
    }));
    const rates = new Map([...parameters.tiers].map(([id, tier]) => [id, { ...tier, ...drawn(`tiers.${id}`) }] as const));
    const listRates = lists.map((name) => ({ ...parameters.lists.get(name), ...drawn(`lists.${name}`) }));
    const isListed = platform.isBlocklistShared && platform.blocklistDays !== undefined;
    const othersListShare = isListed ? receiving.othersListShare : 0;
    // Most cohorts share their rates with others.
    const ratesIn = listRates.map((own) => new Map([...rates].map(([id, tier]) => [id, { ...tier, ...own }] as const)));
    const cohorts = scenario.cohorts.flatMap((cohort) => {
      const own = ratesIn[cohort.list]?.get(cohort.tier);
      return own ? [planned(cohort, own, othersListShare, isListed ? 1 : 0)] : [];
    });
    const senders = sendersOf(scenario, platform, receiving);
    return { startDay, tickHours, days, platform, receiving, providers, cohorts, lists, ...senders, campaigns, balance };
  };
}

function planned(
  { list, provider, tier, size }: ScenarioCohort,
  rates: Tier,
  listedPerDay: number,
  listed: 0 | 1,
): PlannedCohort {
  const { invalidShare, listedShare, openShare, complaintShare, unsubscribeShare, clickOfOpensShare } = rates;
  return {
    list,
    provider,
    tier,
    size,
    invalidShare,
    // Nobody else can have listed an address where no list is shared.
    listedShare: listedShare * listed,
    openShare,
    complaintShare,
    unsubscribeShare,
    clickOfOpensShare,
    listedPerDay,
  };
}

/** Good evidence of a warm sender, in that with which a new one begins: reputation 0.95 with as much good as bad there. */
const WARM_EVIDENCE = 18;

function sendersOf({ domains, pools }: Scenario, platform: Platform, { priorGood }: Receiving): Pick<Plan, "domains" | "pools"> {
  const before = (isWarm: boolean) => ({ goodBefore: isWarm ? WARM_EVIDENCE * priorGood : 0, badBefore: 0 });
  return {
    domains: domains.map(({ isWarm, ...domain }) => {
      // A domain that has sent well for long has sent what its level allows, day by day.
      const quota = isWarm ? quotaOf(platform, domain.level) : 0;
      return { ...domain, ...before(isWarm), volumeBefore: Number.isFinite(quota) ? quota : 0 };
    }),
    pools: pools.map((pool) => ({ ...pool, ...before(pool.isWarm) })),
  };
}

/** Values of the group that names begin with, each moved to what its schema allows. */
type Drawn = (group: string) => Rates;

/** Sorts values by group. The same names come in each replication: what is found out about one is kept. */
function grouper(): (values: ReadonlyMap<string, number>) => Drawn {
  const parts = new Map<string, Part>();
  const partOf = (name: string): Part => {
    const known = parts.get(name);
    if (known) return known;
    // A list's name may have dots in it.
    const dot = name.lastIndexOf(".");
    const [group, key] = [name.slice(0, dot), name.slice(dot + 1)];
    const fresh = { group, key, fit: fitting(schemaOf(group), key) };
    parts.set(name, fresh);
    return fresh;
  };
  return (values) => {
    const groups = new Map<string, Record<string, number>>();
    for (const [name, value] of values) {
      const { group, key, fit } = partOf(name);
      const known = groups.get(group);
      if (known) known[key] = fit(value);
      else groups.set(group, { [key]: fit(value) });
    }
    return (group) => groups.get(group) ?? {};
  };
}

interface Part {
  readonly group: string;
  readonly key: string;
  readonly fit: (value: number) => number;
}

/** The values that a group has. */
function schemaOf(group: string): unknown {
  if (group === "platform") return platformValues;
  if (group === "receiving") return receivingValues;
  return group.startsWith("providers.") ? providerValues : tierValues;
}

/** How near a share comes to an end that it cannot reach. */
const NEARLY = 1e-6;

function fitting(schema: unknown, key: string): (value: number) => number {
  const entry = propertyOf(propertyOf(schema, "entries"), key);
  const own = propertyOf(entry, "wrapped") ?? entry;
  const least = boundOf(own, "min_value") ?? (boundOf(own, "gt_value") ?? Number.NEGATIVE_INFINITY) + NEARLY;
  const most = boundOf(own, "max_value") ?? (boundOf(own, "lt_value") ?? Number.POSITIVE_INFINITY) - NEARLY;
  const counted = isCounted(schema, key);
  return (value) => {
    const within = Math.min(most, Math.max(least, value));
    return counted ? Math.round(within) : within;
  };
}
