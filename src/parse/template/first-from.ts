import type { Range } from "../../model/place.ts";

/** Index of the first range that starts at or after a place; the ranges stand in order. */
export function firstFrom(ranges: readonly Range[], place: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.start ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
