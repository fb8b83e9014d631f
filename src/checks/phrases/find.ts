import { type Lexicon, NEEDS, type PatternIndex, type PhraseList, RULED_OUT_BY, type Wording } from "../../model/phrases.ts";
import { type Extent, matchPattern } from "./pattern.ts";
import { BUCKETS, bucketOf, type SearchText } from "./search-text.ts";

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
}

/** Latin words that a text with Han in it needs before English wordings are looked for: names and brands are fewer. */
const LATIN_WORDS_MIN = 3;

/** Finds every wording of those languages of a lexicon that a text could be in. */
export function findIn(lexicon: Lexicon, search: SearchText, reach: Reach): readonly PhraseHit[] {
  const hits: PhraseHit[] = [];
  for (const language of Object.keys(lexicon)) {
    const list = couldHold(language, search) ? lexicon[language] : undefined;
    if (list) for (const hit of answered(list, search, reach)) hits.push(hit);
  }
  return hits.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Chinese wordings need a Han character. English ones in Chinese text need more than a name or a brand. */
function couldHold(language: string, { hasHan, latinWords }: SearchText): boolean {
  if (language === "zh") return hasHan;
  return language !== "en" || !hasHan || latinWords >= LATIN_WORDS_MIN;
}

function answered(list: PhraseList, search: SearchText, reach: Reach): readonly PhraseHit[] {
  const known = search.answers.get(list);
  const key = `${reach.togetherWithin} ${reach.contextWithin}`;
  if (known?.reach === key) return known.hits;
  const hits = findPhrases(list, search, reach);
  search.answers.set(list, { reach: key, hits });
  return hits;
}

/**
 * Finds every wording of a list in a text. Words match whole, ideographs anywhere. A first pass looks for the most
 * telling phrase of each wording, a second for what the wordings it met need beside it or must not have. Each place of
 * the text is looked up once or twice a pass, and what it may start is bounded by the list: linear in the text.
 */
export function findPhrases(list: PhraseList, search: SearchText, reach: Reach): readonly PhraseHit[] {
  const found = new Map<number, Found>();
  matchEach(list, list.openers, search, () => true, found);
  if (found.size > 0) matchEach(list, list.followers, search, (wording) => found.has(wording), found);
  return [...found].flatMap(([index, each]) => hitsOf(list.wordings[index], each, search.text, reach));
}

interface Found {
  readonly says: Extent[][];
  readonly ruledOutBy: Extent[];
  readonly company: Extent[];
}

function matchEach(
  list: PhraseList,
  patterns: PatternIndex,
  search: SearchText,
  isWanted: (wording: number) => boolean,
  found: Map<number, Found>,
): void {
  const { keys, buckets, places } = search;
  const { filter, anchors } = lookupOf(patterns, keys.length);
  for (let index = 0; index < keys.length; index++) {
    if (filter && filter[buckets[index] ?? 0] === 0) continue;
    const key = keys[index] ?? "";
    const started = anchors(key);
    if (started.length > 0) tryAnchors({ text: search.text, at: places[index] ?? 0, units: key.length }, started);
  }

  function tryAnchors(spot: Spot, started: readonly number[]): void {
    for (let next = 0; next < started.length; next += 2) {
      const each = started[next] ?? 0;
      if (!isWanted(list.wordingOf[each] ?? -1)) continue;
      const extent = matchAt(list.patterns[each] ?? "", started[next + 1] ?? 0, spot);
      if (extent) keep(list, each, extent, found);
    }
  }
}

/** A key's place in a text. */
interface Spot {
  readonly text: string;
  readonly at: number;
  readonly units: number;
}

function matchAt(pattern: string, offset: number, { text, at, units }: Spot): Extent | undefined {
  return mayGoOn(pattern, offset + units, text, at + units) ? matchPattern(pattern, offset, units, text, at) : undefined;
}

/** Occurrences of one part of a wording of several: each is tried with each of the other parts. */
const PARTS_MAX = 64;

/** False where the unit behind the key already differs: most patterns end there. */
function mayGoOn(pattern: string, at: number, text: string, place: number): boolean {
  if (at >= pattern.length) return true;
  const unit = pattern.charCodeAt(at);
  return unit === text.charCodeAt(place) || (unit >= 0x7b && unit <= 0x7d);
}

function keep(list: PhraseList, pattern: number, extent: Extent, found: Map<number, Found>): void {
  const wording = list.wordingOf[pattern] ?? -1;
  const role = list.roleOf[pattern] ?? 0;
  const into = found.get(wording) ?? { says: [], ruledOutBy: [], company: [] };
  found.set(wording, into);
  const extents = role === RULED_OUT_BY ? into.ruledOutBy : role === NEEDS ? into.company : (into.says[role] ??= []);
  const isPart = role >= 0 && (list.wordings[wording]?.parts ?? 1) > 1;
  if (!isPart || extents.length < PARTS_MAX) extents.push(extent);
}

/** Looks keys up in an index. A run over many mails asks for the same words again and again. */
interface Lookup {
  readonly anchors: (key: string) => readonly number[];
  /** By bucket, whether any key of the index is in it; made once there is much to look up. */
  filter: Uint8Array | undefined;
  asked: number;
}

const lookups = new WeakMap<PatternIndex, Lookup>();

function lookupOf(index: PatternIndex, keys: number): Lookup {
  const lookup = lookups.get(index) ?? newLookup(index);
  lookup.asked += keys;
  if (!lookup.filter && lookup.asked > FILTER_FROM_KEYS) lookup.filter = filterOf(index.lines);
  return lookup;
}

/** A filter costs as much as this many lookups: one small mail is quicker without. */
const FILTER_FROM_KEYS = 5_000;

function newLookup(index: PatternIndex): Lookup {
  const known = new Map<string, readonly number[]>();
  const anchors = (key: string): readonly number[] => {
    const before = known.get(key);
    if (before) return before;
    const found = anchorsAt(index.lines, key);
    if (key.length <= WORD_KEPT_UNITS_MAX && known.size < WORDS_KEPT_MAX) known.set(key, found);
    return found;
  };
  const lookup = { anchors, filter: undefined, asked: 0 };
  lookups.set(index, lookup);
  return lookup;
}

function filterOf(lines: string): Uint8Array {
  const filter = new Uint8Array(BUCKETS);
  for (let start = 0; start < lines.length; start = lines.indexOf("\n", start) + 1)
    filter[bucketOf(lines.slice(start, lines.indexOf("\t", start)))] = 1;
  return filter;
}

/** Strangers' words are without end: this many are remembered for each index. */
const WORDS_KEPT_MAX = 50_000;
/** A longer piece of a text would keep the whole text in memory (V8 slices from 13 units on). */
const WORD_KEPT_UNITS_MAX = 12;
const nowhere: readonly number[] = [];

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
  return nowhere;
}

