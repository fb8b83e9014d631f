import { limits } from "../../model/limits.ts";
import type { Platform } from "../../world/parameters.ts";
import type { Schedule } from "../../world/plan.ts";
import type { WrittenCampaign, WrittenFigures } from "./written.ts";

const HOURS_A_DAY = 24;

/** The day plan of a platform: one that it names, or its ladder climbed a level a day; undefined for neither. */
export function dayPlanOf({ dayPlan, levelQuotas }: Platform): readonly number[] | undefined {
  return dayPlan ?? levelQuotas;
}

/** The mails of each day of a schedule, at most for so many days. */
export function scheduleOf(written: WrittenCampaign["schedule"], platform: Platform, days: number): Schedule {
  if (written === undefined || written === "as-allowed") return { kind: "as-allowed" };
  if (written === "platform") return { kind: "by-day", mails: dayPlanOf(platform) ?? [] };
  return { kind: "by-day", mails: mailsByDay(written, days) };
}

/** The figures of a schedule by day; the last holds for all days after. */
export function mailsByDay({ byDay, byHour, from, factor, max }: WrittenFigures, days: number): readonly number[] {
  if (byDay !== undefined) return byDay;
  return byHour === undefined ? ramp(from ?? 0, factor ?? 1, max ?? limits.listAddressesMax, days) : daysOfHours(byHour);
}

/** Hours put together to days: a day has what its hours have, and the last hour's figure fills the day and all after. */
function daysOfHours(byHour: readonly number[]): readonly number[] {
  const last = byHour.at(-1) ?? 0;
  const days: number[] = [];
  for (let hour = 0; hour < byHour.length; hour += HOURS_A_DAY) {
    let mails = 0;
    for (let at = hour; at < hour + HOURS_A_DAY; at++) mails += byHour[at] ?? last;
    days.push(mails);
  }
  return [...days, last * HOURS_A_DAY];
}

/** Whole mails of each day, growing by a factor until they reach the most. */
function ramp(from: number, factor: number, max: number, days: number): readonly number[] {
  const mails: number[] = [];
  let exact = from;
  for (let day = 0; day < days; day++) {
    mails.push(Math.floor(Math.min(exact, max)));
    exact = Math.min(exact * factor, limits.listAddressesMax);
  }
  return mails;
}

/** Mails that figures by day offer in so many days. */
export function mailsIn(byDay: readonly number[], days: number): number {
  let mails = 0;
  for (let day = 0; day < days; day++) mails += byDay[Math.min(day, byDay.length - 1)] ?? 0;
  return mails;
}
