import type { Lexicon, Wording } from "../../model/phrases.ts";
import { findIn, type PhraseHit, type Reach } from "./find.ts";
import type { Extent } from "./pattern.ts";
import type { SearchText } from "./search-text.ts";

/** How much of a topic makes a text be about it. */
export interface TopicLimits extends Reach {
  /** Points that different wordings of one topic must reach together. */
  readonly pointsMin: number;
  /** How far apart those wordings may stand, in units of normalised text. */
  readonly windowUnits: number;
}

/** Wordings that turn others into their opposite: warnings, negation, education. */
export interface Cautions {
  readonly lexicon: Lexicon;
  /** A wording this close to a caution, in the same block, does not count. */
  readonly within: number;
}

/** A topic a text is about, with the wordings that show it: the stretch where they add up to most. */
export interface TopicFound {
  readonly topic: string;
  readonly points: number;
  readonly evidence: readonly Extent[];
}

/** The topics that a text is about, most points first. */
export function topicsOf(search: SearchText, lexicon: Lexicon, limits: TopicLimits, cautions?: Cautions): readonly TopicFound[] {
  const hits = findIn(lexicon, search, limits);
  const warnings = cautions && hits.length > 0 ? findIn(cautions.lexicon, search, limits) : [];
  const byTopic = new Map<string, PhraseHit[]>();
  for (const hit of hits) {
    if (warnings.length > 0 && isCautioned(hit, warnings, cautions?.within ?? 0, search.text)) continue;
    const own = byTopic.get(hit.wording.topic);
    if (own) own.push(hit);
    else byTopic.set(hit.wording.topic, [hit]);
  }
  return [...byTopic]
    .flatMap(([topic, own]) => strongestWindow(topic, own, limits))
    .sort((a, b) => b.points - a.points || (a.topic < b.topic ? -1 : 1));
}

/** Looks back from the last caution that starts in reach; cautions are short, so a few steps settle it. */
function isCautioned(hit: Extent, cautions: readonly Extent[], within: number, text: string): boolean {
  for (let at = lastStartingBefore(cautions, hit.end + within); at >= 0; at--) {
    const caution = cautions[at];
    if (!caution || caution.start < hit.start - within - 200) return false;
    const inReach = caution.end >= hit.start - within;
    if (inReach && !text.slice(Math.min(hit.start, caution.start), Math.max(hit.end, caution.end)).includes("\n")) return true;
  }
  return false;
}

function lastStartingBefore(extents: readonly Extent[], place: number): number {
  let low = 0;
  let high = extents.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((extents[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function strongestWindow(topic: string, hits: readonly PhraseHit[], { pointsMin, windowUnits }: TopicLimits): TopicFound[] {
  const inside = new Map<Wording, number>();
  let points = 0;
  let from = 0;
  let best = { points: 0, from: 0, to: 0 };
  for (const [to, hit] of hits.entries()) {
    const before = inside.get(hit.wording) ?? 0;
    inside.set(hit.wording, before + 1);
    if (before === 0) points += hit.wording.points;
    for (let leaving = hits[from]; leaving && from < to && leaving.start < hit.end - windowUnits; leaving = hits[++from]) {
      const left = (inside.get(leaving.wording) ?? 1) - 1;
      inside.set(leaving.wording, left);
      if (left === 0) points -= leaving.wording.points;
    }
    if (points > best.points) best = { points, from, to };
  }
  if (best.points < pointsMin) return [];
  return [{ topic, points: best.points, evidence: distinct(hits.slice(best.from, best.to + 1)) }];
}

/** The first occurrence of each wording. */
function distinct(hits: readonly PhraseHit[]): readonly Extent[] {
  const seen = new Set<Wording>();
  return hits.filter(({ wording }) => !seen.has(wording) && seen.add(wording));
}
