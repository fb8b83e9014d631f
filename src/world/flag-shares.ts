import { openedShare } from "./open-delay.ts";
import type { Receiving } from "./parameters.ts";

const HOURS_A_DAY = 24;

/** Of the flags of a mail, those that come within a day of it, within the next, within the third, and later. */
export function flagShares(receiving: Receiving): readonly number[] {
  const [first, second, third] = [1, 2, 3].map((day) => openedShare(day * HOURS_A_DAY, receiving));
  if (first === undefined || second === undefined || third === undefined) return [1];
  return [first, second - first, third - second, 1 - third];
}
