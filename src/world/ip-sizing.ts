import type { Platform } from "./parameters.ts";

/** How many dedicated IPs some scenarios need, by both readings of the standard's formula (clause 19). */
export interface IpsNeeded {
  /** Each scenario's rate over an IP's, rounded up, and one IP more: 3 scenarios of 200 a second need 24. */
  readonly needed: number;
  /** The same without rounding the rate up, as the standard prints it: 23 for the same. */
  readonly neededUnrounded: number;
}

/** The sum over scenarios of mails a second divided by what one IP may send, and one IP more for each scenario. */
export function ipsNeeded(
  ratesPerSecond: readonly number[],
  { ipRatePerSecondMax = Number.POSITIVE_INFINITY }: Pick<Platform, "ipRatePerSecondMax">,
): IpsNeeded {
  let needed = 0;
  let exact = 0;
  for (const rate of ratesPerSecond) {
    needed += Math.ceil(rate / ipRatePerSecondMax) + 1;
    exact += rate / ipRatePerSecondMax + 1;
  }
  return { needed, neededUnrounded: Math.round(exact) };
}
