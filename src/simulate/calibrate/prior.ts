import { logarithm, type Scale } from "../scales.ts";
import { crossing, FALL_90, ROUGHLY, type Top } from "./numbers.ts";
import type { Interval } from "./rates.ts";

/** Where an unknown number lies by what is known before: its default, and its 5th and 95th percentile. */
export type Prior = Interval;

/** How far beyond what is known before, in logarithms or logits, a number is looked for. */
const AROUND = Math.LN2;

/** Between what places of a scale a number is looked for. */
export function searched({ low, high }: Pick<Prior, "low" | "high">, scale: Scale): readonly [least: number, most: number] {
  return [scale.to(low) - AROUND, scale.to(high) + AROUND];
}

/** The top of a likelihood over a number above 0, by one of the searches for tops. */
export function topWithin(
  prior: Prior,
  height: (value: number) => number,
  search: (height: (scaled: number) => number, low: number, high: number, tolerance: number) => Top,
): Top {
  const [least, most] = searched(prior, logarithm);
  const top = search((log) => height(Math.exp(log)), least, most, ROUGHLY);
  return { x: Math.exp(top.x), height: top.height };
}

/**
 * The 90 % interval around a top; undefined where both ends of what is known before fit as well. Where one end does, the
 * interval ends there, and holds the default if it can: a top on a plain says nothing.
 */
export function told(height: (value: number) => number, top: Top, prior: Prior, scale: Scale): Interval | undefined {
  const scaled = (at: number) => height(scale.from(at));
  const level = top.height - FALL_90;
  const [isLowOpen, isHighOpen] = [height(prior.low) >= level, height(prior.high) >= level];
  if (isLowOpen && isHighOpen) return undefined;
  const at = scale.to(top.x);
  const [least, most] = searched(prior, scale);
  const low = isLowOpen ? prior.low : scale.from(crossing(scaled, [at, Math.min(least, at)], level, ROUGHLY));
  const high = isHighOpen ? prior.high : scale.from(crossing(scaled, [at, Math.max(most, at)], level, ROUGHLY));
  const isDefaultKept = (isLowOpen || isHighOpen) && low <= prior.value && prior.value <= high;
  const value = isDefaultKept ? prior.value : top.x;
  return { value, low: Math.min(low, value), high: Math.max(high, value) };
}
