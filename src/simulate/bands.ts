import type { Band } from "../model/simulation.ts";

/**
 * The 5th, 50th and 95th percentile of figures: each is one of them (nearest rank), so that counts stay whole. The figures
 * are put into another order.
 */
export function bandOf(figures: Float64Array): Band {
  const [first = 0] = figures;
  if (isAll(figures, first)) return { p5: first, p50: first, p95: first };
  const middle = rankOf(figures, 0.5);
  // Each of the others is looked for in the half that it is in.
  const p50 = select(figures, middle, 0, figures.length - 1);
  const p5 = select(figures, rankOf(figures, 0.05), 0, middle);
  return { p5, p50, p95: select(figures, rankOf(figures, 0.95), middle, figures.length - 1) };
}

/** Whether all figures are one, as many are of what never comes. */
function isAll(figures: Float64Array, figure: number): boolean {
  for (let place = 0; place < figures.length; place++) if (figures[place] !== figure) return false;
  return true;
}

function rankOf({ length }: Float64Array, share: number): number {
  return Math.max(0, Math.ceil(share * length) - 1);
}

/**
 * The figure that sorting would put at a rank (C. A. R. Hoare, "Algorithm 65: Find", 1961): it is put there, no greater one
 * before it and no lesser one behind it. Those before `from` are known to be no greater than the rest, and those behind `to`
 * no lesser.
 */
function select(figures: Float64Array, rank: number, from: number, to: number): number {
  let first = from;
  let last = to;
  while (first < last) {
    const pivot = at(figures, (first + last) >> 1);
    let up = first;
    let down = last;
    while (up <= down) {
      while (at(figures, up) < pivot) up++;
      while (at(figures, down) > pivot) down--;
      if (up <= down) swap(figures, up++, down--);
    }
    if (down < rank) first = up;
    if (rank < up) last = down;
  }
  return at(figures, rank);
}

function at(figures: Float64Array, place: number): number {
  return figures[place] ?? 0;
}

function swap(figures: Float64Array, one: number, other: number): void {
  const figure = at(figures, one);
  figures[one] = at(figures, other);
  figures[other] = figure;
}
