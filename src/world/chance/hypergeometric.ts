import { logFactorial } from "./log-factorial.ts";
import type { Stream } from "./stream.ts";

/** Up to so many are drawn one by one, each with a number of its own. */
const ONE_BY_ONE_MAX = 10;
/** 2√(2/e) and 3 − 2√(3/e): the width of the hat, by E. Stadlober's HRUA (1989). */
const HAT_FACTOR = 1.7155277699214135;
const HAT_ADDEND = 0.8989161620588988;

/**
 * How many of `drawn` out of `total` are `marked` ones, all draws alike and none put back: the hypergeometric
 * distribution, exactly. All are whole, from 0 to 1e9; `marked` and `drawn` are at most `total`. What is certain draws
 * no number.
 */
export function hypergeometric(stream: Stream, total: number, marked: number, drawn: number): number {
  if (marked <= 0 || drawn <= 0) return 0;
  if (drawn >= total) return marked;
  if (marked >= total) return drawn;
  // Marking and drawing are the same thing done twice: the fewer are taken out of the rest.
  const few = Math.min(marked, drawn);
  const many = Math.max(marked, drawn);
  if (few > total / 2) return marked + drawn - total + fewOf(stream, total, total - many, total - few);
  return 2 * many > total ? few - fewOf(stream, total, few, total - many) : fewOf(stream, total, few, many);
}

/** The same, with at most half of the total marked, and at most half of it drawn. */
function fewOf(stream: Stream, total: number, one: number, other: number): number {
  const few = Math.min(one, other);
  const many = Math.max(one, other);
  return few <= ONE_BY_ONE_MAX ? oneByOne(stream, total, few, many) : rejected(stream, total, few, many);
}

function oneByOne(stream: Stream, total: number, few: number, many: number): number {
  let hits = 0;
  for (let at = 0; at < few && hits < many; at++) if (stream.uniform() * (total - at) < many - hits) hits++;
  return hits;
}

/**
 * Ratio of uniforms with the hat of E. Stadlober, "Sampling from Poisson, binomial and hypergeometric distributions:
 * ratio of uniforms as a simple and fast alternative", Berichte der mathematisch-statistischen Sektion 303, Graz (1989).
 */
function rejected(stream: Stream, total: number, few: number, many: number): number {
  const mean = (few * many) / total;
  const variance = (mean * (total - few) * (total - many)) / (total * (total - 1));
  const width = HAT_FACTOR * Math.sqrt(variance + 0.5) + HAT_ADDEND;
  const mode = Math.floor(((few + 1) * (many + 1)) / (total + 2));
  const most = logWeight(total, few, many, mode);
  for (;;) {
    const u = stream.uniform();
    const k = Math.floor(mean + 0.5 + (width * (stream.uniform() - 0.5)) / u);
    if (k < 0 || k > few) continue;
    const height = most - logWeight(total, few, many, k);
    // Two bounds of 2 ln u, below and above, spare most of the logarithms.
    if (u * (4 - u) - 3 <= height) return k;
    if (u * (u - height) >= 1) continue;
    if (2 * Math.log(u) <= height) return k;
  }
}

/** Minus the logarithm of what the probability of `k` is in proportion to. */
function logWeight(total: number, few: number, many: number, k: number): number {
  return logFactorial(k) + logFactorial(few - k) + logFactorial(many - k) + logFactorial(total - few - many + k);
}
