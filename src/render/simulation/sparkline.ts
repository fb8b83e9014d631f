/** Columns a sparkline takes at most: a terminal of 80 has room for its name and its range. */
const COLUMNS_MAX = 48;

const bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/** Values as bars from 0 to a highest one; where there are more days than columns, those that share one show their highest. */
export function sparkline(values: readonly number[], highest: number): string {
  const columns = Math.min(COLUMNS_MAX, values.length);
  return Array.from({ length: columns }, (_, column) => barOf(highestOf(values, column, columns), highest)).join("");
}

function highestOf(values: readonly number[], column: number, columns: number): number {
  const from = Math.floor((column * values.length) / columns);
  const to = Math.floor(((column + 1) * values.length) / columns);
  let most = 0;
  for (let at = from; at < to; at++) most = Math.max(most, values[at] ?? 0);
  return most;
}

function barOf(value: number, highest: number): string {
  const share = highest > 0 ? Math.min(1, Math.max(0, value / highest)) : 0;
  return bars[Math.round(share * (bars.length - 1))] ?? bars[0];
}
