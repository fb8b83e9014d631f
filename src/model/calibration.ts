import type { Problem } from "./result.ts";
import type { ParameterNote } from "./simulation.ts";

/** Whether the model tells the days it has not seen as often as it should, or there are too few to say so. */
export type CalibrationVerdict = "fits" | "misfits" | "too-thin";

/** Why a parameter keeps its default: no column tells of it, too little was counted, or all its values fit alike. */
export type UntoldReason = "no-column" | "too-few" | "flat";

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

/** What is held against days that were not fitted. */
export type HeldCount = FittedRateName | "open" | "deferral";

/** How many daily counts of the last fifth of the days lie in the 90 % bands of a fit of those before: 0 to 1. */
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
    /** Delivered. */
    readonly mails: number;
  };
  /** Of standing `calibrated`, by name; ranges are 90 % intervals. */
  readonly parameters: readonly ParameterNote[];
  readonly untold: readonly UntoldParameter[];
  readonly rates: readonly FittedRate[];
  /** Undefined where too few days or counts were left to hold against. */
  readonly coverage?: Coverage;
  /** What is wrong with the log, by line; the first ones, and how many there are in all. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  readonly rowsLeftOut: number;
}
