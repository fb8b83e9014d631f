import type { MailboxProvider, Platform, Receiving } from "./parameters.ts";

/** A cohort: the recipients of one list who have one provider and one tier, and are alike. */
export interface PlannedCohort {
  /** Index of its list. */
  readonly list: number;
  /** Index of its mailbox provider. */
  readonly provider: number;
  /** The tier's name; tiers are reached in the order in which the plan has their cohorts. */
  readonly tier: string;
  /** Addresses. */
  readonly size: number;
  /** Shares of the addresses at the start: those that do not exist, and those of the rest that others' mail had listed. */
  readonly invalidShare: number;
  readonly listedShare: number;
  /** Of the mails in the inbox. */
  readonly openShare: number;
  readonly complaintShare: number;
  readonly unsubscribeShare: number;
  /** Of the opened. */
  readonly clickOfOpensShare: number;
  /** The probability with which other tenants' mail lists an address, a day. */
  readonly listedPerDay: number;
}

/** A sender domain. */
export interface PlannedDomain {
  readonly name: string;
  /** From 1 on; ignored where the platform has no levels. */
  readonly level: number;
  /** Index of the IPs it sends from. */
  readonly pool: number;
  /** Evidence from before, for every provider; a new sender has none. */
  readonly goodBefore: number;
  readonly badBefore: number;
  /** Mails a day that every provider took before at least; 0 for a new sender. */
  readonly volumeBefore: number;
}

/** IPs that domains send from. */
export interface PlannedPool {
  readonly name: string;
  /** On a shared one the neighbours decide the reputation. */
  readonly kind: "shared" | "dedicated";
  /** Dedicated IPs; ignored for a shared pool. */
  readonly ips: number;
  /** Queries a second of each scenario that shares the pool, for its sizing. */
  readonly scenarioRatesPerSecond: readonly number[];
  /** Whether the warm-up of its IPs is over. */
  readonly isWarm: boolean;
  /** Evidence from before, for every provider. */
  readonly goodBefore: number;
  readonly badBefore: number;
}

/** How many mails a campaign offers on which of its days. */
export type Schedule =
  /** As many as the platform lets pass. */
  | { readonly kind: "as-allowed" }
  /** So many on each day from its start on; the last figure holds for all days after. */
  | { readonly kind: "by-day"; readonly mails: readonly number[] };

/** A campaign: a list, mailed once or several times by one domain. */
export interface PlannedCampaign {
  readonly name: string;
  readonly domain: number;
  readonly list: number;
  readonly startTick: number;
  /** The tick by which the review of its template has ended at the latest; 0 where it was passed before. */
  readonly reviewedTick: number;
  /** Index of the campaign that must be done before; undefined for none. */
  readonly after: number | undefined;
  /** Times that the whole list is mailed, and ticks from the start of one to that of the next at least. */
  readonly mailings: number;
  readonly everyTicks: number;
  readonly schedule: Schedule;
  /** Whether tiers are mailed one after another as the plan has them, or all at the same time in proportion. */
  readonly order: "by-tier" | "mixed";
  /** Over the quota a batch waits in the cache queue; what is sent by calls to the API fails. */
  readonly via: "batch" | "api";
}

/** A scenario, ready to be played: indexes instead of names, numbers checked, every parameter settled. */
export interface Plan {
  /** The account's day on which the simulation begins, as calendar.ts counts them; tick 0 is its first hour. */
  readonly startDay: number;
  readonly tickHours: 1 | 24;
  readonly days: number;
  readonly platform: Platform;
  readonly receiving: Receiving;
  readonly providers: readonly MailboxProvider[];
  readonly cohorts: readonly PlannedCohort[];
  readonly lists: readonly string[];
  readonly domains: readonly PlannedDomain[];
  readonly pools: readonly PlannedPool[];
  readonly campaigns: readonly PlannedCampaign[];
  /** Money on the account at the start, in the platform's currency; undefined for as much as is needed. */
  readonly balance: number | undefined;
}
