import type { Band } from "../model/simulation.ts";

/** The 5th, 50th and 95th percentile of figures: each is one of them (nearest rank), so that counts stay whole. */
export function bandOf(figures: Float64Array): Band {
  const sorted = figures.slice().sort();
  return { p5: rank(sorted, 0.05), p50: rank(sorted, 0.5), p95: rank(sorted, 0.95) };
}

function rank(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
