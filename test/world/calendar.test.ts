import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  businessDayAfter,
  DAY_MS,
  dateOf,
  dayOf,
  dayOfDate,
  dayStartMs,
  HOUR_MS,
  hourOf,
  isBusinessDay,
  monthOf,
  reviewedMs,
  weekdayOf,
} from "../../src/world/calendar.ts";

const at = (iso: string): number => Date.parse(iso);
const days = fc.integer({ min: 0, max: 2_932_896 });
const offsets = fc.integer({ min: -720, max: 840 });

test("dates are those of the Gregorian calendar, for every day until 9999", () => {
  fc.assert(
    fc.property(days, (day) => {
      const date = new Date(day * DAY_MS);
      expect(dateOf(day)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        dayOfMonth: date.getUTCDate(),
      });
      expect(dayOfDate(dateOf(day))).toBe(day);
      expect(weekdayOf(day) % 7).toBe(date.getUTCDay());
    }),
  );
});

test("a day of the account begins at its own midnight", () => {
  fc.assert(
    fc.property(days, offsets, fc.integer({ min: 0, max: DAY_MS - 1 }), (day, offset, later) => {
      expect(dayOf(dayStartMs(day, offset) + later, offset)).toBe(day);
      expect(dayOf(dayStartMs(day, offset) - 1, offset)).toBe(day - 1);
    }),
  );
  expect(dayStartMs(dayOf(at("2026-12-01T20:00:00Z"), 480), 480)).toBe(at("2026-12-01T16:00:00Z"));
});

test("hours are those of the account's clock", () => {
  expect(hourOf(HOUR_MS - 1, 0)).toBe(0);
  expect(hourOf(HOUR_MS - 1, 30)).toBe(1);
});

test.each([
  ["2026-12-31", "2026-12", 31],
  ["2028-02-01", "2028-02", 29],
  ["2027-02-28", "2027-02", 28],
  ["2026-11-15", "2026-11", 30],
])("%s lies in %s, which has %i days", (iso, name, length) => {
  const month = monthOf(dayOf(at(`${iso}T12:00:00Z`), 0));
  expect(month).toEqual({ name, firstDay: dayOf(at(`${name}-01T00:00:00Z`), 0), days: length });
});

test("business days are Monday to Friday", () => {
  const monday = dayOf(at("2026-11-23T00:00:00Z"), 0);
  expect([0, 1, 2, 3, 4, 5, 6].map((later) => isBusinessDay(monday + later))).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(businessDayAfter(monday, 5)).toBe(monday + 7);
  expect(businessDayAfter(monday + 5, 1)).toBe(monday + 7);
});

describe("a template that is reviewed within one business day", () => {
  test.each([
    ["on a Monday", "2026-11-23T10:00:00Z", "2026-11-24T10:00:00Z"],
    ["on a Friday", "2026-11-27T10:00:00Z", "2026-11-30T10:00:00Z"],
    ["on a Saturday", "2026-11-28T10:00:00Z", "2026-12-01T00:00:00Z"],
    ["on a Sunday", "2026-11-29T23:59:59Z", "2026-12-01T00:00:00Z"],
  ])("and handed in %s is reviewed in time", (_name, handedIn, reviewed) => {
    expect(new Date(reviewedMs(at(handedIn), 1, 0)).toISOString()).toBe(new Date(at(reviewed)).toISOString());
  });

  test("goes by the account's clock: late on Friday in Greenwich is Saturday in Shenzhen", () => {
    expect(reviewedMs(at("2026-11-27T18:00:00Z"), 1, 480)).toBe(at("2026-11-30T16:00:00Z"));
  });
});
