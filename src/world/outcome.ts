/**
 * What may become of one mail offered to a mailbox provider for a valid address: exactly one of these (the mail's state
 * and its flags together), so that one number drawn for a mail settles it in every engine. The order is that of the draw.
 */
export const outcomes = [
  "deferred",
  "bounced-soft",
  "bounced-spam",
  "missing",
  "spam",
  "spam-opened",
  "inbox",
  "inbox-opened",
  "inbox-clicked",
  "inbox-complained",
  "inbox-unsubscribed",
] as const;
export type Outcome = (typeof outcomes)[number];

/** What becomes of a mail before any provider is asked, by what is known of the address; the order in which it is asked for. */
export const drops = ["dropped-unsubscribed", "dropped-own-list", "dropped-shared-list"] as const;
export type Drop = (typeof drops)[number];

/** The fate of every mail that is taken up: dropped, refused for an address that does not exist, or an {@link Outcome}. */
export const fates = [...drops, "bounced-hard", ...outcomes] as const;
export type Fate = (typeof fates)[number];

/** Where each fate stands in an array of counts. */
export const fateAt: Readonly<Record<Fate, number>> = Object.fromEntries(fates.map((fate, at) => [fate, at]));
