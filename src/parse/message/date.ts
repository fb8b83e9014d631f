const months: readonly string[] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Minutes from UTC of the zones that RFC 5322, 4.3 still knows; military letters and others say nothing. */
const zones: ReadonlyMap<string, number> = new Map([
  ["ut", 0],
  ["utc", 0],
  ["gmt", 0],
  ["z", 0],
  ["est", -300],
  ["edt", -240],
  ["cst", -360],
  ["cdt", -300],
  ["mst", -420],
  ["mdt", -360],
  ["pst", -480],
  ["pdt", -420],
]);

/** What a Date field says. */
export interface ReadDate {
  /** Milliseconds since 1970. */
  readonly epochMs: number;
  /** True for a form that RFC 5322 only lets readers accept, or not even that. */
  readonly isObsolete: boolean;
}

const DATE =
  /^(?:([a-z]{3,9}),?\s{0,9})?(\d{1,2})[\s-]{1,9}([a-z]{3,9})\.?,?[\s-]{1,9}(\d{2,4})\s{1,9}(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?(?:\s{0,9}([+-]\d{4}|[a-z]{1,5}))?$/i;

/** Reads a date (RFC 5322, 3.3 and 4.3), comments taken out; undefined for what is none. */
export function readDate(text: string): ReadDate | undefined {
  const found = DATE.exec(
    text
      .slice(0, 200)
      .replace(/\([^()]*\)/g, " ")
      .trim(),
  );
  if (!found) return undefined;
  const [, , day, monthName = "", yearText = "", hour, minute, second = "0", zone] = found;
  const year = fullYear(yearText);
  const month = months.indexOf(monthName.slice(0, 3).toLowerCase());
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  if (month === -1 || Number(day) < 1 || Number(day) > daysIn(year, month) || !isTime(time)) return undefined;
  const minutes = (daysFrom1970(year, month, Number(day)) * 24 + time.hour) * 60 + time.minute - minutesOf(zone);
  const isObsolete = yearText.length < 4 || zone === undefined || !/^[+-]/.test(zone);
  return { epochMs: (minutes * 60 + time.second) * 1_000, isObsolete };
}

/** RFC 5322, 4.3: two digits below 50 are of this century, others, and three, of the last. */
function fullYear(written: string): number {
  const year = Number(written);
  if (written.length === 4) return year;
  return written.length === 2 && year < 50 ? 2000 + year : 1900 + year;
}

interface Time {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function isTime({ hour, minute, second }: Time): boolean {
  return hour < 24 && minute < 60 && second <= LEAP_SECOND;
}

/** RFC 5322, 3.3: a minute may have 61 seconds. */
const LEAP_SECOND = 60;

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysIn(year: number, month: number): number {
  if (month === 1) return isLeap(year) ? 29 : 28;
  return month === 3 || month === 5 || month === 8 || month === 10 ? 30 : 31;
}

/** Days from 1 January 1970 in the Gregorian calendar, months from 0. */
function daysFrom1970(year: number, month: number, day: number): number {
  const leaps = (before: number): number => Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  let days = (year - 1970) * 365 + leaps(year - 1) - leaps(1969) + day - 1;
  for (let each = 0; each < month; each++) days += daysIn(year, each);
  return days;
}

function minutesOf(zone: string | undefined): number {
  if (zone === undefined) return 0;
  if (/^[+-]/.test(zone)) {
    const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
    return zone.startsWith("-") ? -minutes : minutes;
  }
  // An unknown zone is to be read as "-0000" (RFC 5322, 4.3).
  return zones.get(zone.toLowerCase()) ?? 0;
}
