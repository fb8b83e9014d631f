import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../src/world/calendar.ts";
import { QuotaWindow } from "../../src/world/quota-window.ts";
import { RecipientCap } from "../../src/world/recipient-cap.ts";
import { dayMaxAt, secondsFor, TokenBucket } from "../../src/world/token-bucket.ts";
import { platform } from "../support/world-tables.ts";

const tencent = platform("tencent-ses");
const limit = { ratePerSecondMax: 20, rateBurst: 20 };

describe("a token bucket", () => {
  test("V10: filled to the brim for 800 seconds lets 16,020 mails pass", () => {
    const bucket = new TokenBucket(limit, 0);
    let passed = 0;
    for (let nowMs = 0; nowMs <= 800_000; nowMs++) passed += bucket.take(1_000, nowMs);
    expect(passed).toBe(16_020);
  });

  test("never lets more pass in a second than its burst and its rate", () => {
    const asked = fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 90 })), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 97 }), fc.integer({ min: 1, max: 50 }), asked, (rate, burst, steps) => {
        const bucket = new TokenBucket({ ratePerSecondMax: rate, rateBurst: burst }, 0);
        const passed: { readonly atMs: number; readonly mails: number }[] = [];
        let nowMs = 0;
        for (const [waitMs, wanted] of steps) {
          nowMs += waitMs;
          passed.push({ atMs: nowMs, mails: bucket.take(wanted, nowMs) });
        }
        for (const { atMs } of passed) {
          let within = 0;
          for (const each of passed) if (each.atMs >= atMs && each.atMs < atMs + 1_000) within += each.mails;
          expect(within).toBeLessThanOrEqual(rate + burst);
        }
      }),
    );
  });

  test("says when the next mail passes, and it does then and not before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 5_000 }), (rate, startMs) => {
        const bucket = new TokenBucket({ ratePerSecondMax: rate, rateBurst: 3 }, startMs);
        expect(bucket.nextMs(startMs)).toBe(startMs);
        expect(bucket.take(5, startMs)).toBe(3);
        const nextMs = bucket.nextMs(startMs);
        expect(nextMs).toBeGreaterThan(startMs);
        expect(bucket.take(1, nextMs - 1)).toBe(0);
        expect(bucket.take(1, nextMs)).toBe(1);
      }),
    );
  });

  test("stands still when the clock runs backwards", () => {
    const bucket = new TokenBucket(limit, 1_000);
    expect(bucket.take(20, 1_000)).toBe(20);
    expect(bucket.take(1, 0)).toBe(0);
    expect(bucket.take(1, 1_000)).toBe(0);
  });

  test("V5: 1,000,000 mails at 20 a second take 13 h 53 min 20 s, and a day has room for 1,728,000", () => {
    expect(secondsFor(1_000_000, tencent.ratePerSecondMax ?? 0)).toBe(50_000);
    expect(50_000).toBe(13 * 3_600 + 53 * 60 + 20);
    expect(dayMaxAt(tencent.ratePerSecondMax ?? 0)).toBe(1_728_000);
    expect(dayMaxAt(tencent.ipRatePerSecondMax ?? 0)).toBe(2_592_000);
  });
});

