import type { Position, Range, Span } from "./place.ts";

/** The offsets at which a text's lines start; `\n`, `\r\n` and `\r` end a line. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let feed = text.indexOf("\n"); feed !== -1; feed = text.indexOf("\n", feed + 1)) starts.push(feed + 1);
    return starts;
  }
  const ending = /\r\n?|\n/g;
  for (let found = ending.exec(text); found; found = ending.exec(text)) starts.push(ending.lastIndex);
  return starts;
}

/** Line and column of an offset. A byte order mark takes no column. */
export function positionOf(starts: readonly number[], offset: number, text: string): Position {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  const start = starts[low] ?? 0;
  const mark = low === 0 && offset > 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return { line: low + 1, column: offset - start + 1 - mark, offset };
}

export function spanOf(starts: readonly number[], { start, end }: Range, text: string): Span {
  return { start: positionOf(starts, start, text), end: positionOf(starts, end, text) };
}
