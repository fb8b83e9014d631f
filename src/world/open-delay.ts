import type { Receiving } from "./parameters.ts";

/**
 * Of the opens that a mail will ever have, the share that has come within so many hours of its delivery, 0 to 1: the delay
 * is log-normal. With the shipped parameters half of them come within 6 hours and four fifths within a day.
 */
export function openedShare(
  hours: number,
  { openDelayMu, openDelaySigma }: Pick<Receiving, "openDelayMu" | "openDelaySigma">,
): number {
  return hours <= 0 ? 0 : normalBelow((Math.log(hours) - openDelayMu) / openDelaySigma);
}

/** The hours after which one mail is opened, for a number drawn from the standard normal distribution. */
export function openDelayHours(
  drawn: number,
  { openDelayMu, openDelaySigma }: Pick<Receiving, "openDelayMu" | "openDelaySigma">,
): number {
  return Math.exp(openDelayMu + openDelaySigma * drawn);
}

/**
 * The chance that a standard normal number lies below `z`, to 15 digits of 1: the Taylor series at 0 of G. Marsaglia,
 * "Evaluating the normal distribution" (2004). Beyond 8 the rest is smaller than a number of 64 bits can tell from 1.
 */
export function normalBelow(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let term = z;
  let sum = z;
  for (let power = 3; Math.abs(term) > Number.EPSILON * Math.abs(sum); power += 2) {
    term *= (z * z) / power;
    sum += term;
  }
  return Math.min(1, Math.max(0, 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)));
}
