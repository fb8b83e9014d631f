import type {
  Band,
  Constraint,
  MailCounter,
  Sensitivity,
  SimulatedDay,
  SimulatedDomainDay,
  SimulatedProviderDay,
  SimulationReport,
} from "../../src/model/simulation.ts";
import { mailCounters } from "../../src/model/simulation.ts";

/** Names of a plan; strangers choose them. */
export interface SimulationNames {
  readonly scenario: string;
  readonly campaigns: readonly string[];
  readonly domains: readonly string[];
  readonly providers: readonly string[];
  readonly pool: string;
}

/** A plan of a careful sender. */
export const usualNames: SimulationNames = {
  scenario: "Winter campaign to one million",
  campaigns: ["winter-sale", "newsletter"],
  domains: ["mail.example.com", "news.example.com"],
  providers: ["Gmail", "Outlook", "QQ Mail", "NetEase", "Yahoo"],
  pool: "marketing",
};

const markup = `</title></style><script>alert(1)</script><svg onload=alert(1)>&amp;]]>"'`;

/** A plan whose names are attacks on terminals, pages, spreadsheets and XML. */
export const hostileNames: SimulationNames = {
  scenario: `${markup}\u001B[31m\u202Eevil\uFFFF\uD800`,
  campaigns: ["=cmd|' /C calc'!A0", `+1\r\n"quoted", ${markup}`],
  domains: ["@SUM(1+9)*cmd", `${markup}\u0000\u0085`],
  providers: ["-2+3", `\t=1+1`, `${markup}]]>`, `https://evil.example/${markup}`, "邮箱😀\u2028"],
  pool: `"${markup}`,
};

const levels = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 60_000, 80_000, 100_000];

/** A believable report by closed formulas: no chance, and the same for the same names and days. */
export function simulationOf(names: SimulationNames, days = 60): SimulationReport {
  const daily = dayList(names, days);
  const totals = recordOf((counter) => summed(daily.map(({ counters }) => counters[counter])));
  return {
    version: 1,
    scenario: names.scenario,
    engine: "cohort",
    seed: 7,
    replications: 200,
    isCalibrated: false,
    start: "2026-12-01",
    days,
    campaigns: names.campaigns.map((campaign, at) => ({
      campaign,
      completionDay: at === 0 ? { p5: 26.4, p50: 29.1, p95: 34.8 } : { p5: 51.2, p50: 57, p95: null },
      completionDate: at === 0 ? "2026-12-30" : "2027-01-27",
      completedShare: at === 0 ? 1 : 0.874,
      left: at === 0 ? around(0, 0) : { p5: 0, p50: 0, p95: 41_230 },
    })),
    totals,
    acceptedShares: recordOf((counter) => ({
      p5: totals[counter].p5 / totals.accepted.p50,
      p50: totals[counter].p50 / totals.accepted.p50,
      p95: totals[counter].p95 / totals.accepted.p50,
    })),
    daily,
    cost: {
      currency: "USD",
      total: { p5: 1_020.5, p50: 1_043.75, p95: 1_061.2 },
      months: [
        { month: "2026-12", mails: { p5: 118, p50: 122.5, p95: 131 }, ips: 360, total: { p5: 478, p50: 482.5, p95: 491 } },
        {
          month: "2027-01",
          mails: { p5: 182.5, p50: 201.25, p95: 210.2 },
          ips: 360,
          total: { p5: 542.5, p50: 561.25, p95: 570.2 },
        },
      ],
    },
    ipSizing: [{ pool: names.pool, ips: 3, needed: 24, neededUnrounded: 23.000_4, pricePerMonth: 2_880 }],
    warnings: [
      {
        id: "first-day-large",
        severity: "error",
        clause: 27,
        message: { en: "100,000 mails on the first day of a new domain.", zh: "新域名首日就计划发送 100,000 封邮件。" },
      },
      {
        id: "late",
        severity: "warning",
        message: {
          en: `In 13% of replications the campaign ${names.campaigns[1]} is not done in time.`,
          zh: `有 13% 的重复中，任务 ${names.campaigns[1]} 未能按期完成。`,
        },
      },
    ],
    tornados: [{ figure: "completion-day", replications: 10, sensitivities: sensitivityList(names) }],
    parameters: parameterList(names),
    events: [
      { tick: 0, at: "2026-12-01", kind: "day-begun", domain: names.domains[0] ?? "", facts: { quota: 500 } },
      {
        tick: 3,
        at: "2026-12-04",
        kind: "level-raised",
        domain: names.domains[0] ?? "",
        facts: { from: 3, to: 4, note: names.scenario },
      },
      { tick: 26, at: "2026-12-27", kind: "campaign-done", campaign: names.campaigns[0] ?? "", facts: { left: 0 } },
    ],
  };
}

function dayList(names: SimulationNames, days: number): readonly SimulatedDay[] {
  let soFar = 0;
  return Array.from({ length: days }, (_, day) => {
    const domains = names.domains.map((domain, at) => domainDay(domain, day, at));
    const accepted = domains.map((each) => each.accepted.p50).reduce((a, b) => a + b, 0);
    soFar += accepted;
    return {
      day,
      date: dateOf(day),
      counters: recordOf((counter) => around(accepted * shares[counter], 0.12)),
      acceptedSoFar: around(soFar, 0.35 / Math.sqrt(day + 1)),
      domains,
      providers: names.providers.map((provider, at) => providerDay(provider, day, at, accepted / names.providers.length)),
    };
  });
}

