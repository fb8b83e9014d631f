import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { balanceOf, billOf, mailsAffordable, newPurse, payMails } from "../../src/world/bill.ts";
import { DAY_MS } from "../../src/world/calendar.ts";
import { platform, tables } from "../support/world-tables.ts";

const tencent = platform("tencent-ses");
const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY_MS;

describe("a bill", () => {
  test("leaves out the first 1,000 mails, once and not every month", () => {
    const bill = billOf(tencent, day("2026-11-30"), [600, 600, 1_000]);
    expect(bill.lines).toEqual([
      { month: "2026-11", kind: "mails", quantity: 0, amount: 0 },
      { month: "2026-12", kind: "mails", quantity: 1_200, amount: 0.336 },
    ]);
    expect(bill.total).toBe(0.336);
  });

  test("takes a million mails for 279.72 USD", () => {
    expect(billOf(tencent, 0, [1_000_000]).total).toBe(279.72);
  });

  test("V7: takes 24 dedicated IPs for 2,880 USD a month", () => {
    const ips = Array.from({ length: 24 }, () => ({ fromDay: day("2026-12-01"), untilDay: day("2027-01-01") }));
    const bill = billOf(
      tencent,
      day("2026-12-01"),
      Array.from({ length: 31 }, () => 0),
      ips,
    );
    expect(bill).toEqual({ lines: [{ month: "2026-12", kind: "ips", quantity: 24, amount: 2_880 }], total: 2_880 });
  });

  test("takes the share of a month that an IP was there", () => {
    const ip = { fromDay: day("2026-11-16"), untilDay: day("2027-12-01") };
    const bill = billOf(
      tencent,
      day("2026-11-01"),
      Array.from({ length: 61 }, () => 0),
      [ip],
    );
    expect(bill.lines.map(({ quantity, amount }) => [quantity, amount])).toEqual([
      [0.5, 60],
      [1, 120],
    ]);
  });

  test("is the sum of its lines, and that of any first days with that of the rest, free mails aside", () => {
    const days = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), days, fc.nat(119), (start, accepted, cut) => {
        const paid = { ...tencent, freeMails: 0 };
        const bill = billOf(paid, start, accepted);
        const lines = bill.lines.map(({ amount }) => amount).reduce((sum, amount) => sum + amount, 0);
        expect(Math.abs(lines - bill.total)).toBeLessThan(1e-6);
        const first = billOf(paid, start, accepted.slice(0, cut));
        const rest = billOf(paid, start + Math.min(cut, accepted.length), accepted.slice(cut));
        expect(Math.abs(first.total + rest.total - bill.total)).toBeLessThan(1e-6);
      }),
    );
  });

  test.each([...tables.platforms.keys()])("can be written for %s", (id) => {
    expect(billOf(platform(id), 0, [10]).total).toBeGreaterThanOrEqual(0);
  });
});

describe("a purse", () => {
  test("pays for free mails and then for as many as the money is for", () => {
    const purse = newPurse(tencent, 0.28);
    expect(mailsAffordable(tencent, purse)).toBe(2_000);
    const paid = payMails(tencent, purse, 1_500);
    expect([paid.mails, paid.purse.freeMailsLeft, balanceOf(paid.purse)]).toEqual([1_500, 0, 0.14]);
    const rest = payMails(tencent, paid.purse, 501);
    expect([rest.mails, balanceOf(rest.purse), mailsAffordable(tencent, rest.purse)]).toEqual([500, 0, 0]);
  });

  test("is never overdrawn, whatever is asked of it", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.array(fc.nat(200_000), { maxLength: 30 }), (balance, asked) => {
        let purse = newPurse(tencent, balance);
        let mails = 0;
        for (const wanted of asked) {
          const paid = payMails(tencent, purse, wanted);
          ({ purse } = paid);
          mails += paid.mails;
          expect(purse.balanceParts).toBeGreaterThanOrEqual(0);
        }
        const spent = billOf(tencent, 0, [mails]).total;
        expect(balance - balanceOf(purse)).toBeCloseTo(spent, 7);
      }),
    );
  });

  test("of an account whose mails cost nothing is never empty", () => {
    expect(mailsAffordable(platform("none"), newPurse(platform("none"), 0))).toBe(Number.POSITIVE_INFINITY);
  });
});
