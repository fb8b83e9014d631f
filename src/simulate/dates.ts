import { dateOf } from "../world/calendar.ts";
import type { Plan } from "../world/plan.ts";

/** A day of the simulation, from 0 on, as a date in ISO 8601. */
export function dateAt({ startDay }: Plan, day: number): string {
  return dateText(startDay + day);
}

/** A day since 1970 as a date in ISO 8601. */
export function dateText(day: number): string {
  const { year, month, dayOfMonth } = dateOf(day);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(dayOfMonth)}`;
}
