import type { CalibrationVerdict } from "../model/calibration.ts";
import {
  constraints,
  type IpSizing,
  type ParameterNote,
  type SimulatedCampaign,
  type SimulatedDay,
  type SimulatedDomainDay,
  type SimulatedProviderDay,
  type SimulationEvent,
  type SimulationReport,
} from "../model/simulation.ts";
import { ipsNeeded } from "../world/ip-sizing.ts";
import type { Plan } from "../world/plan.ts";
import { counterAt } from "../world/state.ts";
import { dayOf } from "../world/time.ts";
import { costOf } from "./cost.ts";
import { dateAt } from "./dates.ts";
import { band, counterBands, type Figures } from "./figures.ts";
import { risksOf } from "./risks.ts";
import { warningsOf } from "./warnings.ts";

/** What a report says beside its figures. */
export interface Setting {
  readonly scenario: string;
  readonly engine: SimulationReport["engine"];
  readonly seed: number;
  readonly calibration: CalibrationVerdict | undefined;
  readonly parameters: readonly ParameterNote[];
  readonly tornados: SimulationReport["tornados"];
  readonly events: readonly SimulationEvent[];
}

/** Adds replications of a plan up into a report. */
export function summarizeSimulation(plan: Plan, figures: Figures, setting: Setting): SimulationReport {
  const { columns, shape } = figures;
  const report = {
    version: 1 as const,
    scenario: setting.scenario,
    engine: setting.engine,
    seed: setting.seed,
    replications: figures.replications,
    isCalibrated: setting.calibration === "fits",
    ...(setting.calibration && { calibration: setting.calibration }),
    start: dateAt(plan, 0),
    days: shape.days,
    campaigns: plan.campaigns.map((_, campaign) => campaignOf(plan, figures, campaign)),
    totals: counterBands((counter) => band(columns, (at) => figures.inAll(at, counter))),
    acceptedShares: counterBands((counter) =>
      band(columns, (at) => {
        const accepted = figures.inAll(at, ACCEPTED);
        return accepted === 0 ? 0 : figures.inAll(at, counter) / accepted;
      }),
    ),
    daily: dailyOf(plan, figures),
    cost: costOf(plan, figures),
    ipSizing: sizingOf(plan),
    tornados: setting.tornados,
    parameters: setting.parameters,
    events: setting.events,
  };
  return { ...report, warnings: warningsOf(plan, report, risksOf(plan, figures)) };
}

function campaignOf(plan: Plan, figures: Figures, campaign: number): SimulatedCampaign {
  const { columns } = figures;
  const done = band(columns, (at) => figures.doneTick(at, campaign));
  const completed = Array.from({ length: figures.replications }, (_, at) => figures.doneTick(at, campaign)).filter(
    Number.isFinite,
  );
  const day = (tick: number): number | null => (Number.isFinite(tick) ? dayOf(plan, tick) : null);
  return {
    campaign: plan.campaigns[campaign]?.name ?? "",
    completionDay: { p5: day(done.p5), p50: day(done.p50), p95: day(done.p95) },
    completionDate: Number.isFinite(done.p50) ? dateAt(plan, dayOf(plan, done.p50)) : null,
    completedShare: completed.length / figures.replications,
    left: band(columns, (at) => figures.left(at, campaign)),
  };
}

function dailyOf(plan: Plan, figures: Figures): readonly SimulatedDay[] {
  const soFar = new Float64Array(figures.replications);
  return Array.from({ length: figures.shape.days }, (_, day) => {
    for (let at = 0; at < soFar.length; at++) soFar[at] = (soFar[at] ?? 0) + figures.onDay(at, day, ACCEPTED);
    return dayReport(plan, figures, day, soFar);
  });
}

/** `soFar` are the mails that each replication had accepted until the end of the day. */
function dayReport(plan: Plan, figures: Figures, day: number, soFar: Float64Array): SimulatedDay {
  const { columns } = figures;
  return {
    day,
    date: dateAt(plan, day),
    counters: counterBands((counter) => figures.dayBand(day, counter)),
    acceptedSoFar: band(columns, (at) => soFar[at] ?? 0),
    domains: plan.domains.map((_, domain) => domainDay(plan, figures, day, domain)),
    providers: plan.providers.map((_, provider) => providerDay(plan, figures, day, provider)),
  };
}

const ACCEPTED = counterAt("accepted");

function domainDay(plan: Plan, figures: Figures, day: number, domain: number): SimulatedDomainDay {
  const { columns } = figures;
  const quota = band(columns, (at) => figures.ofDomain(at, day, domain, "quota"));
  const bound = new Map<number, number>();
  for (let at = 0; at < figures.replications; at++) {
    const constraint = figures.ofDomain(at, day, domain, "constraint");
    bound.set(constraint, (bound.get(constraint) ?? 0) + 1);
  }
  const [[most, times] = [0, 0]] = [...bound].sort(([one, a], [other, b]) => b - a || one - other);
  return {
    domain: plan.domains[domain]?.name ?? "",
    level: band(columns, (at) => figures.ofDomain(at, day, domain, "level")),
    quota: Number.isFinite(quota.p95) ? quota : null,
    accepted: band(columns, (at) => figures.ofDomain(at, day, domain, "accepted")),
    constraint: constraints[most] ?? "nothing-left",
    constraintShare: times / figures.replications,
  };
}

function providerDay(plan: Plan, figures: Figures, day: number, provider: number): SimulatedProviderDay {
  const of = (figure: Parameters<Figures["providerBand"]>[2]) => figures.providerBand(day, provider, figure);
  return {
    provider: plan.providers[provider]?.id ?? "",
    accepted: of("accepted"),
    deferred: of("deferred"),
    inbox: of("inbox"),
    spam: of("spam"),
    reputation: of("reputation"),
  };
}

function sizingOf(plan: Plan): readonly IpSizing[] {
  return plan.pools.flatMap(({ name, kind, ips, scenarioRatesPerSecond }) => {
    if (kind !== "dedicated" || scenarioRatesPerSecond.length === 0) return [];
    const { needed, neededUnrounded } = ipsNeeded(scenarioRatesPerSecond, plan.platform);
    return [{ pool: name, ips, needed, neededUnrounded, pricePerMonth: needed * plan.platform.ipPricePerMonth }];
  });
}
