import { limits } from "../../model/limits.ts";
import {
  AT_KEYWORD,
  afterBlanks,
  COLON,
  IDENT,
  LEFT_BRACE,
  nextOutside,
  RIGHT_BRACE,
  readTokens,
  SEMICOLON,
  type Tokens,
} from "./tokens.ts";

/** A CSS declaration as written; places count from the start of the CSS text it stands in. */
export interface Declaration {
  /** Lower case. */
  readonly property: string;
  readonly value: string;
  readonly important: boolean;
  readonly start: number;
  readonly end: number;
}

/** A style rule: its selectors as one text, and its declarations. */
export interface StyleRule {
  readonly selectors: string;
  readonly declarations: readonly Declaration[];
}

/** Reads the value of a `style` attribute. Broken declarations are left out. */
export function readDeclarations(css: string): readonly Declaration[] {
  const tokens = readTokens(css);
  return declarationsIn(tokens, 0, tokens.types.length);
}

/**
 * Reads the rules of a style sheet that hold for every reader: those outside at-rules, and inside `@media` for
 * `all` or `screen` without further conditions.
 */
export function readStyleSheet(css: string): readonly StyleRule[] {
  const tokens = readTokens(css);
  return rulesIn(tokens, 0, tokens.types.length, limits.atRulesNestedMax);
}

function rulesIn(tokens: Tokens, from: number, to: number, depth: number): readonly StyleRule[] {
  const rules: StyleRule[] = [];
  for (let at = afterBlanks(tokens, from, to); at < to; at = afterBlanks(tokens, at, to)) {
    const isAtRule = tokens.types[at] === AT_KEYWORD;
    const open = isAtRule ? nextOutside(tokens, at, to, LEFT_BRACE, SEMICOLON) : nextOutside(tokens, at, to, LEFT_BRACE);
    const hasBlock = tokens.types[open] === LEFT_BRACE && open < to;
    const close = hasBlock ? nextOutside(tokens, open + 1, to, RIGHT_BRACE) : open;
    if (hasBlock && isAtRule) {
      const inner = depth > 0 && holdsForAll(textOf(tokens, at, open)) ? rulesIn(tokens, open + 1, close, depth - 1) : [];
      for (const rule of inner) rules.push(rule);
    } else if (hasBlock)
      rules.push({ selectors: textOf(tokens, at, open), declarations: declarationsIn(tokens, open + 1, close) });
    at = close + 1;
  }
  return rules;
}

/** True for `@media`, for all or screens, that asks nothing else. */
function holdsForAll(prelude: string): boolean {
  return /^@media\s+(?:only\s+)?(?:all|screen)$/i.test(prelude);
}

function declarationsIn(tokens: Tokens, from: number, to: number): readonly Declaration[] {
  const declarations: Declaration[] = [];
  for (let at = from; at < to; ) {
    const start = afterBlanks(tokens, at, to);
    const end = nextOutside(tokens, start, to, SEMICOLON);
    const colon = afterBlanks(tokens, start + 1, end);
    if (tokens.types[start] === IDENT && tokens.types[colon] === COLON && colon < end)
      declarations.push(declarationAt(tokens, start, colon, end));
    at = end + 1;
  }
  return declarations;
}

function declarationAt(tokens: Tokens, name: number, colon: number, end: number): Declaration {
  const written = textOf(tokens, colon + 1, end, " ");
  const value = written.replace(/!\s{0,20}important$/i, "").trimEnd();
  const start = tokens.starts[name] ?? 0;
  return {
    property: textOf(tokens, name, name + 1).toLowerCase(),
    value,
    important: value.length < written.length,
    start,
    end: (tokens.starts[colon] ?? start) + 1 + rawText(tokens, colon + 1, end).trimEnd().length,
  };
}

/** The text of a stretch of tokens, blanks around it cut off. A comment parts the words of a value, and is nothing in a selector. */
function textOf(tokens: Tokens, from: number, to: number, forComment = ""): string {
  const raw = rawText(tokens, from, to).trim();
  // An address may hold the same two characters, and is one token.
  return raw.includes("/*") ? withoutComments(tokens, from, to, forComment) : raw;
}

function withoutComments({ css, starts, ends }: Tokens, from: number, to: number, forComment: string): string {
  let text = "";
  for (let at = from; at < to; at++) {
    const hadComment = at > from && starts[at] !== ends[at - 1];
    text += (hadComment ? forComment : "") + css.slice(starts[at], ends[at]);
  }
  return text.trim();
}

function rawText({ css, starts, ends }: Tokens, from: number, to: number): string {
  return to <= from ? "" : css.slice(starts[from] ?? css.length, ends[to - 1] ?? css.length);
}