function hitsOf(
  wording: Wording | undefined,
  { says, ruledOutBy, company }: Found,
  text: string,
  reach: Reach,
): readonly PhraseHit[] {
  if (!wording) return [];
  const extents = together(wording.parts, says, reach.togetherWithin, text);
  if (extents.length === 0) return [];
  const isNear = (extent: Extent, others: readonly Extent[]): boolean => hasNear(others, extent, reach.contextWithin);
  return extents
    .filter((extent) => !isNear(extent, ruledOutBy) && (!wording.needsCompany || isNear(extent, company)))
    .map(({ start, end }) => ({ wording, start, end }));
}

/** Looks among extents in order for one within reach; those of one phrase are about alike in length. */
function hasNear(others: readonly Extent[], { start, end }: Extent, within: number): boolean {
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((others[middle]?.end ?? 0) < start - within) low = middle + 1;
    else high = middle;
  }
  const first = others[low];
  return first !== undefined && first.start <= end + within;
}

/** Where all phrases of a wording stand within reach of each other in one block. */
function together(
  parts: number,
  says: readonly (readonly Extent[] | undefined)[],
  within: number,
  text: string,
): readonly Extent[] {
  const first = says[0] ?? [];
  for (let part = 1; part < parts; part++) if (says[part] === undefined) return [];
  if (parts === 1) return first;
  return first.flatMap((start) => {
    let extent: Extent | undefined = start;
    for (let part = 1; extent && part < parts; part++)
      extent = widened(
        extent,
        (says[part] ?? []).filter((other) => isApart(other, start)),
        within,
        text,
      );
    return extent ? [extent] : [];
  });
}

/** Two parts of a wording are two stretches of text. */
function isApart(one: Extent, other: Extent): boolean {
  return one.end <= other.start || one.start >= other.end;
}

function widened(extent: Extent, others: readonly Extent[], within: number, text: string): Extent | undefined {
  for (const other of others) {
    const both = { start: Math.min(extent.start, other.start), end: Math.max(extent.end, other.end) };
    if (both.end - both.start <= within && !text.slice(both.start, both.end).includes("\n")) return both;
  }
  return undefined;
}