describe("the mails of an hour to one recipient", () => {
  test.each(["sliding", "fixed"] as const)(
    "V11: 100 at once, tried again each hour, pass ten at a time (%s)",
    (recipientWindow) => {
      const cap = new RecipientCap({ ...tencent, recipientWindow });
      const passed: number[] = [];
      let left = 100;
      for (let hour = 0; left > 0; hour++) {
        let now = 0;
        for (let each = 0; each < left; each++) if (cap.pass("a b", hour * HOUR_MS)) now++;
        passed.push(now);
        left -= now;
      }
      expect(passed).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
    },
  );

  test("are counted in the hour that ends now, or in the hour of the clock", () => {
    const sliding = new RecipientCap({ recipientHourMax: 1, recipientWindow: "sliding" });
    const fixed = new RecipientCap({ recipientHourMax: 1, recipientWindow: "fixed" });
    const late = HOUR_MS - 1;
    expect([sliding.pass("a", late), fixed.pass("a", late)]).toEqual([true, true]);
    expect([sliding.pass("a", HOUR_MS), fixed.pass("a", HOUR_MS)]).toEqual([false, true]);
    expect([sliding.pass("a", late + HOUR_MS - 1), sliding.pass("a", late + HOUR_MS)]).toEqual([false, true]);
  });

  test("of another sender or another recipient are counted apart", () => {
    const cap = new RecipientCap({ recipientHourMax: 1, recipientWindow: "sliding" });
    expect([cap.pass("a", 0), cap.pass("b", 0), cap.pass("a", 0)]).toEqual([true, true, false]);
  });

  test("are never more than ten in any hour that slides", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 120 }), (waits) => {
        const cap = new RecipientCap(tencent);
        const passed: number[] = [];
        let nowMs = 0;
        for (const wait of waits) {
          nowMs += wait;
          if (cap.pass("a", nowMs)) passed.push(nowMs);
        }
        for (const from of passed) expect(passed.filter((each) => each >= from && each < from + HOUR_MS).length).toBeLessThan(11);
      }),
    );
  });

  test("are forgotten when the hour is over, so that memory does not grow", () => {
    const cap = new RecipientCap(tencent);
    for (let each = 0; each < 20_000; each++) cap.pass(String(each), each * 1_000);
    expect(cap.size).toBeLessThan(10_000);
  });

  test("have no limit where the platform has none", () => {
    const cap = new RecipientCap(platform("none"));
    for (let each = 0; each < 100; each++) expect(cap.pass("a", 0)).toBe(true);
  });
});

describe("a quota of a day", () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 9_000_000 }), fc.integer({ min: 0, max: 900 })), { maxLength: 80 });
  test.each([
    ["calendar", 0],
    ["calendar", 480],
    ["rolling", 0],
  ] as const)("is never passed by one mail (%s day, %i minutes ahead)", (dayKind, offset) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), steps, (quota, asked) => {
        const window = new QuotaWindow({ dayKind }, offset);
        const passed: { readonly atMs: number; readonly mails: number }[] = [];
        let nowMs = 0;
        for (const [waitMs, wanted] of asked) {
          nowMs += waitMs;
          passed.push({ atMs: nowMs, mails: window.take(wanted, quota, nowMs) });
        }
        for (const { atMs } of passed) {
          const day = Math.floor((atMs + offset * 60_000) / DAY_MS);
          let within = 0;
          for (const each of passed) {
            const isWithin =
              dayKind === "rolling"
                ? each.atMs > atMs - DAY_MS && each.atMs <= atMs
                : Math.floor((each.atMs + offset * 60_000) / DAY_MS) === day;
            if (isWithin) within += each.mails;
          }
          expect(within).toBeLessThanOrEqual(quota);
        }
      }),
    );
  });

  test("is used up to the last mail", () => {
    const window = new QuotaWindow(tencent, 0);
    expect([window.take(300, 500, 0), window.take(300, 500, 1), window.take(1, 500, DAY_MS - 1)]).toEqual([300, 200, 0]);
    expect(window.used(DAY_MS - 1)).toBe(500);
    expect(window.take(600, 500, DAY_MS)).toBe(500);
  });

  test("that was raised within the day has room for the difference, and one that was lowered for nothing", () => {
    const window = new QuotaWindow(tencent, 0);
    window.take(500, 500, 0);
    expect([window.take(900, 1_000, 1), window.take(1, 500, 2)]).toEqual([500, 0]);
  });

  test("has room again at the account's midnight", () => {
    const window = new QuotaWindow({ dayKind: "calendar" }, 480);
    expect(window.nextRoomMs(0)).toBe(Number.POSITIVE_INFINITY);
    window.take(1, 1, 0);
    expect(window.nextRoomMs(5)).toBe(16 * HOUR_MS);
  });

  test("of a rolling day has room again a day after its first mail", () => {
    const window = new QuotaWindow({ dayKind: "rolling" }, 0);
    window.take(2, 5, 1_000);
    window.take(3, 5, HOUR_MS);
    expect(window.nextRoomMs(HOUR_MS)).toBe(DAY_MS + 1_000);
    expect([window.take(9, 5, DAY_MS + 999), window.take(9, 5, DAY_MS + 1_000)]).toEqual([0, 2]);
  });
});
