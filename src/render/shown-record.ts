import { asRead, visible } from "../model/excerpt.ts";
import type { Span } from "../model/place.ts";

/** A text and a span in it. */
export interface SpannedText {
  readonly text: string;
  readonly span: Span;
}

/**
 * A record's text, one unit a byte, as people read it: its UTF-8 decoded, and what nobody would see by its number. The span
 * then covers every character that it touched.
 */
export function shownRecord(text: string, span: Span): SpannedText {
  if (asRead(text) === text) return { text, span };
  const start = startOfCharacter(text, span.start.offset);
  const end = Math.max(start, endOfCharacter(text, span.end.offset));
  const [before, at, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)].map(read);
  const from = (before ?? "").length;
  const to = from + (at ?? "").length;
  return {
    text: `${before}${at}${after}`,
    span: { start: { ...span.start, offset: from }, end: { ...span.end, offset: to } },
  };
}

function read(bytes: string): string {
  return visible(asRead(bytes));
}

function startOfCharacter(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && isInCharacter(text, start)) start--;
  return start;
}

function endOfCharacter(text: string, offset: number): number {
  let end = offset;
  while (isInCharacter(text, end)) end++;
  return end;
}

/** Bytes of UTF-8 behind the first of a character (RFC 3629, 3). */
function isInCharacter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x80 && unit <= 0xbf;
}
