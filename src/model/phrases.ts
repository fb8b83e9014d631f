/** A list of wordings compiled for searching. Plain data of few objects, so that a build can store it and a run load it fast. */
export interface PhraseList {
  readonly wordings: readonly Wording[];
  /** Every phrase of every wording as a pattern (see `checks/phrases/pattern.ts`). */
  readonly patterns: readonly string[];
  /** The wording that each pattern belongs to. */
  readonly wordingOf: readonly number[];
  /** What each pattern is to its wording: its part, or one of the two below. */
  readonly roleOf: readonly number[];
  /** Leads to the most telling pattern of each wording, without which it is not there. */
  readonly openers: PatternIndex;
  /** Leads to all other patterns: further parts and company. They matter only where an opener stands. */
  readonly followers: PatternIndex;
}

/**
 * Patterns by the word, two ideographs or character that leads to them. One line a key, in code unit order, as
 * `KEY TAB pattern,place,pattern,place …`, the place being that of the key in the pattern. A string, searched as it
 * stands, since a record of ten thousand keys would cost more to load than most texts cost to search.
 */
export interface PatternIndex {
  readonly lines: string;
}

/** The role of a pattern whose company rules a wording out. */
export const RULED_OUT_BY: number = -1;
/** The role of a pattern whose company a wording needs. */
export const NEEDS: number = -2;

/** A wording of a list: how much it tells, and of what. */
export interface Wording {
  readonly points: number;
  /** What the wording is about, in lists of several subjects; empty elsewhere. */
  readonly topic: string;
  /** How many patterns must stand together. */
  readonly parts: number;
  /** True when the wording counts only in the company of certain others. */
  readonly needsCompany: boolean;
}

/** Lists by language. A list is only fetched for text that could hold its wordings. */
export type Lexicon = Readonly<Record<string, PhraseList>>;
