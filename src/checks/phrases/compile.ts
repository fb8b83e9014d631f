import { NEEDS, type PhraseList, RULED_OUT_BY, type Wording } from "../../model/phrases.ts";
import type { PhraseEntry } from "./entry.ts";
import { compilePattern } from "./pattern.ts";

/** Compiles entries for searching: an index from the most telling word or ideographs of each phrase. */
export function compilePhrases(entries: readonly (PhraseEntry & { readonly topic?: string | undefined })[]): PhraseList {
  const wordings: Wording[] = [];
  const patterns: string[] = [];
  const wordingOf: number[] = [];
  const roleOf: number[] = [];
  const anchors = new Map<string, number[]>();
  const give = (written: string, role: number): void => {
    const pattern = compilePattern(written);
    if (!pattern) return;
    patterns.push(pattern.text);
    wordingOf.push(wordings.length - 1);
    roleOf.push(role);
    for (const { key, offset } of pattern.keys) {
      const known = anchors.get(key);
      if (known) known.push(patterns.length - 1, offset);
      else anchors.set(key, [patterns.length - 1, offset]);
    }
  };
  for (const { say, points, topic = "", unless = [], near } of entries) {
    const parts = typeof say === "string" ? [say] : say;
    wordings.push({ points, topic, parts: parts.length, needsCompany: near !== undefined });
    for (const [role, each] of parts.entries()) give(each, role);
    for (const each of unless) give(each, RULED_OUT_BY);
    for (const each of near ?? []) give(each, NEEDS);
  }
  return { wordings, patterns, wordingOf, roleOf, anchors: anchorLines(anchors) };
}

function anchorLines(anchors: ReadonlyMap<string, readonly number[]>): string {
  const lines = [...anchors].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, found]) => `${key}\t${found.join(",")}\n`);
  return lines.join("");
}
