import type { Constraint, MailCounter } from "../model/simulation.ts";
import { mailCounters } from "../model/simulation.ts";
import type { Key } from "./chance/hash.ts";
import type { Stream } from "./chance/stream.ts";
import type { AccountStanding } from "./ladder.ts";
import type { Plan } from "./plan.ts";
import type { Recipients } from "./population.ts";
import type { IpStage } from "./ramp.ts";
import type { Steps } from "./steps.ts";

/** What the platform has seen of a domain since the day began; the rates of its rules are taken from these. */
export interface DayCounts {
  /** Taken up, dropped ones included. */
  requested: number;
  accepted: number;
  /** Dropped because the shared list has them. */
  listed: number;
  delivered: number;
  invalid: number;
  spamBounces: number;
  complaints: number;
  opens: number;
}

export interface DomainState {
  /** From 1 on; 0 where the platform has none. */
  level: number;
  /** The level of tomorrow; undefined where it stays. */
  levelTomorrow: number | undefined;
  isBlockedToday: boolean;
  /** Stopped until somebody sees to it. */
  isStopped: boolean;
  /** What is left of the tick's quota was told to run out, once a day. */
  isNearQuotaTold: boolean;
  constraint: Constraint;
  /** Accepted mails at which the rules are asked next. */
  nextCheck: number;
  /** Days since the first mail: where a day plan or the warm-up of IPs stands. */
  daysSending: number;
  readonly today: DayCounts;
  /** Accepted by tick, for a rolling day; by tick modulo its length. */
  readonly acceptedByTick: Float64Array;
}

export interface CampaignState {
  status: "waiting" | "sending" | "done" | "failed";
  /** Mailings begun. */
  mailing: number;
  mailingStartTick: number;
  startTick: number;
  takenUpToday: number;
  /** Recipients of the mailing not reached yet. */
  ahead: number;
  /** The tick from which on mail in the cache queue is sent; in the past while nothing waits there. */
  resumeTick: number;
  /** The tick in which the last mail was taken up. */
  doneTick: number | undefined;
}

/**
 * The state of a simulated world. Figures by sender and provider stand at `sender * providers + provider`. The arrays of
 * senders, pools and cohorts are those of the plain steps; people with steps of their own keep such figures themselves.
 */
export interface World {
  tick: number;
  /** The day of the tick. */
  day: number;
  readonly domains: readonly DomainState[];
  readonly campaigns: readonly CampaignState[];
  acceptedToday: number;
  acceptedThisTick: number;
  acceptedInAll: number;
  /** Hard bounces and complaints of the account until yesterday, and what the platform makes of them. */
  invalidInAll: number;
  complaintsInAll: number;
  standing: AccountStanding;
  /** Money owed or paid so far. */
  spent: number;
  /** Evidence about each domain, and about each pool of IPs. */
  readonly good: Float64Array;
  readonly bad: Float64Array;
  readonly poolGood: Float64Array;
  readonly poolBad: Float64Array;
  /** What neighbours make of a shared pool: a reputation on the logit scale. */
  readonly neighbours: Float64Array;
  /** Mails that a provider takes from a domain on a day without a murmur. */
  readonly volume: Float64Array;
  readonly offeredToday: Float64Array;
  /** What a provider thought of a domain as the last day ended: its mixed reputation. */
  readonly reputation: Float64Array;
  /** What the day adds to the chance of an open and of a complaint, by provider. */
  readonly openEffect: Float64Array;
  readonly complaintEffect: Float64Array;
  /** Where the IPs of each pool stand in their warm-up, and what its own IPs took and delivered today. */
  readonly poolStages: IpStage[];
  readonly poolAcceptedToday: Float64Array;
  readonly poolAcceptedThisTick: Float64Array;
  readonly poolDeliveredToday: Float64Array;
  /** Mails of each cohort in the last seven days, by day modulo 7, and the sum of the seven. */
  readonly cohortMails: Float64Array;
  readonly cohortMailsInWeek: Float64Array;
  /** Mails that were deferred and wait for another try, by stream. */
  readonly waiting: Float64Array;
  /** Flags on their way: by (age of their mail in days, domain, provider, kind); those of age 0 are not looked at yet. */
  readonly flags: Float64Array;
  /** Mails in folders that people see, of which no machine's opens are drawn yet, by sender and provider. */
  readonly placed: Float64Array;
}

