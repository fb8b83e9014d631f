import type { IpRamp } from "./parameters.ts";

/** The mails of a day of a plan by days, from 0 on; the last day's number holds for ever. */
export function volumeByDay(plan: readonly number[], day: number): number {
  return plan[Math.min(day, plan.length - 1)] ?? 0;
}

/** The mails that a plan by days allows within so many days, when no day may have more than `dayMax`. */
export function volumeWithin(plan: readonly number[], days: number, dayMax: number = Number.POSITIVE_INFINITY): number {
  let mails = 0;
  for (const volume of plan.slice(0, days)) mails += Math.min(volume, dayMax);
  return mails + Math.max(0, days - plan.length) * Math.min(volumeByDay(plan, plan.length), dayMax);
}

/** The days that so many mails take by a plan when all of them are accepted; infinite where the plan ends at nothing. */
export function daysToSend(mails: number, plan: readonly number[], dayMax: number = Number.POSITIVE_INFINITY): number {
  let left = mails;
  for (const [day, volume] of plan.entries()) {
    if (left <= 0) return day;
    left -= Math.min(volume, dayMax);
  }
  if (left <= 0) return plan.length;
  return plan.length + Math.ceil(left / Math.min(volumeByDay(plan, plan.length), dayMax));
}

/** A plan by days that begins with `start` mails and grows by a factor each day, to whole mails: 2 doubles it. */
export function growingPlan(start: number, factor: number, days: number): readonly number[] {
  return Array.from({ length: days }, (_, day) => Math.floor(start * factor ** day));
}

/** The mails of one dedicated IP a day at a stage of its ramp, from 0 on; infinite once it is warm. */
export function stageVolume({ steps, per }: IpRamp, stage: number): number {
  const mails = steps[stage];
  if (mails === undefined) return Number.POSITIVE_INFINITY;
  return per === "hour" ? mails * 24 : mails;
}

/** Where one IP stands in its ramp. */
export interface IpStage {
  /** From 0 on; past the last step the IP is warm. */
  readonly stage: number;
  /** Days in a row without a step on. */
  readonly idleDays: number;
}

/** The mails of one IP on a day. */
export interface IpDay {
  readonly accepted: number;
  readonly delivered: number;
}

/**
 * Where an IP stands after a day: a stage on, where mail went out and enough of the stage's volume was delivered. An IP that
 * was idle for too long has to begin anew.
 */
export function stageAfterDay(ramp: IpRamp, { stage, idleDays }: IpStage, { accepted, delivered }: IpDay): IpStage {
  const { promoteAboveShare = 0, idleDaysMax = Number.POSITIVE_INFINITY } = ramp;
  const isWarm = stage >= ramp.steps.length;
  const isEnough = isWarm ? accepted > 0 : delivered > promoteAboveShare * stageVolume(ramp, stage);
  if (isEnough) return { stage: isWarm ? stage : stage + 1, idleDays: 0 };
  return idleDays + 1 >= idleDaysMax ? { stage: 0, idleDays: 0 } : { stage, idleDays: idleDays + 1 };
}
