import type { Text } from "../model/language.ts";
import type { ParameterNote } from "../model/simulation.ts";

/** Values as they were read, and where each of them comes from. */
export interface Noted<T> {
  readonly value: T;
  readonly notes: readonly ParameterNote[];
}

/** All that `rules/world/` says: platforms and providers by id, tiers from the keenest readers to those never seen. */
export interface WorldTables {
  readonly platforms: ReadonlyMap<string, Noted<Platform>>;
  readonly providers: ReadonlyMap<string, Noted<MailboxProvider>>;
  readonly receiving: Noted<Receiving>;
  readonly tiers: ReadonlyMap<string, Noted<Tier>>;
}

/**
 * The rules of an ESP. Shares are from 0 to 1, and a limit that is absent is none. Names of rates: `invalid` is hard
 * bounces, `spamBounce` refusals for spam; what they are shares of says {@link rateDenominator}.
 */
export interface Platform {
  readonly id: string;
  readonly label: Text;
  /** Mails a day of a sender domain, from level 1 on. */
  readonly levelQuotas?: readonly number[] | undefined;
  /** From 1 on. */
  readonly levelStart?: number | undefined;
  /** Of the level's quota, sent today, before a rule may raise the level. */
  readonly raiseAtShare?: number | undefined;
  /** One that is met raises the level at once. */
  readonly raiseRules?: readonly RaiseRule[] | undefined;
  /** More mails than these must be sent today before a rule may lower the level of tomorrow. */
  readonly lowerSentAbove?: number | undefined;
  readonly lowerRules?: readonly LowerRule[] | undefined;
  /** More mails than these must be sent today before a rule may block the rest of the day. */
  readonly blockSentAbove?: number | undefined;
  readonly blockRules?: readonly LowerRule[] | undefined;
  /** The share of mails to listed addresses that stops sending, and of how many mails it is taken at least. */
  readonly stopListedShare?: number | undefined;
  readonly stopListedSampleMin?: number | undefined;
  readonly stopListed: (typeof stopListedChoices)[number];
  /** Mails a day of all domains together. */
  readonly accountDayMax?: number | undefined;
  readonly ratePerSecondMax?: number | undefined;
  /** Mails at once after a pause. */
  readonly rateBurst?: number | undefined;
  /** Mails to one address from one sender. */
  readonly recipientHourMax?: number | undefined;
  readonly recipientWindow: (typeof recipientWindows)[number];
  readonly dayKind: (typeof dayKinds)[number];
  readonly overQuota: (typeof overQuotaChoices)[number];
  readonly cacheResume: (typeof cacheResumes)[number];
  readonly rateDenominator: (typeof rateDenominators)[number];
  readonly blocklistDays?: number | undefined;
  /** Whether one tenant's bounces keep others from an address. */
  readonly isBlocklistShared: boolean;
  readonly retryFirstMinutes: number;
  readonly retryFactor: number;
  readonly retryMaxMinutes: number;
  readonly retryHoursMax: number;
  readonly retryJitterShare: number;
  /** Money in {@link currency}. */
  readonly pricePerMail: number;
  readonly freeMails: number;
  readonly ipPricePerMonth: number;
  readonly currency: string;
  readonly ipRatePerSecondMax?: number | undefined;
  /** Of a day's quota: a plan that goes beyond is warned of. */
  readonly nearQuotaShare: number;
  /** Mails of each day of a fixed ramp; the last day's number holds for ever. */
  readonly dayPlan?: readonly number[] | undefined;
  readonly ipRamp?: IpRamp | undefined;
  readonly templateReviewBusinessDays?: number | undefined;
  readonly domainsMax?: number | undefined;
  /** Mails of an account before its shares say something. */
  readonly standingSampleMin?: number | undefined;
  /** Shares at which an account is looked at, and at which it may be paused. */
  readonly reviewBounceShare?: number | undefined;
  readonly pauseBounceShare?: number | undefined;
  readonly reviewComplaintShare?: number | undefined;
  readonly pauseComplaintShare?: number | undefined;
}

/** Whether the share of listed addresses ends all sending, is only told, or is not looked at. */
export const stopListedChoices = ["stop", "warn", "off"] as const;
/** The hour that a recipient's mails are counted in: the one that ends now, or the one of the clock. */
export const recipientWindows = ["sliding", "fixed"] as const;
/** The day that a quota is of: that of the account's clock, or the 24 hours that end now. */
export const dayKinds = ["calendar", "rolling"] as const;
/** What becomes of mail over the quota: it waits in the cache queue, or it is refused. */
export const overQuotaChoices = ["cache", "fail"] as const;
/** When mail in the cache queue goes on: at the next day's start, 24 hours after the pause, or when somebody says so. */
export const cacheResumes = ["next-day", "after-24h", "by-hand"] as const;
/** What rates are shares of: mails that the platform accepted, or mails that providers took. */
export const rateDenominators = ["accepted", "delivered"] as const;

/** All that is given must hold. */
export interface RaiseRule {
  readonly invalidBelow?: number | undefined;
  readonly deliveredAbove?: number | undefined;
  readonly spamBounceBelow?: number | undefined;
  readonly complaintBelow?: number | undefined;
  readonly openAbove?: number | undefined;
}

