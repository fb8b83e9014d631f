import { limits } from "../../model/limits.ts";
import { DAY_MS, dayOf, reviewedMs } from "../../world/calendar.ts";
import type { Platform } from "../../world/parameters.ts";
import type { PlannedCampaign } from "../../world/plan.ts";
import { apportion } from "./apportion.ts";
import type { Context } from "./context.ts";
import { dayNumber } from "./day-number.ts";
import type { Scenario, ScenarioCohort, ScenarioDomain, ScenarioPool, ScenarioProvider } from "./scenario.ts";
import { scheduleOf } from "./schedule.ts";
import type { Overrides, WrittenList, WrittenScenario } from "./written.ts";

/** A scenario without faults as it is played; every list that has a file must be counted. */
export function buildScenario(context: Context, platform: Platform): Scenario {
  const { written, names } = context;
  const { account, seed = 1, runs = 300, tick = "day" } = written;
  const tickHours = tick === "day" ? 24 : 1;
  const providers = providersOf(context);
  const pools = poolsOf(context);
  return {
    title: written.scenario,
    startDay: dayNumber(written.start) ?? 0,
    days: written.days,
    tickHours,
    seed,
    runs,
    offset: account?.offset ?? "+00:00",
    balance: account?.balance,
    platform: platformIn(written.platform),
    receiving: written.receiving ?? {},
    providers,
    pools,
    domains: domainsOf(context, pools, platform),
    lists: names.lists.map((name) => ({ name, rates: ratesOf(written.lists[name]) })),
    cohorts: names.lists.flatMap((_, list) => cohortsOf(context, list, providers)),
    campaigns: names.campaigns.flatMap((name) => campaignOf(context, name, platform, tickHours)),
  };
}

function platformIn(written: WrittenScenario["platform"]): Scenario["platform"] {
  const { profile, set = {} } = typeof written === "string" ? { profile: written } : written;
  return { profile, set };
}

function ratesOf(list: WrittenList | undefined): Overrides {
  const own = ["size", "providers", "file", "tiers"];
  return Object.fromEntries(Object.entries(list ?? {}).filter(([key]) => !own.includes(key)));
}

/** Addresses of a list at each of its providers. */
function mixOf({ written, counts }: Context, name: string): ReadonlyMap<string, number> {
  const { size = 0, providers } = written.lists[name] ?? {};
  if (providers === undefined) return counts.get(name)?.providers ?? new Map();
  const sizes = apportion(size, Object.values(providers));
  return new Map(Object.keys(providers).map((id, at) => [id, sizes[at] ?? 0]));
}

/** Providers in the order of the tables, own ones behind, so that the order of lists changes nothing. */
function providersOf(context: Context): readonly ScenarioProvider[] {
  const { written, names, tables } = context;
  const used = new Set(names.lists.flatMap((list) => [...mixOf(context, list)].flatMap(([id, size]) => (size > 0 ? [id] : []))));
  const known = new Set([...tables.providers.keys(), ...names.providers]);
  return [...known].flatMap((id) => {
    const { like, ...set } = written.providers?.[id] ?? {};
    return used.has(id) ? [{ id, like, set }] : [];
  });
}

/** The platform's pool that domains send from which name no IPs. */
const SHARED = "shared";

function poolsOf({ written, names }: Context): readonly ScenarioPool[] {
  const pools = names.ips.flatMap((name): readonly ScenarioPool[] => {
    const ips = written.ips?.[name];
    if (ips === undefined) return [];
    const { kind, count = 1, scenarioRates = [], isWarm = false } = ips;
    return [{ name, kind, ips: count, scenarioRatesPerSecond: scenarioRates, isWarm }];
  });
  const isNeeded = Object.values(written.domains).some(({ ips }) => ips === undefined);
  const shared = { name: SHARED, kind: "shared", ips: 1, scenarioRatesPerSecond: [], isWarm: true } as const;
  return isNeeded ? [...pools, shared] : pools;
}

function domainsOf({ written, names }: Context, pools: readonly ScenarioPool[], platform: Platform): readonly ScenarioDomain[] {
  return names.domains.map((name) => {
    const { level = platform.levelStart ?? 1, ips, isWarm = false } = written.domains[name] ?? {};
    const pool = ips === undefined ? pools.length - 1 : pools.findIndex((each) => each.name === ips);
    return { name, level, pool, isWarm };
  });
}

function cohortsOf(context: Context, list: number, providers: readonly ScenarioProvider[]): readonly ScenarioCohort[] {
  const name = context.names.lists[list] ?? "";
  const mix = mixOf(context, name);
  const tiers = Object.entries(context.written.lists[name]?.tiers ?? {});
  const shares = tiers.map(([, share]) => share);
  const sizes = providers.map(({ id }) => apportion(mix.get(id) ?? 0, shares));
  return tiers.flatMap(([tier], at) =>
    providers.flatMap((_, provider) => {
      const size = sizes[provider]?.[at] ?? 0;
      return size > 0 ? [{ list, provider, tier, size }] : [];
    }),
  );
}

const EVERY_DAYS = 7;

function campaignOf(
  { written, names }: Context,
  name: string,
  platform: Platform,
  tickHours: 1 | 24,
): readonly PlannedCampaign[] {
  const campaign = written.campaigns[name];
  if (campaign === undefined) return [];
  const { start = written.start, after, mailings = 1, everyDays = EVERY_DAYS, order = "by-tier", via = "batch" } = campaign;
  const ticksADay = 24 / tickHours;
  const startDay = (dayNumber(start) ?? 0) - (dayNumber(written.start) ?? 0);
  return [
    {
      name,
      domain: names.domains.indexOf(campaign.domain),
      list: names.lists.indexOf(campaign.list),
      startTick: startDay * ticksADay,
      reviewedTick: reviewedTick(written, campaign.templateSubmitted, platform, ticksADay),
      after: after === undefined ? undefined : names.campaigns.indexOf(after),
      mailings,
      everyTicks: Math.min(everyDays, limits.scenarioDaysMax) * ticksADay,
      schedule: scheduleOf(campaign.schedule, platform, written.days - startDay),
      order,
      via,
    },
  ];
}

/** The tick by which a template that is handed in as a day begins has been reviewed (clause 18). */
function reviewedTick(
  { start }: WrittenScenario,
  submitted: string | undefined,
  { templateReviewBusinessDays = 0 }: Platform,
  ticksADay: number,
): number {
  const day = submitted === undefined ? undefined : dayNumber(submitted);
  if (day === undefined) return 0;
  const ends = dayOf(reviewedMs(day * DAY_MS, templateReviewBusinessDays, 0), 0);
  return Math.max(0, ends - (dayNumber(start) ?? 0)) * ticksADay;
}
