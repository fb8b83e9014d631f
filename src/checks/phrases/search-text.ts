import type { PhraseList } from "../../model/phrases.ts";
import { isHan } from "../../parse/text/characters.ts";
import type { PhraseHit } from "./find.ts";
import { keyAt } from "./pattern.ts";

/** A normalised text made ready to be searched by many lists: what can be looked up in it, and where. */
export interface SearchText {
  readonly text: string;
  readonly keys: readonly string[];
  readonly places: readonly number[];
  readonly hasHan: boolean;
  readonly latinWords: number;
  /** What lists were asked before, and what they answered: several rules ask the same list. */
  readonly answers: Map<PhraseList, { readonly reach: string; readonly hits: readonly PhraseHit[] }>;
}

/** Reads a text once for all searches. An ideograph is looked up alone and with the next one. */
export function searchText(text: string): SearchText {
  const keys: string[] = [];
  const places: number[] = [];
  let hasHan = false;
  let latinWords = 0;
  for (let at = 0; at < text.length; ) {
    const key = keyAt(text, at);
    const isBlank = key === " " || key === "\n";
    if (!isBlank) {
      keys.push(key);
      places.push(at);
    }
    const isIdeograph = isHan(key);
    if (isIdeograph && key.length === 2) {
      keys.push(key.charAt(0));
      places.push(at);
    }
    hasHan ||= isIdeograph;
    if (!isIdeograph && key.length > 1) latinWords++;
    at += isIdeograph ? 1 : key.length;
  }
  return { text, keys, places, hasHan, latinWords, answers: new Map() };
}
