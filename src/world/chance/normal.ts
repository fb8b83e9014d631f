import type { Stream } from "./stream.ts";

/** A number of the standard normal distribution: mean 0, variance 1. By G. Box and M. Muller (1958), the cosine of the two. */
export function normal(stream: Stream): number {
  const radius = Math.sqrt(-2 * Math.log(stream.uniform()));
  return radius * Math.cos(2 * Math.PI * stream.uniform());
}

/** A factor that a rate is multiplied by, 1 on average: exp(N(−τ²/2, τ²)). 1 exactly where `tau` is 0. */
export function logNormalEffect(stream: Stream, tau: number): number {
  return tau === 0 ? 1 : Math.exp(tau * normal(stream) - (tau * tau) / 2);
}
