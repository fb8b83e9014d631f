import { limits } from "../../model/limits.ts";
import type { Range } from "../../model/place.ts";

/** One word of a master file (RFC 1035, 5.1), its place, and its text with and without escapes. */
export interface Token extends Range {
  /** As written, quotes taken off. */
  readonly raw: string;
  /** Escapes resolved, one unit a byte. */
  readonly text: string;
  readonly isQuoted: boolean;
}

/** What stands on one line, or on several held together by parentheses. */
export interface Entry {
  /** It begins with a blank: its owner is that of the entry before. */
  readonly isIndented: boolean;
  readonly tokens: readonly Token[];
  /** What is wrong with its form; the tokens up to there stand. */
  readonly fault: Fault | undefined;
}

export interface Fault {
  readonly kind: "quote-open" | "parenthesis-open" | "parenthesis-stray" | "escape-wrong" | "line-long";
  readonly at: Range;
}

/** Words, quoted strings, parentheses, comments, line ends and blanks; the last alternative is a quote that never closes. */
const PIECE = /[^\s"();\\]*(?:\\[^\n][^\s"();\\]*)+|[^\s"();\\]+|"(?:[^"\\\n]|\\[^\n])*"|[()]|;[^\n]*|\r?\n|[^\S\n]+|["\\]/g;

/** Cuts a master file into its entries, in one pass. */
export function* readEntries(text: string): Generator<Entry> {
  // No piece goes past its line, and a pattern over a very long one would exhaust its stack.
  const end = tooLongLineAt(text);
  let entry = new OpenEntry(false);
  let atLineStart = true;
  for (const { 0: piece, index } of text.slice(0, end).matchAll(PIECE)) {
    const at = { start: index, end: index + piece.length };
    if (piece === "\n" || piece === "\r\n") {
      if (entry.depth === 0) {
        yield entry;
        entry = new OpenEntry(false);
        atLineStart = true;
      }
      continue;
    }
    if (atLineStart) entry = new OpenEntry(/^\s/.test(piece));
    atLineStart = false;
    entry.take(piece, at);
  }
  if (end < text.length) entry.fail("line-long", { start: end, end: end + 1 });
  entry.close({ start: end, end });
  yield entry;
}

/** Where the first line begins that is too long to be read; the text's length where none is. */
function tooLongLineAt(text: string): number {
  let start = 0;
  while (text.length - start > limits.zoneLineUnitsMax) {
    const feed = text.indexOf("\n", start);
    const end = feed === -1 ? text.length : feed;
    if (end - start > limits.zoneLineUnitsMax) return start;
    start = end + 1;
  }
  return text.length;
}

/** An entry being read. */
class OpenEntry implements Entry {
  readonly tokens: Token[] = [];
  readonly isIndented: boolean;
  fault: Fault | undefined;
  depth = 0;
  private openedAt: Range | undefined;

  constructor(isIndented: boolean) {
    this.isIndented = isIndented;
  }

  take(piece: string, at: Range): void {
    const first = piece.charAt(0);
    if (first === ";" || /^\s/.test(piece)) return;
    if (first === "(" || first === ")") this.nest(first, at);
    else if (piece === '"' || piece === "\\") this.fail(piece === '"' ? "quote-open" : "escape-wrong", at);
    else this.word(piece, first === '"', at);
  }

  close(at: Range): void {
    if (this.depth > 0) this.fail("parenthesis-open", this.openedAt ?? at);
  }

  private word(piece: string, isQuoted: boolean, at: Range): void {
    const raw = isQuoted ? piece.slice(1, -1) : piece;
    const text = unescaped(raw);
    if (text === undefined) this.fail("escape-wrong", at);
    else this.tokens.push({ ...at, raw, text, isQuoted });
  }

  private nest(piece: string, at: Range): void {
    if (piece === "(") {
      if (this.depth === 0) this.openedAt = at;
      this.depth++;
    } else if (this.depth === 0) this.fail("parenthesis-stray", at);
    else this.depth--;
  }

  fail(kind: Fault["kind"], at: Range): void {
    this.fault ??= { kind, at };
  }
}

/** Resolves `\X` and `\DDD`, and writes what is not ASCII as the bytes of UTF-8; undefined for a number past 255. */
function unescaped(raw: string): string | undefined {
  let isWrong = false;
  const text = raw.replace(/\\(\d{3})|\\([\s\S])/g, (_, digits: string | undefined, character: string | undefined) => {
    if (character !== undefined) return character;
    const byte = Number(digits);
    if (byte > 255) isWrong = true;
    return `\uE000${String.fromCharCode(0xe100 + (byte & 255))}`;
  });
  return isWrong ? undefined : asBytes(text);
}

/** A number's unit is marked until here, so that `\233` stays one byte and `é` becomes two. */
function asBytes(text: string): string {
  if (!/[^\x20-\x7E]/.test(text)) return text;
  return text
    .split(/\uE000([\uE100-\uE1FF])/)
    .map((piece, at) => (at % 2 === 1 ? String.fromCharCode(piece.charCodeAt(0) - 0xe100) : utf8Units(piece)))
    .join("");
}

function utf8Units(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}
