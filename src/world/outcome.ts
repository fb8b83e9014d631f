/**
 * The fate of every mail that is taken up, exactly one each. First what becomes of it before a provider is asked, in the
 * order in which the platform asks; then a refusal for an address that does not exist; then what a provider does with mail
 * for a valid address, the mail's state and its flags together, so that one number drawn settles it in every engine.
 */
export const fates = [
  "dropped-unsubscribed",
  "dropped-own-list",
  "dropped-shared-list",
  "bounced-hard",
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
export type Fate = (typeof fates)[number];

/** Where the fates of a mail that a provider is offered for a valid address begin; their probabilities come in this order. */
export const OUTCOMES_FROM = 4;
/** How many of them there are. */
export const OUTCOMES = 11;

/** Where a fate stands in an array of counts. */
export function fateAt(fate: Fate): number {
  return fates.indexOf(fate);
}
