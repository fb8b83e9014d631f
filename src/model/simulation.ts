import type { CalibrationVerdict } from "./calibration.ts";
import type { Text } from "./language.ts";

/** A figure over all replications of a simulation: 5 of 100 lie below `p5`, half below `p50`, 95 of 100 below `p95`. */
export interface Band {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

/** What is counted of mails, per tick, provider and domain. Each mail is in one of the states at the end; flags come on top. */
export const mailCounters = [
  /** Taken up by a campaign. */
  "requested",
  /** Accepted by the platform, against the quota. */
  "accepted",
  "droppedUnsubscribed",
  "droppedOwnList",
  "droppedSharedList",
  "bouncedHard",
  "bouncedSoft",
  "bouncedSpam",
  /** Deferrals, each try counted. */
  "deferred",
  "expired",
  "failedDayBlock",
  "failedQuota",
  "missing",
  "spam",
  "inbox",
  "openedHuman",
  "openedMachine",
  "clicked",
  "complained",
  "unsubscribed",
] as const;
/** One of the {@link mailCounters}. */
export type MailCounter = (typeof mailCounters)[number];

/** What kept more mail from being sent on a day. */
export const constraints = [
  "nothing-left",
  "schedule",
  "ramp",
  "domain-quota",
  "account-cap",
  "rate",
  "ip-capacity",
  "day-block",
  "stopped-listed",
  "balance",
  "cache-queue",
  "account-paused",
  "review",
  "waiting",
] as const;
/** One of the {@link constraints}: what held a domain back on a day. */
export type Constraint = (typeof constraints)[number];

/** How a parameter came to be: a published figure, somebody's report of one, or our guess. */
export const standings = ["documented", "reported", "assumed", "given", "calibrated"] as const;
export type Standing = (typeof standings)[number];

/** A named number (or choice) that the simulation rests on. */
export interface ParameterNote {
  /** As a scenario sets it: `platform.accountDayMax`, `providers.gmail.volumeStart`. */
  readonly name: string;
  readonly value: number | string | readonly number[];
  readonly unit: string;
  readonly source: string;
  readonly standing: Standing;
  /** Where the unknown true value is drawn from, 5th and 95th percentile; undefined for what is not drawn. */
  readonly range?: readonly [low: number, high: number];
}

/** A day, or what happened until its end. */
export interface SimulatedDay {
  /** From 0 on. */
  readonly day: number;
  /** ISO 8601. */
  readonly date: string;
  readonly counters: Readonly<Record<MailCounter, Band>>;
  /** Mails accepted until the end of the day. */
  readonly acceptedSoFar: Band;
  readonly domains: readonly SimulatedDomainDay[];
  readonly providers: readonly SimulatedProviderDay[];
}

export interface SimulatedDomainDay {
  readonly domain: string;
  /** From 1 on; 0 where the platform has no levels. */
  readonly level: Band;
  /** Mails; infinite quotas are `null`. */
  readonly quota: Band | null;
  readonly accepted: Band;
  /** What bound in most replications, and in how great a share of them. */
  readonly constraint: Constraint;
  readonly constraintShare: number;
}

export interface SimulatedProviderDay {
  readonly provider: string;
  readonly accepted: Band;
  readonly deferred: Band;
  readonly inbox: Band;
  readonly spam: Band;
  /** Of the mean of the sender domains' mixed reputation there: 0 to 1. */
  readonly reputation: Band;
}

/** A campaign's fate: days from the start of the simulation until its last mail was taken up; `null` past the horizon. */
export interface SimulatedCampaign {
  readonly campaign: string;
  readonly completionDay: { readonly p5: number | null; readonly p50: number | null; readonly p95: number | null };
  readonly completionDate: string | null;
  /** The share of replications that end within the horizon. */
  readonly completedShare: number;
  /** Mails of its mailings that nobody was sent when the time was up. */
  readonly left: Band;
}

export interface SimulatedMonth {
  /** `2026-12`. */
  readonly month: string;
  /** What is paid for mails, for IPs, and for both, in the currency of the report. */
  readonly mails: Band;
  readonly ips: number;
  readonly total: Band;
}

/** Plain words on what a plan will meet, with the clause of the standard they rest on. */
export interface SimulationWarning {
  readonly id: string;
  readonly severity: "error" | "warning" | "info";
  readonly clause?: number;
  readonly message: Text;
}

/**
 * How far one parameter alone moves a figure, from its 5th to its 95th percentile, all others at their middle: the mean over
 * the same replications at both ends.
 */
export interface Sensitivity {
  readonly parameter: string;
  readonly low: number;
  readonly high: number;
  readonly figureAtLow: number;
  readonly figureAtHigh: number;
  /** What chance may make of the difference: half the width of its 95 % interval. The difference is greater than that. */
  readonly noise: number;
}

/**
 * What sensitivities are of: the day on which the last campaign is done, from 0 on (the day after the last where one is not),
 * or the share of accepted mail that lands in the inbox.
 */
export type SensitivityFigure = "completion-day" | "inbox-share";

/** The parameters that move a figure more than chance may, the one that moves it furthest first. */
export interface Tornado {
  readonly figure: SensitivityFigure;
  /** By how many replications at each end they were measured. */
  readonly replications: number;
  readonly sensitivities: readonly Sensitivity[];
}

/** How many dedicated IPs a pool needs by the two readings of the formula. */
export interface IpSizing {
  readonly pool: string;
  readonly ips: number;
  readonly needed: number;
  readonly neededUnrounded: number;
  readonly pricePerMonth: number;
}

/** What a simulation of a sending plan says: plain data, the same bytes for the same scenario, seed and version. */
export interface SimulationReport {
  readonly version: 1;
  readonly scenario: string;
  readonly engine: "cohort" | "exact";
  readonly seed: number;
  readonly replications: number;
  /** Whether parameters were fitted to mail of one's own, and the fit was borne out. */
  readonly isCalibrated: boolean;
  /** How that fit stood the test; undefined where nothing was fitted. */
  readonly calibration?: CalibrationVerdict;
  readonly start: string;
  readonly days: number;
  readonly campaigns: readonly SimulatedCampaign[];
  readonly totals: Readonly<Record<MailCounter, Band>>;
  /** Of the mails that the platform accepted in a replication, those of each counter: bands of the shares, 0 in one without mail. */
  readonly acceptedShares: Readonly<Record<MailCounter, Band>>;
  readonly daily: readonly SimulatedDay[];
  readonly cost: { readonly currency: string; readonly total: Band; readonly months: readonly SimulatedMonth[] };
  readonly ipSizing: readonly IpSizing[];
  readonly warnings: readonly SimulationWarning[];
  /** Of the day of completion, where half of the replications are done in time, and of the inbox; without findings, none. */
  readonly tornados: readonly Tornado[];
  readonly parameters: readonly ParameterNote[];
  /** What happened in the first replication, in order. */
  readonly events: readonly SimulationEvent[];
}

/** One thing that happened in a replication. */
export interface SimulationEvent {
  readonly tick: number;
  readonly at: string;
  readonly kind: string;
  readonly domain?: string;
  readonly campaign?: string;
  readonly facts: Readonly<Record<string, number | string>>;
}
