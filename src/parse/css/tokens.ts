import { tokenize, tokenTypes } from "css-tree/tokenizer";

/** A CSS text's tokens without comments, side by side in arrays: a mail's style sheets have thousands. */
export interface Tokens {
  readonly css: string;
  readonly types: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const type = (name: string): number => tokenTypes[name] ?? -1;

/** The token types that structure depends on (CSS Syntax 3, section 4). */
export const IDENT: number = type("Ident");
export const AT_KEYWORD: number = type("AtKeyword");
export const COLON: number = type("Colon");
export const SEMICOLON: number = type("Semicolon");
export const LEFT_BRACE: number = type("LeftCurlyBracket");
export const RIGHT_BRACE: number = type("RightCurlyBracket");
const COMMENT = type("Comment");
const openers: ReadonlySet<number> = new Set([type("Function"), type("LeftParenthesis"), type("LeftSquareBracket"), LEFT_BRACE]);
const closers: ReadonlySet<number> = new Set([type("RightParenthesis"), type("RightSquareBracket"), RIGHT_BRACE]);
/** White space and the comment marks of HTML that old style sheets are wrapped in. */
const blanks: ReadonlySet<number> = new Set([type("WhiteSpace"), type("CDO"), type("CDC")]);

/** Reads a text into tokens; every text has them. */
export function readTokens(css: string): Tokens {
  const types: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  tokenize(css, (each, start, end) => {
    if (each === COMMENT) return;
    types.push(each);
    starts.push(start);
    ends.push(end);
  });
  return { css, types, starts, ends };
}

/** The first token from `from` on that is no blank. */
export function afterBlanks({ types }: Tokens, from: number, to: number): number {
  let at = from;
  while (at < to && blanks.has(types[at] ?? -1)) at++;
  return at;
}

/** The first token of one of two types outside brackets, or `to`. A closer too many is passed over. */
export function nextOutside({ types }: Tokens, from: number, to: number, one: number, other: number = one): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    const each = types[at] ?? -1;
    if (depth === 0 && (each === one || each === other)) return at;
    if (openers.has(each)) depth++;
    else if (closers.has(each) && depth > 0) depth--;
  }
  return to;
}
