/** The states of one mail, in the order of its life; a mail is always in exactly one. */
export const mailStates = [
  "planned",
  "refused-at-api",
  "queued",
  "cached",
  "dropped",
  "cancelled",
  "failed-day-block",
  "in-attempt",
  "deferred",
  "bounced-hard",
  "bounced-soft",
  "bounced-spam",
  "expired",
  "missing",
  "spam",
  "inbox",
] as const;
export type MailState = (typeof mailStates)[number];

/**
 * The states that may follow each. None follows an end; opened, clicked, complained and unsubscribed are flags of a mail
 * that was delivered, with times of their own, and no states.
 */
export const nextStates: Readonly<Record<MailState, readonly MailState[]>> = {
  planned: ["refused-at-api", "queued", "cancelled"],
  "refused-at-api": [],
  queued: ["cached", "dropped", "in-attempt", "failed-day-block", "cancelled"],
  cached: ["queued", "cancelled"],
  dropped: [],
  cancelled: [],
  "failed-day-block": [],
  "in-attempt": ["deferred", "bounced-hard", "bounced-soft", "bounced-spam", "missing", "spam", "inbox"],
  deferred: ["in-attempt", "expired"],
  "bounced-hard": [],
  "bounced-soft": [],
  "bounced-spam": [],
  expired: [],
  missing: [],
  spam: [],
  inbox: [],
};

/** Whether one state may follow another. */
export function mayFollow(state: MailState, next: MailState): boolean {
  return nextStates[state].includes(next);
}

/** Whether a mail stays in a state for ever. */
export function isEnd(state: MailState): boolean {
  return nextStates[state].length === 0;
}

/**
 * A mail as the platform tells of it (`DeliverStatus` of GetSendEmailStatus): 0 queued, 1 delivered, 2 dropped, 3 refused,
 * 8 deferred. It cannot tell the inbox from the spam folder, nor from where nobody looks.
 */
export const deliverStatuses: Readonly<Record<MailState, 0 | 1 | 2 | 3 | 8>> = {
  planned: 0,
  "refused-at-api": 2,
  queued: 0,
  cached: 0,
  dropped: 2,
  cancelled: 2,
  "failed-day-block": 2,
  "in-attempt": 0,
  deferred: 8,
  "bounced-hard": 3,
  "bounced-soft": 3,
  "bounced-spam": 3,
  expired: 3,
  missing: 1,
  spam: 1,
  inbox: 1,
};
