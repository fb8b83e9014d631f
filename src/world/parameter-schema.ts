import * as v from "valibot";
import type { Text } from "../model/language.ts";
import { limits } from "../model/limits.ts";
import {
  cacheResumes,
  dayKinds,
  type IpRamp,
  type LowerRule,
  type MailboxProvider,
  overQuotaChoices,
  type Platform,
  type ProviderReply,
  type RaiseRule,
  type Receiving,
  rateDenominators,
  recipientWindows,
  replyKinds,
  stopListedChoices,
  type Tier,
} from "./parameters.ts";

const words = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const id = v.pipe(v.string(), v.regex(/^[a-z\d]+(?:-[a-z\d]+)*$/, "must be words in lower case, parted by hyphens"));
const label: v.GenericSchema<unknown, Text> = v.strictObject({ en: words, zh: words });
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** A number that arithmetic stays exact with: sums of millions of them are below 2^53. */
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000));
const counted = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000));
const amount = v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000_000));
const positive = v.pipe(v.number(), v.gtValue(0), v.maxValue(1_000_000_000));
const steps = v.pipe(v.array(count), v.minLength(1), v.maxLength(1_000));

const raiseRule: v.GenericSchema<unknown, RaiseRule> = v.strictObject({
  invalidBelow: v.optional(share),
  deliveredAbove: v.optional(share),
  spamBounceBelow: v.optional(share),
  complaintBelow: v.optional(share),
  openAbove: v.optional(share),
});

const lowerRule: v.GenericSchema<unknown, LowerRule> = v.strictObject({
  invalidAbove: v.optional(share),
  deliveredBelow: v.optional(share),
  spamBounceAbove: v.optional(share),
  complaintAbove: v.optional(share),
});

const ipRamp: v.GenericSchema<unknown, IpRamp> = v.strictObject({
  steps,
  per: v.picklist(["day", "hour"]),
  promoteAboveShare: v.optional(share),
  idleDaysMax: v.optional(counted),
  overflow: v.picklist(["shared-pool", "wait"]),
});

/** The values of a platform, as a scenario may set them. */
export const platformValues: v.GenericSchema<unknown, Platform> = v.strictObject({
  id,
  label,
  levelQuotas: v.optional(steps),
  levelStart: v.optional(counted),
  raiseAtShare: v.optional(share),
  raiseRules: v.optional(v.array(raiseRule)),
  lowerSentAbove: v.optional(count),
  lowerRules: v.optional(v.array(lowerRule)),
  blockSentAbove: v.optional(count),
  blockRules: v.optional(v.array(lowerRule)),
  stopListedShare: v.optional(share),
  stopListedSampleMin: v.optional(count),
  stopListed: v.picklist(stopListedChoices),
  accountDayMax: v.optional(counted),
  ratePerSecondMax: v.optional(counted),
  rateBurst: v.optional(counted),
  recipientHourMax: v.optional(counted),
  recipientWindow: v.picklist(recipientWindows),
  dayKind: v.picklist(dayKinds),
  overQuota: v.picklist(overQuotaChoices),
  cacheResume: v.picklist(cacheResumes),
  rateDenominator: v.picklist(rateDenominators),
  blocklistDays: v.optional(v.pipe(counted, v.maxValue(limits.scenarioDaysMax))),
  isBlocklistShared: v.boolean(),
  retryFirstMinutes: positive,
  retryFactor: v.pipe(v.number(), v.minValue(1), v.maxValue(100)),
  retryMaxMinutes: positive,
  retryHoursMax: v.pipe(v.number(), v.gtValue(0), v.maxValue(720)),
  retryJitterShare: v.pipe(v.number(), v.minValue(0), v.maxValue(0.9)),
  pricePerMail: amount,
  freeMails: count,
  ipPricePerMonth: amount,
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, "must be three capital letters, such as USD")),
  ipRatePerSecondMax: v.optional(counted),
  nearQuotaShare: share,
  dayPlan: v.optional(steps),
  ipRamp: v.optional(ipRamp),
  templateReviewBusinessDays: v.optional(count),
  domainsMax: v.optional(counted),
  standingSampleMin: v.optional(counted),
  reviewBounceShare: v.optional(share),
  pauseBounceShare: v.optional(share),
  reviewComplaintShare: v.optional(share),
  pauseComplaintShare: v.optional(share),
});

const reply: v.GenericSchema<unknown, ProviderReply> = v.strictObject({
  kind: v.picklist(replyKinds),
  code: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
  enhanced: v.optional(v.pipe(v.string(), v.regex(/^[45]\.\d{1,3}\.\d{1,3}$/, "must be a status code such as 4.7.0"))),
  text: words,
});

const domain = v.pipe(v.string(), v.regex(/^[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,3}$/, "must be a domain in lower case"));

/** The values of a mailbox provider, as a scenario may set them. */
export const providerValues: v.GenericSchema<unknown, MailboxProvider> = v.strictObject({
  id,
  label,
  domains: v.array(domain),
  inboxShare: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
  missingShare: share,
  softBounceShare: share,
  volumeStart: counted,
  domainWeight: share,
  greylistMinutes: amount,
  machineOpenShare: share,
  connectionsMax: counted,
  mailsPerConnection: counted,
  repliesSource: words,
  replies: v.array(reply),
});

/** The values of how providers judge, as a scenario may set them. */
export const receivingValues: v.GenericSchema<unknown, Receiving> = v.strictObject({
  halfLifeDays: positive,
  priorGood: positive,
  priorBad: positive,
  openWeight: amount,
  unopenedWeight: amount,
  invalidWeight: amount,
  complaintWeight: amount,
  spamSlope: amount,
  spamReputation: share,
  spamOpenShare: share,
  spamBounceReputation: share,
  spamBounceShareMax: share,
  deferReputationShare: share,
  deferShareMax: share,
  volumeGrowthSlope: amount,
  volumeReputation: share,
  volumeGrowthMin: v.pipe(v.number(), v.gtValue(-1), v.maxValue(0)),
  volumeGrowthMax: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  volumeUsedShare: share,
  volumeIdleHalfLifeDays: positive,
  complaintFatigueShare: amount,
  dayDeviation: v.pipe(v.number(), v.minValue(0), v.maxValue(3)),
  openDelayMu: v.pipe(v.number(), v.minValue(-10), v.maxValue(10)),
  openDelaySigma: v.pipe(v.number(), v.gtValue(0), v.maxValue(10)),
  feedbackDelayHours: amount,
  poolMean: v.pipe(v.number(), v.minValue(-10), v.maxValue(10)),
  poolPersistence: share,
  poolDeviation: v.pipe(v.number(), v.minValue(0), v.maxValue(10)),
  othersListShare: share,
});

/** The values of a tier, as a scenario may set them. */
export const tierValues: v.GenericSchema<unknown, Tier> = v.strictObject({
  id,
  label,
  invalidShare: share,
  openShare: share,
  clickOfOpensShare: share,
  complaintShare: share,
  unsubscribeShare: share,
  listedShare: share,
});
