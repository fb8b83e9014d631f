import { platformValues, providerValues, receivingValues, tierValues } from "../../world/parameter-schema.ts";
import type { Receiving, Tier } from "../../world/parameters.ts";
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
  return (values) => {
    const drawn = drawnBy(values);
    const platform = { ...parameters.platform, ...drawn("platform", platformValues) };
    const receiving = { ...parameters.receiving, ...drawn("receiving", receivingValues) };
    const providers = [...parameters.providers.values()].map((provider) => ({
      ...provider,
      ...drawn(`providers.${provider.id}`, providerValues),
    }));
    const rates = new Map(
      [...parameters.tiers].map(([id, tier]) => [id, { ...tier, ...drawn(`tiers.${id}`, tierValues) }] as const),
    );
    const listRates = lists.map((name) => ({ ...parameters.lists.get(name), ...drawn(`lists.${name}`, tierValues) }));
    const isListed = platform.isBlocklistShared && platform.blocklistDays !== undefined;
    const othersListShare = isListed ? receiving.othersListShare : 0;
    const cohorts = scenario.cohorts.flatMap((cohort) => {
      const tier = rates.get(cohort.tier);
      return tier ? [planned(cohort, { ...tier, ...listRates[cohort.list] }, othersListShare, isListed ? 1 : 0)] : [];
    });
    const senders = sendersOf(scenario, receiving);
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

function sendersOf({ domains, pools }: Scenario, { priorGood }: Receiving): Pick<Plan, "domains" | "pools"> {
  const before = (isWarm: boolean) => ({ goodBefore: isWarm ? WARM_EVIDENCE * priorGood : 0, badBefore: 0 });
  return {
    domains: domains.map(({ isWarm, ...domain }) => ({ ...domain, ...before(isWarm) })),
    pools: pools.map((pool) => ({ ...pool, ...before(pool.isWarm) })),
  };
}

/** Values by the group that their names begin with; a list's name may have dots in it. */
function drawnBy(values: ReadonlyMap<string, number>): (group: string, schema: unknown) => Rates {
  const groups = new Map<string, Map<string, number>>();
  for (const [name, value] of values) {
    const dot = name.lastIndexOf(".");
    const group = groups.get(name.slice(0, dot)) ?? new Map();
    groups.set(name.slice(0, dot), group.set(name.slice(dot + 1), value));
  }
  return (group, schema) => {
    const drawn = groups.get(group);
    return drawn ? Object.fromEntries([...drawn].map(([key, value]) => [key, fitting(schema, key, value)])) : none;
  };
}

const none: Rates = {};
/** How near a share comes to an end that it cannot reach. */
const NEARLY = 1e-6;

function fitting(schema: unknown, key: string, value: number): number {
  const entry = propertyOf(propertyOf(schema, "entries"), key);
  const own = propertyOf(entry, "wrapped") ?? entry;
  const least = boundOf(own, "min_value") ?? (boundOf(own, "gt_value") ?? Number.NEGATIVE_INFINITY) + NEARLY;
  const most = boundOf(own, "max_value") ?? (boundOf(own, "lt_value") ?? Number.POSITIVE_INFINITY) - NEARLY;
  const within = Math.min(most, Math.max(least, value));
  return isCounted(schema, key) ? Math.round(within) : within;
}