/** Days that flags take at most; the third is for all that come later. */
export const FLAG_DAYS = 4;
/** Kinds of opened mail, each with the flags it brings: opened alone, clicked, complained, unsubscribed. */
export const FLAG_KINDS = 4;

/** What a replication wrote down: counts by day, domain, provider and counter, and the state at each day's end. */
export interface Ledger {
  readonly counts: Float64Array;
  /** The same of all senders together, by day and counter: written as a day ends, like the figures of providers. */
  readonly daily: Float64Array;
  /** By day and provider: those of {@link providerFigures} of all domains, then the reputation, on average over the domains. */
  readonly providers: Float64Array;
  /** Accepted mails, the level, the quota and what held more back, by day and domain. */
  readonly accepted: Float64Array;
  readonly level: Float64Array;
  readonly quota: Float64Array;
  readonly constraint: Uint8Array;
  /** 1 on a day that began with a level less, by day and domain. */
  readonly lowered: Uint8Array;
  /** Money, by day. */
  readonly cost: Float64Array;
  /** By campaign. */
  readonly doneTick: Float64Array;
}

/** Someone who writes down what happens; for the one replication whose events are shown. */
export type Note = (kind: string, facts: Readonly<Record<string, number | string>>, domain?: number, campaign?: number) => void;

/** One replication: the plan, its world, its people, its chance, and what is written down. */
export interface Play {
  readonly plan: Plan;
  readonly world: World;
  readonly population: Recipients;
  readonly steps: Steps;
  /** For chance that has a key of its own each time. */
  readonly stream: Stream;
  /** The key of each provider's days. */
  readonly moods: readonly Key[];
  /** The chance of each domain's flags. */
  readonly flagChances: readonly Stream[];
  readonly ledger: Ledger;
  readonly streams: readonly PlannedStream[];
  /** The streams of each campaign, in the order of the cohorts. */
  readonly streamsOf: readonly (readonly number[])[];
  /** The same, one tier after another. */
  readonly tiersOf: readonly (readonly (readonly number[])[])[];
  /** The probability with which others' mail lists an address of a cohort in a tick. */
  readonly listedPerTick: Float64Array;
  readonly worries: Worries;
  /** Ticks from one try to the next. */
  readonly retryTicks: readonly number[];
  /** By kind: of the flags still to come, those that come on the day of the mail, on the next, on the one after, and then. */
  readonly flagShares: readonly (readonly number[])[];
  readonly note: Note | undefined;
  readonly scratch: Scratch;
}

/** Shares of a day's mail above which a platform looks at a domain more often. */
export interface Worries {
  /** Of accepted mails. */
  readonly invalid: number;
  readonly spamBounce: number;
  /** Of mails asked for. */
  readonly listed: number;
}

/** A campaign over one cohort. */
export interface PlannedStream {
  readonly campaign: number;
  readonly cohort: number;
  readonly provider: number;
  /** Which of the domains that mail the list. */
  readonly domainBit: number;
  /** How often the campaign mails the list. */
  readonly mailings: number;
}

/** Arrays that the plain steps use anew each time, so that a replication makes nothing. */
export interface Scratch {
  readonly fates: Float64Array;
  readonly probabilities: Float64Array;
  readonly shares: Float64Array;
  /** What providers make of senders today, and when that was worked out. */
  readonly views: Float64Array;
  readonly viewStamps: Int32Array;
  /** By stream and outcome: the shares of mail that providers take, for one stamp and one number of mails a week. */
  readonly takenShares: Float64Array;
  readonly takenStamps: Int32Array;
  readonly takenWeeks: Float64Array;
}

export const COUNTERS: number = mailCounters.length;

/** The counters of a provider's day that are shown. */
export const providerFigures: readonly MailCounter[] = ["accepted", "deferred", "inbox", "spam"];
/** Figures of a provider's day: those, and the reputation. */
export const PROVIDER_FIGURES: number = providerFigures.length + 1;

const counterIndex = new Map(mailCounters.map((counter, at) => [counter, at]));

/** Where a counter stands in the ledger's innermost dimension. */
export function counterAt(counter: MailCounter): number {
  return counterIndex.get(counter) ?? 0;
}
