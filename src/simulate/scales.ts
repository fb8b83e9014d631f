/** A scale on which what is not known of a number is nearly a normal distribution, and a likelihood nearly a parabola. */
export interface Scale {
  readonly to: (value: number) => number;
  readonly from: (scaled: number) => number;
}

/** Numbers as they are. */
export const plain: Scale = { to: (value) => value, from: (scaled) => scaled };

/** Numbers above 0, by their logarithm. */
export const logarithm: Scale = { to: Math.log, from: Math.exp };

/** Shares above 0 and below 1, by the logarithm of their odds. */
export const odds: Scale = { to: logit, from: fromLogit };

/** The odds of a share by their logarithm, and back. */
export function logit(share: number): number {
  return Math.log(share / (1 - share));
}

export function fromLogit(scaled: number): number {
  return 1 / (1 + Math.exp(-scaled));
}
