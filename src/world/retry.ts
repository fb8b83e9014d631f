import { limits } from "../model/limits.ts";
import type { Platform } from "./parameters.ts";

type Backoff = Pick<Platform, "retryFirstMinutes" | "retryFactor" | "retryMaxMinutes" | "retryHoursMax" | "retryJitterShare">;

/** Minutes to wait after so many tries, from 1 on, without the jitter. */
export function retryWaitMinutes(platform: Backoff, tries: number): number {
  return Math.min(platform.retryMaxMinutes, platform.retryFirstMinutes * platform.retryFactor ** (tries - 1));
}

/** A wait with its jitter, for a number drawn evenly from 0 to 1. */
export function jittered(waitMinutes: number, { retryJitterShare }: Pick<Platform, "retryJitterShare">, drawn: number): number {
  return waitMinutes * (1 + retryJitterShare * (2 * drawn - 1));
}

/**
 * Minutes from the first try to each of all tries, the first among them: a mail that the last one defers expires. The
 * defaults of 5 minutes, doubled to 4 hours, within 72 hours, are 23 tries.
 */
export function tryOffsetsMinutes(platform: Backoff): readonly number[] {
  const offsets = [0];
  let atMinutes = 0;
  while (offsets.length < limits.triesMax) {
    atMinutes += retryWaitMinutes(platform, offsets.length);
    if (atMinutes > platform.retryHoursMax * 60) break;
    offsets.push(atMinutes);
  }
  return offsets;
}

/** The same in whole ticks of the clock: how many ticks after the first try each try falls. */
export function retryTicks(platform: Backoff, tickMs: number): readonly number[] {
  return tryOffsetsMinutes(platform).map((minutes) => Math.floor((minutes * 60_000) / tickMs));
}
