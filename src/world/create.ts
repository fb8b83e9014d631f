import { fates, OUTCOMES } from "./outcome.ts";
import type { Plan, PlannedDomain } from "./plan.ts";
import {
  type CampaignState,
  COUNTERS,
  type DomainState,
  FLAG_DAYS,
  FLAG_KINDS,
  type Ledger,
  type PlannedStream,
  PROVIDER_FIGURES,
  type Scratch,
  type World,
} from "./state.ts";

/** The world before the first tick. `streams` are those of the plan. */
export function createWorld(plan: Plan, streams: number): World {
  const { domains, pools, providers, cohorts, platform, receiving } = plan;
  const senders = domains.length * providers.length;
  return {
    tick: 0,
    day: 0,
    domains: domains.map((domain) => domainState(plan, domain)),
    campaigns: plan.campaigns.map(campaignState),
    acceptedToday: 0,
    acceptedThisTick: 0,
    acceptedInAll: 0,
    invalidInAll: 0,
    complaintsInAll: 0,
    standing: "healthy",
    spent: 0,
    good: atEach(plan, domains, ({ goodBefore }) => goodBefore),
    bad: atEach(plan, domains, ({ badBefore }) => badBefore),
    poolGood: atEach(plan, pools, ({ goodBefore }) => goodBefore),
    poolBad: atEach(plan, pools, ({ badBefore }) => badBefore),
    neighbours: atEach(plan, pools, () => receiving.poolMean),
    volume: atEach(plan, domains, ({ volumeBefore }, provider) => Math.max(volumeBefore, providers[provider]?.volumeStart ?? 0)),
    offeredToday: new Float64Array(senders),
    reputation: new Float64Array(senders),
    openEffect: new Float64Array(providers.length).fill(1),
    complaintEffect: new Float64Array(providers.length).fill(1),
    poolStages: pools.map(({ isWarm }) => ({ stage: isWarm ? (platform.ipRamp?.steps.length ?? 0) : 0, idleDays: 0 })),
    poolAcceptedToday: new Float64Array(pools.length),
    poolAcceptedThisTick: new Float64Array(pools.length),
    poolDeliveredToday: new Float64Array(pools.length),
    cohortMails: new Float64Array(cohorts.length * 7),
    cohortMailsInWeek: new Float64Array(cohorts.length),
    waiting: new Float64Array(streams),
    flags: new Float64Array(FLAG_DAYS * senders * FLAG_KINDS),
    placed: new Float64Array(senders),
  };
}

/** A figure of each domain, or of each pool, at each provider. */
function atEach<T>({ providers }: Plan, senders: readonly T[], figure: (sender: T, provider: number) => number): Float64Array {
  const figures = new Float64Array(senders.length * providers.length);
  for (const [at, sender] of senders.entries())
    for (let provider = 0; provider < providers.length; provider++)
      figures[at * providers.length + provider] = figure(sender, provider);
  return figures;
}

function domainState({ platform, tickHours }: Plan, { level }: PlannedDomain): DomainState {
  return {
    level: platform.levelQuotas === undefined ? 0 : level,
    levelTomorrow: undefined,
    isBlockedToday: false,
    isStopped: false,
    isNearQuotaTold: false,
    constraint: "nothing-left",
    nextCheck: 0,
    daysSending: 0,
    today: { requested: 0, accepted: 0, listed: 0, delivered: 0, invalid: 0, spamBounces: 0, complaints: 0, opens: 0 },
    acceptedByTick: new Float64Array(24 / tickHours),
  };
}

function campaignState(): CampaignState {
  return {
    status: "waiting",
    mailing: 0,
    mailingStartTick: 0,
    startTick: 0,
    takenUpToday: 0,
    ahead: 0,
    resumeTick: 0,
    doneTick: undefined,
  };
}

/** Books that are there already. */
type OwnBooks = Pick<Ledger, "counts" | "daily" | "providers">;

/** Empty books for a replication, but for some that are there already. */
export function createLedger({ days, domains, providers, campaigns }: Plan, own?: OwnBooks): Ledger {
  const senders = domains.length * providers.length;
  return {
    counts: own?.counts ?? new Float64Array(days * senders * COUNTERS),
    daily: own?.daily ?? new Float64Array(days * COUNTERS),
    providers: own?.providers ?? new Float64Array(days * providers.length * PROVIDER_FIGURES),
    accepted: new Float64Array(days * domains.length),
    level: new Float64Array(days * domains.length),
    quota: new Float64Array(days * domains.length),
    constraint: new Uint8Array(days * domains.length),
    lowered: new Uint8Array(days * domains.length),
    cost: new Float64Array(days),
    doneTick: new Float64Array(campaigns.length).fill(Number.POSITIVE_INFINITY),
  };
}

/** The streams of a plan: each campaign over each cohort of its list, in the order of both. */
export function streamsIn({ campaigns, cohorts }: Plan): readonly PlannedStream[] {
  const domainsOf = new Map<number, number[]>();
  return campaigns.flatMap(({ domain, list, mailings }, campaign) => {
    const known = domainsOf.get(list) ?? [];
    if (!known.includes(domain)) domainsOf.set(list, [...known, domain]);
    const domainBit = (domainsOf.get(list) ?? []).indexOf(domain);
    return cohorts.flatMap((cohort, at) =>
      cohort.list === list ? [{ campaign, cohort: at, provider: cohort.provider, domainBit, mailings }] : [],
    );
  });
}

/** The streams of each campaign by tier, in the order in which tiers are reached. */
export function tiersIn({ campaigns, cohorts }: Plan, streams: readonly PlannedStream[]): readonly (readonly number[])[][] {
  return campaigns.map((_, campaign) => {
    const tiers = new Map<string, number[]>();
    for (const [stream, { campaign: own, cohort }] of streams.entries()) {
      if (own !== campaign) continue;
      const tier = cohorts[cohort]?.tier ?? "";
      const known = tiers.get(tier);
      if (known) known.push(stream);
      else tiers.set(tier, [stream]);
    }
    return [...tiers.values()];
  });
}

/** Room for what a tick works with. */
export function createScratch({ domains, providers }: Plan, streams: number): Scratch {
  const senders = domains.length * providers.length;
  return {
    fates: new Float64Array(fates.length),
    probabilities: new Float64Array(OUTCOMES),
    shares: new Float64Array(streams),
    views: new Float64Array(senders * 3),
    viewStamps: new Int32Array(senders),
    takenShares: new Float64Array(streams * OUTCOMES),
    takenStamps: new Int32Array(streams),
    takenWeeks: new Float64Array(streams),
  };
}

/** The probability with which others' mail lists an address of each cohort in a tick. */
export function listedPerTick({ cohorts, tickHours }: Plan): Float64Array {
  if (tickHours === HOURS_A_DAY) return Float64Array.from(cohorts, ({ listedPerDay }) => listedPerDay);
  return Float64Array.from(cohorts, ({ listedPerDay }) => 1 - (1 - listedPerDay) ** (tickHours / HOURS_A_DAY));
}

const HOURS_A_DAY = 24;
