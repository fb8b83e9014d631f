import { shippedWorldTables } from "../../src/platform/world-files.ts";
import type { MailboxProvider, Platform, Receiving } from "../../src/world/parameters.ts";
import type { Plan, PlannedCampaign, PlannedCohort, PlannedDomain, PlannedPool } from "../../src/world/plan.ts";
import { must } from "../../tools/must.ts";

const tables = must(shippedWorldTables());

/** A shipped platform. */
export function platformNamed(id: string): Platform {
  const platform = tables.platforms.get(id);
  if (!platform) throw new Error(`no platform ${id}`);
  return platform.value;
}

/** A shipped provider. */
export function providerNamed(id: string): MailboxProvider {
  const provider = tables.providers.get(id);
  if (!provider) throw new Error(`no provider ${id}`);
  return provider.value;
}

export const receiving: Receiving = tables.receiving.value;

/** A provider that takes all mail into the inbox at once. */
export const kindProvider: MailboxProvider = {
  ...providerNamed("gmail"),
  id: "kind",
  inboxShare: 1,
  missingShare: 0,
  softBounceShare: 0,
  volumeStart: 1e15,
  greylistMinutes: 0,
  machineOpenShare: 0,
};

/** Receiving without any chance: reputation changes nothing, days are alike, flags come at once. */
export const calm: Receiving = {
  ...receiving,
  deferReputationShare: 0,
  dayDeviation: 0,
  poolDeviation: 0,
  spamBounceShareMax: 0,
  spamSlope: 0,
  openDelayMu: -100,
};

const domain: PlannedDomain = { name: "news.example.com", level: 1, pool: 0, goodBefore: 0, badBefore: 0, volumeBefore: 0 };
const pool: PlannedPool = {
  name: "shared",
  kind: "shared",
  ips: 0,
  scenarioRatesPerSecond: [],
  isWarm: false,
  goodBefore: 0,
  badBefore: 0,
};

/** A cohort of people who open everything and never complain. */
export function cohortOf(size: number, change: Partial<PlannedCohort> = {}): PlannedCohort {
  const rates = { openShare: 1, complaintShare: 0, unsubscribeShare: 0, clickOfOpensShare: 0, listedPerDay: 0 };
  return { list: 0, provider: 0, tier: "all", size, invalidShare: 0, listedShare: 0, ...rates, ...change };
}

/** A campaign that mails list 0 once, as fast as it may. */
export function campaignOf(change: Partial<PlannedCampaign> = {}): PlannedCampaign {
  return {
    name: "launch",
    domain: 0,
    list: 0,
    startTick: 0,
    reviewedTick: 0,
    after: undefined,
    mailings: 1,
    everyTicks: 1,
    schedule: { kind: "as-allowed" },
    order: "by-tier",
    via: "batch",
    ...change,
  };
}

/** A plan of one campaign over one cohort, on a platform without limits, with a provider that takes everything. */
export function planOf(size: number, change: Partial<Plan> = {}): Plan {
  return {
    startDay: 20_788,
    tickHours: 24,
    days: 30,
    platform: platformNamed("none"),
    receiving: calm,
    providers: [kindProvider],
    cohorts: [cohortOf(size)],
    lists: ["list"],
    domains: [domain],
    pools: [pool],
    campaigns: [campaignOf()],
    balance: undefined,
    ...change,
  };
}
