import type { PhraseList } from "../../model/phrases.ts";
import { isHan } from "../../parse/text/characters.ts";
import type { PhraseHit } from "./find.ts";
import { keyAt } from "./pattern.ts";

/** A normalised text made ready to be searched by many lists: what can be looked up in it, and where. */
export interface SearchText {
  readonly text: string;
  readonly keys: readonly string[];
  /** What each key is told apart by before it is looked up: see {@link bucketOf}. */
  readonly buckets: readonly number[];
  readonly places: readonly number[];
  readonly hasHan: boolean;
  readonly latinWords: number;
  /** What lists were asked before, and what they answered: several rules ask the same list. */
  readonly answers: Map<PhraseList, { readonly reach: string; readonly hits: readonly PhraseHit[] }>;
}

/** Reads a text once for all searches. An ideograph is looked up alone and with the next one. */
export function searchText(text: string): SearchText {
  const keys: string[] = [];
  const buckets: number[] = [];
  const places: number[] = [];
  let hasHan = false;
  let latinWords = 0;
  for (let at = 0; at < text.length; ) {
    const key = keyAt(text, at);
    const isBlank = key === " " || key === "\n";
    if (!isBlank) {
      keys.push(key);
      buckets.push(bucketOf(key));
      places.push(at);
    }
    const isIdeograph = isHan(key);
    if (isIdeograph && key.length === 2) {
      keys.push(key.charAt(0));
      buckets.push(bucketOf(key.charAt(0)));
      places.push(at);
    }
    hasHan ||= isIdeograph;
    if (!isIdeograph && key.length > 1) latinWords++;
    at += isIdeograph ? 1 : key.length;
  }
  return { text, keys, buckets, places, hasHan, latinWords, answers: new Map() };
}

/** How many kinds of keys are told apart before they are looked up. */
export const BUCKETS = 65_536;

/** A number below {@link BUCKETS} from a key's ends and length: most words of a text share theirs with no wording. */
export function bucketOf(key: string): number {
  const last = key.length - 1;
  return ((key.charCodeAt(0) * 31 + key.charCodeAt(last >> 1)) * 31 + key.charCodeAt(last) * 7 + last) & (BUCKETS - 1);
}