const shares: Readonly<Record<MailCounter, number>> = {
  requested: 1.04,
  accepted: 1,
  droppedUnsubscribed: 0.004,
  droppedOwnList: 0.001,
  droppedSharedList: 0.012,
  bouncedHard: 0.018,
  bouncedSoft: 0.006,
  bouncedSpam: 0.002,
  deferred: 0.09,
  expired: 0.003,
  failedDayBlock: 0.001,
  failedQuota: 0,
  missing: 0.031,
  spam: 0.118,
  inbox: 0.822,
  openedHuman: 0.171,
  openedMachine: 0.244,
  clicked: 0.021,
  complained: 0.000_61,
  unsubscribed: 0.002_4,
};

function domainDay(domain: string, day: number, at: number): SimulatedDomainDay {
  const level = Math.max(1, Math.min(levels.length, 1 + Math.floor(day / (3 + at))));
  const quota = levels[level - 1] ?? 500;
  const isEnding = day > 48 + 4 * at;
  const weekend = day % 7 > 4 ? 0.55 : 0.97;
  const accepted = isEnding ? quota * 0.02 : quota * weekend;
  const constraint: Constraint = isEnding
    ? "nothing-left"
    : weekend < 0.6
      ? "schedule"
      : level > 9
        ? "account-cap"
        : "domain-quota";
  return {
    domain,
    level: { p5: Math.max(1, level - 1), p50: level, p95: Math.min(20, level + 1) },
    quota: at === 1 && level === levels.length ? null : around(quota, 0.1),
    accepted: around(accepted, 0.14),
    constraint,
    constraintShare: 0.6 + 0.05 * (day % 8),
  };
}

function providerDay(provider: string, day: number, at: number, accepted: number): SimulatedProviderDay {
  const reputation = 0.5 + 0.38 * (1 - Math.exp(-day / (8 + 3 * at))) - 0.03 * at - (at === 1 && day > 30 && day < 40 ? 0.12 : 0);
  return {
    provider,
    accepted: around(accepted, 0.1),
    deferred: around(accepted * 0.3 * Math.exp(-day / 9), 0.3),
    inbox: around(accepted * Math.min(0.97, reputation), 0.08),
    spam: around(accepted * 0.15, 0.25),
    reputation: { p5: reputation - 0.06, p50: reputation, p95: Math.min(1, reputation + 0.05) },
  };
}

function sensitivityList({ providers }: SimulationNames): readonly Sensitivity[] {
  return [
    ["platform.raiseAtShare", 0.6, 0.8, 28, 32.5],
    [`providers.${providers[0]}.volumeStart`, 2_000, 60_000, 41, 26],
    ["receiving.halfLifeDays", 7, 28, 27, 33],
    ["receiving.weightComplaints", 30, 270, 28, 37],
    ["receiving.placementSlope", 5, 20, 29, 30],
    ["receiving.dayEffect", 0.1, 0.4, 29, 31],
    ["tiers.older.invalidShare", 0.01, 0.09, 28, 44],
    ["tiers.older.openShare", 0.02, 0.12, 34, 27],
    ["tiers.never.complaintShare", 0.0002, 0.003, 28, 35],
    ["receiving.volumeGrowth", 1.2, 2, 36, 27],
    ["receiving.priorGood", 20, 120, 30, 29],
  ].map(([parameter = "", low = 0, high = 0, figureAtLow = 0, figureAtHigh = 0]) => ({
    parameter: String(parameter),
    low: Number(low),
    high: Number(high),
    figureAtLow: Number(figureAtLow),
    figureAtHigh: Number(figureAtHigh),
    noise: 0.5,
  }));
}

function parameterList({ scenario, providers }: SimulationNames): SimulationReport["parameters"] {
  return [
    {
      name: "platform.levelQuotas",
      value: levels,
      unit: "mails a day",
      source: "reputation levels, document 1084/48864",
      standing: "documented",
    },
    { name: "platform.accountDayMax", value: 300_000, unit: "mails a day", source: "API questions", standing: "documented" },
    {
      name: "platform.overQuota",
      value: "cache",
      unit: "choice",
      source: "reputation levels, document 1084/48864",
      standing: "documented",
    },
    {
      name: `providers.${providers[0]}.volumeStart`,
      value: 20_000,
      unit: "mails a day",
      source: scenario,
      standing: "assumed",
      range: [2_000, 60_000],
    },
    {
      name: `providers.${providers[0]}.inboxShare`,
      value: 0.898,
      unit: "share",
      source: "a benchmark as others quote it",
      standing: "reported",
      range: [0.8, 0.95],
    },
    { name: "receiving.halfLifeDays", value: 14, unit: "days", source: "our guess", standing: "assumed", range: [7, 28] },
    { name: "lists.winter.size", value: 1_000_000, unit: "recipients", source: "the scenario", standing: "given" },
    {
      name: "tiers.older.invalidShare",
      value: 0.031_2,
      unit: "share",
      source: "calibration by own logs",
      standing: "calibrated",
    },
  ];
}

function dateOf(day: number): string {
  return new Date(Date.UTC(2026, 11, 1 + day)).toISOString().slice(0, 10);
}

function recordOf(of: (counter: MailCounter) => Band): Readonly<Record<MailCounter, Band>> {
  return Object.fromEntries(mailCounters.map((counter) => [counter, of(counter)])) as Readonly<Record<MailCounter, Band>>;
}

function around(middle: number, spread: number): Band {
  return { p5: Math.round(middle * (1 - spread)), p50: Math.round(middle), p95: Math.round(middle * (1 + spread)) };
}

function summed(bands: readonly Band[]): Band {
  const sum = (of: (band: Band) => number) => bands.map(of).reduce((a, b) => a + b, 0);
  return { p5: sum(({ p5 }) => p5), p50: sum(({ p50 }) => p50), p95: sum(({ p95 }) => p95) };
}
