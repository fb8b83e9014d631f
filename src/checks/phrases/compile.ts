import { NEEDS, type PatternIndex, type PhraseList, RULED_OUT_BY, type Wording } from "../../model/phrases.ts";
import type { PhraseEntry } from "./entry.ts";
import { compilePattern, type Pattern } from "./pattern.ts";

/** Compiles entries for searching: an index from the most telling word or ideographs of each phrase. */
export function compilePhrases(entries: readonly (PhraseEntry & { readonly topic?: string | undefined })[]): PhraseList {
  const wordings: Wording[] = [];
  const patterns: string[] = [];
  const wordingOf: number[] = [];
  const roleOf: number[] = [];
  const openers = new Map<string, number[]>();
  const followers = new Map<string, number[]>();
  const give = (pattern: Pattern | undefined, role: number, into: Map<string, number[]>): void => {
    if (!pattern) return;
    patterns.push(pattern.text);
    wordingOf.push(wordings.length - 1);
    roleOf.push(role);
    for (const { key, offset } of pattern.keys) {
      const known = into.get(key);
      if (known) known.push(patterns.length - 1, offset);
      else into.set(key, [patterns.length - 1, offset]);
    }
  };
  for (const { say, points, topic = "", unless = [], near } of entries) {
    const parts = (typeof say === "string" ? [say] : say).map(compilePattern);
    wordings.push({ points, topic, parts: parts.length, needsCompany: near !== undefined });
    const opener = mostTelling(parts);
    for (const [role, each] of parts.entries()) give(each, role, role === opener ? openers : followers);
    for (const each of unless) give(compilePattern(each), RULED_OUT_BY, followers);
    for (const each of near ?? []) give(compilePattern(each), NEEDS, followers);
  }
  return { wordings, patterns, wordingOf, roleOf, openers: indexOf(openers), followers: indexOf(followers) };
}

/** The part that is rarest in everyday text, as far as its anchor tells. */
function mostTelling(parts: readonly (Pattern | undefined)[]): number {
  const tells = parts.map((part) => part?.tells ?? 0);
  return tells.indexOf(Math.max(...tells));
}

function indexOf(anchors: ReadonlyMap<string, readonly number[]>): PatternIndex {
  const lines = [...anchors].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, found]) => `${key}\t${found.join(",")}\n`);
  return { lines: lines.join("") };
}
