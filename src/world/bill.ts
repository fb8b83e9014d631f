import { monthOf } from "./calendar.ts";
import type { Platform } from "./parameters.ts";

type Prices = Pick<Platform, "pricePerMail" | "freeMails" | "ipPricePerMonth">;

/** Parts of the currency that money is counted in here, as whole numbers: 0.00028 of a mail is 28,000 of them. */
const PARTS = 100_000_000;

/** One line of a bill. */
export interface BillLine {
  /** `2026-12`. */
  readonly month: string;
  readonly kind: "mails" | "ips";
  /** Mails that are paid for, or IPs times the share of the month that they were there. */
  readonly quantity: number;
  /** In the platform's currency, exact to a hundred-millionth. */
  readonly amount: number;
}

/** What an account pays: the lines add up to the total. */
export interface Bill {
  readonly lines: readonly BillLine[];
  readonly total: number;
}

/** A dedicated IP: the days, as calendar.ts counts them, from its first to the one after its last. */
export interface IpLease {
  readonly fromDay: number;
  readonly untilDay: number;
}

/**
 * The bill of the days from `startDay` on, month by month. Of the mails the first are free; an IP costs for each month the
 * share of its days (clause 19). Days are counted whole.
 */
export function billOf(prices: Prices, startDay: number, acceptedByDay: readonly number[], ips: readonly IpLease[] = []): Bill {
  const lines: BillLine[] = [];
  const endDay = startDay + acceptedByDay.length;
  let freeLeft = prices.freeMails;
  let parts = 0;
  for (let day = startDay; day < endDay; ) {
    const { name, firstDay, days } = monthOf(day);
    const until = Math.min(endDay, firstDay + days);
    let accepted = 0;
    for (const mails of acceptedByDay.slice(day - startDay, until - startDay)) accepted += mails;
    const paid = Math.max(0, accepted - freeLeft);
    freeLeft -= accepted - paid;
    const ipDays = daysWithin(ips, day, until);
    const mailParts = paid * partsOf(prices.pricePerMail);
    const ipParts = Math.round((ipDays * partsOf(prices.ipPricePerMonth)) / days);
    if (accepted > 0) lines.push({ month: name, kind: "mails", quantity: paid, amount: mailParts / PARTS });
    if (ipDays > 0) lines.push({ month: name, kind: "ips", quantity: ipDays / days, amount: ipParts / PARTS });
    parts += mailParts + ipParts;
    day = until;
  }
  return { lines, total: parts / PARTS };
}

function daysWithin(ips: readonly IpLease[], fromDay: number, untilDay: number): number {
  let days = 0;
  for (const ip of ips) days += Math.max(0, Math.min(ip.untilDay, untilDay) - Math.max(ip.fromDay, fromDay));
  return days;
}

function partsOf(amount: number): number {
  return Math.round(amount * PARTS);
}

/** What an account has to send with: money counted in whole hundred-millionths of the platform's currency. */
export interface Purse {
  readonly balanceParts: number;
  readonly freeMailsLeft: number;
}

/** A new account with so much money in it. */
export function newPurse({ freeMails }: Prices, balance: number): Purse {
  return { balanceParts: partsOf(balance), freeMailsLeft: freeMails };
}

/** Mails that a purse pays for; infinite where they cost nothing. An account that can pay for none is suspended. */
export function mailsAffordable({ pricePerMail }: Prices, { balanceParts, freeMailsLeft }: Purse): number {
  const price = partsOf(pricePerMail);
  if (price === 0) return Number.POSITIVE_INFINITY;
  return freeMailsLeft + Math.max(0, Math.floor(balanceParts / price));
}

/** Pays for mails, free ones first, and says how many of those wanted: never more than the purse pays for. */
export function payMails(prices: Prices, purse: Purse, wanted: number): { readonly purse: Purse; readonly mails: number } {
  const mails = Math.min(wanted, mailsAffordable(prices, purse));
  const free = Math.min(mails, purse.freeMailsLeft);
  const balanceParts = purse.balanceParts - (mails - free) * partsOf(prices.pricePerMail);
  return { mails, purse: { balanceParts, freeMailsLeft: purse.freeMailsLeft - free } };
}

/** What is left in a purse, in the platform's currency. */
export function balanceOf({ balanceParts }: Purse): number {
  return balanceParts / PARTS;
}
