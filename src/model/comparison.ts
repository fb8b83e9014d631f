import type { Text } from "./language.ts";
import type { Band, SimulatedCampaign, SimulationReport, SimulationWarning } from "./simulation.ts";

/** What two plans are compared by. */
export const comparedNames = ["accepted", "inbox", "spam", "bounced", "complained", "unsubscribed", "cost"] as const;
export type ComparedName = (typeof comparedNames)[number];

/**
 * A figure of two plans, A and B, each played with the same chance: the difference is taken in each replication, B less A,
 * and then its band.
 */
export interface ComparedFigure {
  readonly name: ComparedName;
  readonly a: Band;
  readonly b: Band;
  readonly difference: Band;
  /** Shares of the replications in which B is better, and in which it is worse; in the rest both are the same. */
  readonly betterShare: number;
  readonly worseShare: number;
}

/** When a campaign of both plans is done, or all campaigns of each. */
export interface ComparedCompletion {
  /** Its name in both; `null` for all of them. */
  readonly campaign: string | null;
  readonly a: SimulatedCampaign["completionDay"];
  readonly b: SimulatedCampaign["completionDay"];
  /** Days by which B is done later, of the replications in which both are done in time; `null` where there are none. */
  readonly difference: Band | null;
  /** Shares of the replications: both done in time, A alone, B alone. */
  readonly bothShare: number;
  readonly onlyAShare: number;
  readonly onlyBShare: number;
  /** Shares of the replications in which B is done earlier, and later; one that is not done in time comes after one that is. */
  readonly betterShare: number;
  readonly worseShare: number;
}

/** One of the two plans. */
export type ComparedPlan = Pick<SimulationReport, "scenario" | "start" | "isCalibrated" | "calibration">;

/** What changes from plan A to plan B when both are played with the same chance: plain data, the same bytes for the same input. */
export interface ComparisonReport {
  readonly version: 1;
  readonly kind: "comparison";
  readonly engine: SimulationReport["engine"];
  readonly seed: number;
  readonly replications: number;
  readonly days: number;
  readonly a: ComparedPlan;
  readonly b: ComparedPlan;
  /** All campaigns first, then each that both plans have. */
  readonly completions: readonly ComparedCompletion[];
  /** Without the cost where the currencies differ. */
  readonly figures: readonly ComparedFigure[];
  readonly currency: string | null;
  /** Warnings of B that A does not have, and those of A that B does not have. */
  readonly warningsCome: readonly SimulationWarning[];
  readonly warningsGone: readonly SimulationWarning[];
  /** Unknown parameters that both plans draw with the same numbers; those of them whose ranges differ; and those of one alone. */
  readonly parametersPaired: number;
  readonly parametersMoved: readonly string[];
  readonly parametersUnpaired: readonly string[];
  /** Where the plans are built in another way, so that their chance is not the same. */
  readonly unpaired: readonly Text[];
}
