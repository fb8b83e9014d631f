/** Milliseconds of an hour and of a day: accounts have no summer time, so every day is as long. */
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/**
 * An account's clock: minutes that it is ahead of UTC. All times are milliseconds since 1970 in UTC, and all functions
 * here hold for the years 1970 to 9999.
 */
export type OffsetMinutes = number;

/** The account's day that a time lies in, from 1970-01-01 on, which is day 0. */
export function dayOf(atMs: number, offset: OffsetMinutes): number {
  return Math.floor((atMs + offset * 60_000) / DAY_MS);
}

/** When a day of the account begins. */
export function dayStartMs(day: number, offset: OffsetMinutes): number {
  return day * DAY_MS - offset * 60_000;
}

/** The account's hour that a time lies in, counted from 1970 on. */
export function hourOf(atMs: number, offset: OffsetMinutes): number {
  return Math.floor((atMs + offset * 60_000) / HOUR_MS);
}

/** 1 for Monday to 7 for Sunday, as in ISO 8601. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Monday to Friday. Public holidays are not known here: they differ by country and year. */
export function isBusinessDay(day: number): boolean {
  return weekdayOf(day) <= 5;
}

/** The last of so many business days after a day, itself not counted; at most 10,000 of them. */
export function businessDayAfter(day: number, businessDays: number): number {
  let last = day;
  for (let left = Math.min(businessDays, 10_000); left > 0; left--) {
    last++;
    while (!isBusinessDay(last)) last++;
  }
  return last;
}

/**
 * When the review of a template that is handed in now has ended: within so many business days, and for one that is handed
 * in on a day off within the next business day (clause 18). Takes the whole time that is allowed.
 */
export function reviewedMs(atMs: number, businessDays: number, offset: OffsetMinutes): number {
  const day = dayOf(atMs, offset);
  const last = businessDayAfter(day, businessDays);
  // Handed in on a day off, the time runs from the end of that day.
  return isBusinessDay(day) ? atMs + (last - day) * DAY_MS : dayStartMs(last + 1, offset);
}

/** A day by the calendar. */
export interface CivilDate {
  readonly year: number;
  /** From 1 on. */
  readonly month: number;
  /** From 1 on. */
  readonly dayOfMonth: number;
}

/** The date of a day. Years begin in March here, so that the leap day is the last; an era is the 400 years that repeat. */
export function dateOf(day: number): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const dayOfMonth = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth };
}

/** The day of a date. */
export function dayOfDate({ year, month, dayOfMonth }: CivilDate): number {
  const fromMarchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(fromMarchYear / 400);
  const yearOfEra = fromMarchYear - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear - 719_468;
}

/** A month of the calendar, as days. */
export interface Month {
  /** `2026-12`. */
  readonly name: string;
  readonly firstDay: number;
  readonly days: number;
}

/** The month that a day lies in. */
export function monthOf(day: number): Month {
  const { year, month, dayOfMonth } = dateOf(day);
  const firstDay = day - dayOfMonth + 1;
  const next = month === 12 ? { year: year + 1, month: 1, dayOfMonth: 1 } : { year, month: month + 1, dayOfMonth: 1 };
  return {
    name: `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`,
    firstDay,
    days: dayOfDate(next) - firstDay,
  };
}
