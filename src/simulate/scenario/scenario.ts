import type { PlannedCampaign } from "../../world/plan.ts";
import type { Overrides } from "./written.ts";

/** A scenario that was read and checked: names are indexes, dates are days, sizes are whole; parameters are still to settle. */
export interface Scenario {
  readonly title: string;
  /** Days since 1970-01-01 where the account is. */
  readonly startDay: number;
  readonly days: number;
  readonly tickHours: 1 | 24;
  readonly seed: number;
  readonly runs: number;
  /** Of the account's clock from UTC, such as `+08:00`. */
  readonly offset: string;
  /** Money in the platform's currency; undefined for enough. */
  readonly balance: number | undefined;
  readonly platform: { readonly profile: string; readonly set: Overrides };
  readonly receiving: Overrides;
  /** Those that any list has addresses at. */
  readonly providers: readonly ScenarioProvider[];
  readonly pools: readonly ScenarioPool[];
  readonly domains: readonly ScenarioDomain[];
  readonly lists: readonly ScenarioList[];
  /** List by list, tier by tier as they are mailed, provider by provider; none is empty. */
  readonly cohorts: readonly ScenarioCohort[];
  readonly campaigns: readonly PlannedCampaign[];
}

/** A mailbox provider: its profile, or that of the one it is like, and what is set otherwise. */
export interface ScenarioProvider {
  readonly id: string;
  readonly like: string | undefined;
  readonly set: Overrides;
}

/** IPs that domains send from. */
export interface ScenarioPool {
  readonly name: string;
  readonly kind: "shared" | "dedicated";
  readonly ips: number;
  readonly scenarioRatesPerSecond: readonly number[];
  readonly isWarm: boolean;
}

/** A sender domain. */
export interface ScenarioDomain {
  readonly name: string;
  readonly level: number;
  /** Index of its IPs. */
  readonly pool: number;
  readonly isWarm: boolean;
}

/** A list, and the rates that hold for all its tiers. */
export interface ScenarioList {
  readonly name: string;
  readonly rates: Overrides;
}

/** Recipients of one list, provider and tier. */
export interface ScenarioCohort {
  readonly list: number;
  readonly provider: number;
  readonly tier: string;
  readonly size: number;
}
