/** Parameters that a scenario sets, by name: a value, or a number that is unknown between two others. */
export type Overrides = Readonly<Record<string, unknown>>;

/** An unknown number: its middle, and its 5th and 95th percentile. */
export interface UnknownValue {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A scenario as it is written, its shape checked. What each key means says the schema. */
export interface WrittenScenario {
  readonly scenario: string;
  readonly start: string;
  readonly days: number;
  readonly tick?: "day" | "hour" | undefined;
  readonly seed?: number | undefined;
  readonly runs?: number | undefined;
  readonly platform: string | WrittenPlatform;
  readonly calibration?: string | undefined;
  readonly receiving?: Overrides | undefined;
  readonly account?: WrittenAccount | undefined;
  readonly providers?: Readonly<Record<string, WrittenProvider>> | undefined;
  readonly ips?: Readonly<Record<string, WrittenIps>> | undefined;
  readonly domains: Readonly<Record<string, WrittenDomain>>;
  readonly lists: Readonly<Record<string, WrittenList>>;
  readonly campaigns: Readonly<Record<string, WrittenCampaign>>;
}

/** A profile, some of its parameters set otherwise. */
export interface WrittenPlatform {
  readonly profile: string;
  readonly set?: Overrides | undefined;
}

/** The account at the platform. */
export interface WrittenAccount {
  readonly balance?: number | undefined;
  readonly offset?: string | undefined;
}

/** A mailbox provider: parameters that are set, and whom it is like. */
export interface WrittenProvider extends Overrides {
  readonly like?: string | undefined;
}

/** IPs that domains send from. */
export interface WrittenIps {
  readonly kind: "shared" | "dedicated";
  readonly count?: number | undefined;
  readonly scenarioRates?: readonly number[] | undefined;
  readonly isWarm?: boolean | undefined;
}

/** A sender domain. */
export interface WrittenDomain {
  readonly level?: number | undefined;
  readonly ips?: string | undefined;
  readonly isWarm?: boolean | undefined;
}

/** Recipients, by numbers or counted from a file; its other keys are rates of its tiers that are set. */
export interface WrittenList extends Overrides {
  readonly size?: number | undefined;
  readonly providers?: Readonly<Record<string, number>> | undefined;
  readonly file?: string | undefined;
  readonly tiers: Readonly<Record<string, number>>;
}

/** A list mailed by a domain. */
export interface WrittenCampaign {
  readonly domain: string;
  readonly list: string;
  readonly start?: string | undefined;
  readonly templateSubmitted?: string | undefined;
  readonly after?: string | undefined;
  readonly mailings?: number | undefined;
  readonly everyDays?: number | undefined;
  readonly schedule?: "as-allowed" | "platform" | WrittenFigures | undefined;
  readonly order?: "by-tier" | "mixed" | undefined;
  readonly via?: "batch" | "api" | undefined;
}

/** How many mails when: by day, by hour, or a ramp. */
export interface WrittenFigures {
  readonly byDay?: readonly number[] | undefined;
  readonly byHour?: readonly number[] | undefined;
  readonly from?: number | undefined;
  readonly factor?: number | undefined;
  readonly max?: number | undefined;
}
