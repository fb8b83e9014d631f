import { dateOf } from "../world/calendar.ts";

/** A day since 1970 as a date in ISO 8601. */
export function dateText(day: number): string {
  const { year, month, dayOfMonth } = dateOf(day);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(dayOfMonth)}`;
}
