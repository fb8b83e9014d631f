import type { Style } from "./style.ts";
import { widthOf } from "./width.ts";

/** A text of a table and how it is painted; its width is that of the text. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** Lines of a table with its heading, two blanks between columns; wide characters count as two. */
export function tableLines(heading: readonly string[], rows: readonly (readonly Cell[])[], style: Style): readonly string[] {
  const all: readonly (readonly Cell[])[] = [heading.map((text) => ({ text, paint: style.strong })), ...rows];
  const widths = heading.map((_, at) => Math.max(...all.map((row) => widthOf(row[at]?.text ?? ""))));
  return all.map((row) => `  ${row.map((cell, at) => padded(cell, at === row.length - 1 ? 0 : (widths[at] ?? 0))).join("  ")}`);
}

function padded({ text, paint }: Cell, width: number): string {
  const blanks = " ".repeat(Math.max(0, width - widthOf(text)));
  return `${paint ? paint(text) : text}${blanks}`;
}
