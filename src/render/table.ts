import type { Style } from "./style.ts";
import { widthOf } from "./width.ts";

/** A text of a table and how it is painted; its width is that of the text. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
  /** Figures end where those above and below them do. */
  readonly side?: "end";
}

/** Lines of a table with its heading, two blanks between columns; wide characters count as two. */
export function tableLines(heading: readonly string[], rows: readonly (readonly Cell[])[], style: Style): readonly string[] {
  const titles = heading.map((text, at) => ({
    text,
    paint: style.strong,
    ...(rows[0]?.[at]?.side && { side: rows[0][at].side }),
  }));
  const all: readonly (readonly Cell[])[] = [titles, ...rows];
  const widths = heading.map((_, at) => Math.max(...all.map((row) => widthOf(row[at]?.text ?? ""))));
  return all.map((row) =>
    `  ${row.map((cell, at) => padded(cell, at === row.length - 1, widths[at] ?? 0)).join("  ")}`.trimEnd(),
  );
}

/** Nothing follows the last text of a line, so no blanks do. */
function padded({ text, paint, side }: Cell, isLast: boolean, width: number): string {
  const blanks = " ".repeat(Math.max(0, width - widthOf(text)));
  const painted = paint ? paint(text) : text;
  return side === "end" ? blanks + painted : `${painted}${isLast ? "" : blanks}`;
}
