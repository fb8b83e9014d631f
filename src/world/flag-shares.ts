import { openedShare } from "./open-delay.ts";
import type { Receiving } from "./parameters.ts";
import { FLAG_DAYS } from "./state.ts";

const HOURS_A_DAY = 24;

/**
 * Of the flags that mails have still to come, the share that comes on the day of the mail, on the next, on the one after, and
 * then: all that is left. Complaints are opens that take some hours more, until the provider has passed them on.
 */
export function arrivalShares(receiving: Receiving, delayHours: number): readonly number[] {
  const come = Array.from({ length: FLAG_DAYS - 1 }, (_, day) => openedShare((day + 1) * HOURS_A_DAY - delayHours, receiving));
  const shares = come.map((until, day) => {
    const before = come[day - 1] ?? 0;
    return before >= 1 ? 1 : (until - before) / (1 - before);
  });
  return [...shares, 1];
}

/** Of all flags of a mail, the share that comes on its day and on each of the days after. */
export function sharesByDay(receiving: Receiving, delayHours: number): readonly number[] {
  let left = 1;
  return arrivalShares(receiving, delayHours).map((arriving) => {
    const share = left * arriving;
    left -= share;
    return share;
  });
}

/** Those of each kind of flag, in the order of their kinds. */
export function arrivalsByKind(receiving: Receiving): readonly (readonly number[])[] {
  const usual = arrivalShares(receiving, 0);
  return [usual, usual, arrivalShares(receiving, receiving.feedbackDelayHours), usual];
}
