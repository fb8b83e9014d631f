import { type Lexicon, NEEDS, type PhraseList, RULED_OUT_BY, type Wording } from "../../model/phrases.ts";
import { isHan } from "../../parse/text/characters.ts";
import { type Extent, keyAt, matchPattern } from "./pattern.ts";

/** How far apart things may stand, in units of normalised text. */
export interface Reach {
  /** The phrases of one wording, from the first to the last. */
  readonly togetherWithin: number;
  /** A wording and the company that rules it out or that it needs. */
  readonly contextWithin: number;
}

/** A wording found, in units of the normalised text. */
export interface PhraseHit extends Extent {
  readonly wording: Wording;
  /** Tells wordings of a lexicon apart. */
  readonly id: string;
}

/** Latin words that a text with Han in it needs before English wordings are looked for: names and brands are fewer. */
const LATIN_WORDS_MIN = 3;

/** Finds every wording of those languages of a lexicon that a normalised text could be in. */
export function findIn(lexicon: Lexicon, text: string, reach: Reach): readonly PhraseHit[] {
  const hits: PhraseHit[] = [];
  for (const language of Object.keys(lexicon)) {
    if (!couldHold(language, text)) continue;
    const list = lexicon[language];
    if (list) for (const hit of findPhrases(list, text, reach)) hits.push({ ...hit, id: `${language} ${hit.id}` });
  }
  return hits.sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
}

function couldHold(language: string, text: string): boolean {
  const hasHan = /\p{Script=Han}/u.test(text);
  if (language === "zh") return hasHan;
  return language !== "en" || !hasHan || (text.match(/[a-z]{2,}/g)?.length ?? 0) >= LATIN_WORDS_MIN;
}

/**
 * Finds every wording of a list in a normalised text. Words match whole, ideographs anywhere. Each place of the text
 * is looked up once or twice, and what it may start is bounded by the list: linear in the text.
 */
export function findPhrases(list: PhraseList, text: string, reach: Reach): readonly PhraseHit[] {
  const found = new Map<number, Found>();
  for (let at = 0; at < text.length; ) {
    const key = keyAt(text, at);
    tryAnchors(list, key, text, at, found);
    const isPair = key.length === 2 && isHan(key);
    if (isPair) tryAnchors(list, key.charAt(0), text, at, found);
    at += isPair ? 1 : key.length;
  }
  const hits = [...found].flatMap(([index, each]) => hitsOf(index, list.wordings[index], each, text, reach));
  return hits.sort((a, b) => a.start - b.start || a.end - b.end);
}

interface Found {
  readonly says: Extent[][];
  readonly ruledOutBy: Extent[];
  readonly company: Extent[];
}

/** Occurrences of one phrase that are kept: past these nothing new is learnt. */
const EXTENTS_MAX = 64;

function tryAnchors(list: PhraseList, key: string, text: string, at: number, found: Map<number, Found>): void {
  const anchors = anchorsAt(list.anchors, key);
  for (let next = 0; next < anchors.length; next += 2) {
    const index = anchors[next] ?? 0;
    const extent = matchPattern(list.patterns[index] ?? "", anchors[next + 1] ?? 0, text, at);
    if (!extent) continue;
    const wording = list.wordingOf[index] ?? -1;
    const role = list.roleOf[index] ?? 0;
    const into = found.get(wording) ?? { says: [], ruledOutBy: [], company: [] };
    found.set(wording, into);
    const extents = role === RULED_OUT_BY ? into.ruledOutBy : role === NEEDS ? into.company : (into.says[role] ??= []);
    if (extents.length < EXTENTS_MAX) extents.push(extent);
  }
}

/** Finds a key's line by bisection over the text of all lines. */
function anchorsAt(lines: string, key: string): readonly number[] {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const start = lines.lastIndexOf("\n", middle - 1) + 1;
    const tab = lines.indexOf("\t", start);
    const found = lines.slice(start, tab);
    if (found === key)
      return lines
        .slice(tab + 1, lines.indexOf("\n", tab))
        .split(",")
        .map(Number);
    if (found < key) low = lines.indexOf("\n", tab) + 1;
    else high = start;
  }
  return [];
}

function hitsOf(
  index: number,
  wording: Wording | undefined,
  { says, ruledOutBy, company }: Found,
  text: string,
  reach: Reach,
): PhraseHit[] {
  if (!wording) return [];
  const isNear = (extent: Extent, others: readonly Extent[]): boolean =>
    others.some(({ start, end }) => start <= extent.end + reach.contextWithin && end >= extent.start - reach.contextWithin);
  return together(wording.parts, says, reach.togetherWithin, text)
    .filter((extent) => !isNear(extent, ruledOutBy) && (!wording.needsCompany || isNear(extent, company)))
    .map(({ start, end }) => ({ wording, id: String(index), start, end }));
}

/** Where all phrases of a wording stand within reach of each other in one block. */
function together(
  parts: number,
  says: readonly (readonly Extent[] | undefined)[],
  within: number,
  text: string,
): readonly Extent[] {
  const [first = [], ...others] = Array.from({ length: parts }, (_, part) => says[part] ?? []);
  if (others.length === 0) return first;
  return first.flatMap((start) => {
    let extent: Extent | undefined = start;
    for (const other of others) extent = extent && widened(extent, other, within, text);
    return extent ? [extent] : [];
  });
}

function widened(extent: Extent, others: readonly Extent[], within: number, text: string): Extent | undefined {
  for (const other of others) {
    const both = { start: Math.min(extent.start, other.start), end: Math.max(extent.end, other.end) };
    if (both.end - both.start <= within && !text.slice(both.start, both.end).includes("\n")) return both;
  }
  return undefined;
}
