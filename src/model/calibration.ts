import type { Problem } from "./result.ts";
import type { ParameterNote } from "./simulation.ts";

/** Whether the model tells the days it has not seen as often as it should, or there are too few to say so. */
export const calibrationVerdicts = ["fits", "misfits", "too-thin"] as const;
/** One of {@link calibrationVerdicts}. */
export type CalibrationVerdict = (typeof calibrationVerdicts)[number];

/** Why a parameter keeps its default: no column tells of it, too little was counted, all its values fit alike, or the sender was known before the log began. */
export const untoldReasons = ["no-column", "too-few", "flat", "known-before", "shared-ips"] as const;
export type UntoldReason = (typeof untoldReasons)[number];

/** A parameter that a log tells. */
export interface FittedParameter extends ParameterNote {
  readonly defaultValue: ParameterNote["value"];
}

/** A parameter that a log cannot tell: its default, and the range that it is drawn from, hold on. */
export interface UntoldParameter {
  readonly note: ParameterNote;
  readonly reason: UntoldReason;
}

/** What is counted of mails and told as a share of others. */
export const fittedRateNames = ["hardBounce", "softBounce", "spamBounce", "complaint", "unsubscribe", "click"] as const;
export type FittedRateName = (typeof fittedRateNames)[number];

/** A share as a log has it, with the 90 % interval of its profile likelihood; days scatter more than chance explains. */
export interface FittedRate {
  readonly rate: FittedRateName;
  readonly provider: string;
  /** Of how many, and how many of them; those of all providers where this one alone has too few. */
  readonly trials: number;
  readonly events: number;
  readonly isPooled: boolean;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Standard deviation of the logarithm of a day's effect on the rate, at all providers together. */
  readonly deviation: number;
}

/** Rates of a log's mail at all providers together, by the names under which a list of a scenario sets them. */
export const listRateNames = ["invalidShare", "openShare", "clickOfOpensShare", "complaintShare", "unsubscribeShare"] as const;

/** A rate as a list of a scenario sets it, with its 90 % interval. */
export interface ListRate {
  readonly name: (typeof listRateNames)[number];
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Whether nobody knew the sender when a log began, or it had long been sending as in the log's first week. */
export const logStarts = ["new", "known"] as const;
export type LogStart = (typeof logStarts)[number];
/** What a log says of its start: nothing, where both fit about as well. */
export const startVerdicts = ["new", "known", "unclear"] as const;
export type StartVerdict = (typeof startVerdicts)[number];

/** What is held against days that were not fitted. */
export type HeldCount = FittedRateName | "open" | "deferral";

/** How many daily counts of the last days lie in the 90 % bands of a fit of those before: 0 to 1. */
export interface Coverage {
  readonly share: number;
  readonly counts: number;
  readonly byCount: readonly { readonly count: HeldCount; readonly share: number; readonly counts: number }[];
}

/** What a log of daily sends tells of the parameters of the model: plain data, the same bytes for the same log and version. */
export interface Calibration {
  readonly version: 1;
  readonly verdict: CalibrationVerdict;
  readonly log: {
    readonly rows: number;
    /** Days with mail. */
    readonly days: number;
    /** ISO 8601. */
    readonly from: string;
    readonly to: string;
    readonly domains: number;
    readonly providers: readonly string[];
    /** Names that no provider has, as they are written: their mail is that of `other`. */
    readonly unknownProviders: readonly string[];
    /** Delivered. */
    readonly mails: number;
  };
  /** As which of the two the log fits better; undefined where reputation could not be fitted. */
  readonly start?: StartVerdict;
  /** Of standing `calibrated`, by name; ranges are 90 % intervals. */
  readonly parameters: readonly FittedParameter[];
  readonly untold: readonly UntoldParameter[];
  readonly rates: readonly FittedRate[];
  readonly listRates: readonly ListRate[];
  /** Undefined where too few days or counts were left to hold against. */
  readonly coverage?: Coverage;
  /** What is wrong with the log, by line; the first ones, and how many there are in all. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  readonly rowsLeftOut: number;
}
