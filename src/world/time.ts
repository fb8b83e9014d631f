import type { Plan } from "./plan.ts";

const HOURS_A_DAY = 24;

/** The day of a tick, from 0 on. */
export function dayOf({ tickHours }: Pick<Plan, "tickHours">, tick: number): number {
  return Math.floor((tick * tickHours) / HOURS_A_DAY);
}

/** Whether a day begins with a tick. */
export function isDayStart({ tickHours }: Pick<Plan, "tickHours">, tick: number): boolean {
  return (tick * tickHours) % HOURS_A_DAY === 0;
}

/** Ticks of one day. */
export function ticksADay({ tickHours }: Pick<Plan, "tickHours">): number {
  return HOURS_A_DAY / tickHours;
}