/** One that is given is enough. */
export interface LowerRule {
  readonly invalidAbove?: number | undefined;
  readonly deliveredBelow?: number | undefined;
  readonly spamBounceAbove?: number | undefined;
  readonly complaintAbove?: number | undefined;
}

/** How a new dedicated IP is warmed up. */
export interface IpRamp {
  /** Mails of one IP in each step; after the last step it is warm. */
  readonly steps: readonly number[];
  /** What a step's number is of; a step lasts a day in any case. */
  readonly per: "day" | "hour";
  /** Of a step's mails, delivered, before the next step begins; without it the next day is the next step. */
  readonly promoteAboveShare?: number | undefined;
  /** Days without progress after which the ramp is given up. */
  readonly idleDaysMax?: number | undefined;
  /** What becomes of mail beyond a step: shared IPs send it, or it waits. */
  readonly overflow: "shared-pool" | "wait";
}

/** A provider of mailboxes: where mail ends there, and how it takes it. Shares are of mail for valid addresses. */
export interface MailboxProvider {
  readonly id: string;
  readonly label: Text;
  /** Of addresses, in lower case; empty for whoever is none of the others. */
  readonly domains: readonly string[];
  /** Of a good sender's mail that was taken: in the inbox, and in no folder that anybody sees. */
  readonly inboxShare: number;
  readonly missingShare: number;
  readonly softBounceShare: number;
  /** Mails a day that it takes from a new sender without deferring any. */
  readonly volumeStart: number;
  /** How much of a reputation is the domain's, the rest being the IP's (ω). */
  readonly domainWeight: number;
  /** For how long the first mail of a sender to an address is deferred; 0 where it is not. */
  readonly greylistMinutes: number;
  /** Of recipients whose client opens mail before they do. */
  readonly machineOpenShare: number;
  readonly connectionsMax: number;
  readonly mailsPerConnection: number;
  readonly repliesSource: string;
  readonly replies: readonly ProviderReply[];
}

/** What a provider says when it does not take a mail; kinds are fates of a mail. */
export const replyKinds = ["deferred", "bounced-hard", "bounced-soft", "bounced-spam"] as const;

/** A reply of SMTP: its opening words. */
export interface ProviderReply {
  readonly kind: (typeof replyKinds)[number];
  readonly code: number;
  /** RFC 3463. */
  readonly enhanced?: string | undefined;
  readonly text: string;
}

/** How providers judge a sender: numbers that all of them share, of a shape that is a guess (docs/parameters.md). */
export interface Receiving {
  /** In which evidence loses half its weight. */
  readonly halfLifeDays: number;
  /** Evidence that a new sender begins with. */
  readonly priorGood: number;
  readonly priorBad: number;
  /** What one mail adds to good evidence, and what one fault adds to bad. */
  readonly openWeight: number;
  readonly unopenedWeight: number;
  readonly invalidWeight: number;
  readonly complaintWeight: number;
  /** How fast mail turns to spam as reputation falls (κ), and the reputation of a good sender (r0). */
  readonly spamSlope: number;
  readonly spamReputation: number;
  /** Opens in the spam folder, as a share of those in the inbox. */
  readonly spamOpenShare: number;
  /** Below this reputation mail is refused for spam, and the share refused at reputation 0. */
  readonly spamBounceReputation: number;
  readonly spamBounceShareMax: number;
  /** Share deferred at reputation 0 apart from volume, and the share that is never passed. */
  readonly deferReputationShare: number;
  readonly deferShareMax: number;
  /** Growth of the volume taken, per unit of reputation above `volumeReputation`, and its bounds, as shares of the volume. */
  readonly volumeGrowthSlope: number;
  readonly volumeReputation: number;
  readonly volumeGrowthMin: number;
  readonly volumeGrowthMax: number;
  /** Of the volume that must be used for it to grow. */
  readonly volumeUsedShare: number;
  readonly volumeIdleHalfLifeDays: number;
  /** Complaints of each further mail in seven days, as a share of the first's (κ_f). */
  readonly complaintFatigueShare: number;
  /** Standard deviation of the logarithm of a day's effect on every rate (τ). */
  readonly dayDeviation: number;
  /** Mean and standard deviation of the logarithm of the hours until a mail is opened. */
  readonly openDelayMu: number;
  readonly openDelaySigma: number;
  /** Until the platform has learnt of a complaint. */
  readonly feedbackDelayHours: number;
  /** Reputation of a pool of shared IPs: its mean, how much of a day's distance from it lasts, and a day's deviation, on the logit scale. */
  readonly poolMean: number;
  readonly poolPersistence: number;
  readonly poolDeviation: number;
  /** Of addresses that other tenants' mail puts on the shared list, a day. */
  readonly othersListShare: number;
}

/** Recipients alike in when they were last seen to read: shares of their addresses or of mail to them. */
export interface Tier {
  readonly id: string;
  readonly label: Text;
  /** Of addresses that do not exist. */
  readonly invalidShare: number;
  /** Of mails in the inbox that a person opens. */
  readonly openShare: number;
  readonly clickOfOpensShare: number;
  /** Of mails in the inbox. */
  readonly complaintShare: number;
  readonly unsubscribeShare: number;
  /** Of addresses that others' mail has put on the shared list already. */
  readonly listedShare: number;
}
