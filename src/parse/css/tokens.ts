import {
  AtKeyword,
  CDC,
  CDO,
  Colon,
  Comment,
  Function as FunctionToken,
  Ident,
  LeftCurlyBracket,
  LeftParenthesis,
  LeftSquareBracket,
  RightCurlyBracket,
  RightParenthesis,
  RightSquareBracket,
  Semicolon,
  tokenize,
  WhiteSpace,
} from "css-tree/tokenizer";

/** A CSS text's tokens without comments, side by side in arrays: a mail's style sheets have thousands. */
export interface Tokens {
  readonly css: string;
  readonly types: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The token types that structure depends on (CSS Syntax 3, section 4). */
export const IDENT: number = Ident;
export const AT_KEYWORD: number = AtKeyword;
export const COLON: number = Colon;
export const SEMICOLON: number = Semicolon;
export const LEFT_BRACE: number = LeftCurlyBracket;
export const RIGHT_BRACE: number = RightCurlyBracket;
const openers: ReadonlySet<number> = new Set([FunctionToken, LeftParenthesis, LeftSquareBracket, LeftCurlyBracket]);
const closers: ReadonlySet<number> = new Set([RightParenthesis, RightSquareBracket, RightCurlyBracket]);
/** White space and the comment marks of HTML that old style sheets are wrapped in. */
const blanks: ReadonlySet<number> = new Set([WhiteSpace, CDO, CDC]);

/** Reads a text into tokens; every text has them. */
export function readTokens(css: string): Tokens {
  const types: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  tokenize(css, (each, start, end) => {
    if (each === Comment) return;
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
