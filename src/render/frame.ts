import type { Span } from "../model/place.ts";
import { printable } from "./escape.ts";
import type { Style } from "./style.ts";
import { widthOf } from "./width.ts";

/** Columns of source shown; a longer line is cut around the place. */
const COLUMNS_MAX = 96;

/** Units looked at behind a place: more than a cut line shows. */
const SHOWN_MAX = 4 * COLUMNS_MAX;

/** The line a span starts in, the one before it, and a caret line under the span. */
export function codeFrame(text: string, span: Span, style: Style): readonly string[] {
  const { line, offset } = span.start;
  const lineStart = startOfLine(text, offset);
  const lineEnd = endOfLine(text, offset);
  const gutter = String(line).length;
  const before = line > 1 ? lineAbove(text, lineStart) : undefined;
  const { shown, caretFrom, caretText } = cut(text, lineStart, lineEnd, offset, Math.min(span.end.offset, lineEnd));
  const mark = " ".repeat(widthOf(caretFrom)) + "^".repeat(Math.max(1, widthOf(caretText)));
  return [
    ...(before === undefined ? [] : [style.faint(`  ${String(line - 1).padStart(gutter)} | ${shownLine(before)}`)]),
    `${style.faint(`> ${line} |`)} ${shown}`,
    `${style.faint(`  ${" ".repeat(gutter)} |`)} ${style.error(mark)}`,
  ];
}

function cut(text: string, lineStart: number, lineEnd: number, start: number, end: number) {
  const from = start - lineStart > COLUMNS_MAX / 2 ? start - COLUMNS_MAX / 3 : lineStart;
  const safeFrom = Math.max(lineStart, wholeCharacter(text, Math.floor(from)));
  const to = wholeCharacter(text, Math.min(lineEnd, safeFrom + COLUMNS_MAX));
  const lead = safeFrom > lineStart ? "…" : "";
  const tail = to < lineEnd ? "…" : "";
  return {
    shown: lead + readable(text.slice(safeFrom, to)) + tail,
    caretFrom: lead + readable(text.slice(safeFrom, start)),
    caretText: readable(text.slice(start, Math.min(end, to))),
  };
}

/** A surrogate pair is not cut in two. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

function readable(text: string): string {
  return printable(text.replaceAll("\t", "  "));
}

function shownLine(line: string): string {
  const text = readable(line.slice(0, COLUMNS_MAX));
  return line.length > COLUMNS_MAX ? `${text}…` : text;
}

/** Where the line of a place starts. */
function startOfLine(text: string, offset: number): number {
  const at = offset === 0 ? 0 : Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  return at === 0 && text.charCodeAt(0) === 0xfeff ? 1 : at;
}

/** Where the line of a place ends, as far as it can be shown. */
function endOfLine(text: string, offset: number): number {
  const shown = text.slice(offset, offset + SHOWN_MAX);
  const ending = shown.search(/[\r\n]/);
  return ending === -1 ? offset + shown.length : offset + ending;
}

function lineAbove(text: string, lineStart: number): string {
  const end = text.slice(lineStart - 2, lineStart) === "\r\n" ? lineStart - 2 : lineStart - 1;
  return text.slice(startOfLine(text, end), end);
}
