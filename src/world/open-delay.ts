import type { Receiving } from "./parameters.ts";
export function openedShare(hours: number, { openDelayMu, openDelaySigma }: Receiving): number {
  const z = (Math.log(hours) - openDelayMu) / openDelaySigma;
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
  const erf =
    1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp((-z * z) / 2);
  return z >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}
