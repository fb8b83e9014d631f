import { classOf, isHan } from "../../parse/text/characters.ts";
import { normalisePhrase } from "../../parse/text/normalise.ts";

/*
 * A pattern is a phrase in normal form, matched unit by unit: `{quick |instant |}{loans|loan}`. Braces do not nest, an
 * alternative may be empty, and a blank that goes with an optional word stands inside its braces. Patterns are strings
 * and are matched as they stand, so that a list of thousands costs nothing to load.
 */

/** A pattern, with where in it a search may start: each key is a stretch of its most telling part. */
export interface Pattern {
  readonly text: string;
  readonly keys: readonly { readonly key: string; readonly offset: number }[];
  /** How much that part tells: the more, the rarer it is in everyday text. */
  readonly tells: number;
}

/** A stretch of normalised text. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

interface Segment {
  /** In normal form, longest first: of two that fit, the one that takes more is meant. */
  readonly choices: readonly string[];
  readonly optional: boolean;
  /** True when no blank stands before it. */
  readonly glued: boolean;
}

/** Spellings that one word may be written out to. */
const SPELLINGS_MAX = 256;

/**
 * Makes a pattern of a phrase as rule data writes it: `{quick|instant} loan{s|}`.
 * Undefined when a brace has no partner, nothing is left, or a word stands for more than 256 spellings.
 */
export function compilePattern(phrase: string): Pattern | undefined {
  const segments: Segment[] = [];
  for (const item of phrase.match(/(?:\{[^{}]*\}|[^\s{}]|[{}])+/g) ?? []) {
    const read = segmentsOf(item, segments.length > 0);
    if (!read) return undefined;
    segments.push(...read);
  }
  const anchor = anchorOf(segments);
  return anchor && { ...written(segments, anchor.at), tells: anchor.tells };
}

/** Pieces of one item stay apart, as their choices multiply; only where letters meet is the word written out. */
function segmentsOf(item: string, hasBefore: boolean): readonly Segment[] | undefined {
  const pieces = item.match(/\{[^{}]*\}|[^{}]+|[{}]/g) ?? [];
  if (pieces.some((piece) => piece === "{" || piece === "}" || (!piece.startsWith("{") && piece.includes("|")))) return undefined;
  const groups: (readonly string[])[] = [];
  for (const piece of pieces) {
    const choices = piece.startsWith("{") ? piece.slice(1, -1).split("|") : [piece];
    const before = groups.at(-1);
    const spelled = before && meet(before, choices) ? spellOut(before, choices) : choices;
    if (!spelled) return undefined;
    if (spelled === choices) groups.push(choices);
    else groups[groups.length - 1] = spelled;
  }
  return groups.map((choices, at) => segment(choices, at > 0 || !hasBefore, { before: at > 0, behind: at < groups.length - 1 }));
}

/** True when a word may run on from one piece into the next. */
function meet(before: readonly string[], after: readonly string[]): boolean {
  return (
    before.some((choice) => isWord(choice.codePointAt(choice.length - 1))) &&
    after.some((choice) => isWord(choice.codePointAt(0)))
  );
}

function spellOut(sofar: readonly string[], choices: readonly string[]): readonly string[] | undefined {
  if (sofar.length * choices.length > SPELLINGS_MAX) return undefined;
  return sofar.flatMap((start) => choices.map((choice) => start + choice));
}

/** On which sides of a segment something stands without a blank: a blank that a choice brings along there is meant. */
interface Touching {
  readonly before: boolean;
  readonly behind: boolean;
}

function segment(choices: readonly string[], glued: boolean, touching: Touching): Segment {
  const normal = [...new Set(choices.map((choice) => normalChoice(choice, touching)))];
  const filled = normal.filter((choice) => choice.trim() !== "").sort((a, b) => b.length - a.length);
  return { choices: filled, optional: normal.length > filled.length, glued };
}

function normalChoice(choice: string, { before, behind }: Touching): string {
  const normal = normalisePhrase(choice);
  if (normal === "") return "";
  return (before && /^\s/.test(choice) ? " " : "") + normal + (behind && /\s$/.test(choice) ? " " : "");
}

/** Words that tell nothing alone: a search that started from them would stop at every sentence. */
const COMMON = new Set(
  "a all an and any are as at be by can for from get has have here if in is it its just me more my new no not now of on or our out so that the this to today up us was we will with you your".split(
    " ",
  ),
);

/** Words of everyday business mail: a search that started from them would stop at every other sentence. */
const USUAL = new Set(
  "account accounts address amount bank business call card click company contact credit customer customers data date day days details download email emails free help home info information line link mail message money month months name need number offer offers online open order page pay payment payments please price product products purchase receive reply save send service services site statement support team thank thanks time update use user view visit website week work year".split(
    " ",
  ),
);

/** The segment a search starts from: the one whose least telling choice tells most. Few choices keep the index small. */
function anchorOf(segments: readonly Segment[]): { readonly at: number; readonly tells: number } | undefined {
  let best: { readonly at: number; readonly tells: number } | undefined;
  for (const [at, { choices, optional }] of segments.entries()) {
    if (optional || choices.length === 0) continue;
    const tells = Math.min(...choices.map(weightOf)) / (1 + choices.length / 16);
    if (tells > (best?.tells ?? 0)) best = { at, tells };
  }
  return best;
}

/** An ideograph tells about as much as three letters, a usual word little, a common one hardly anything. */
function weightOf(choice: string): number {
  const { key } = keyOf(choice);
  return isHan(key) ? choice.length * 3 : wordWeight(key);
}

function wordWeight(word: string): number {
  if (COMMON.has(word)) return 0.5;
  return USUAL.has(word) ? word.length / 3 : word.length;
}

/** Writes segments as one pattern. A blank that goes with an optional word stands inside its braces. */
function written(segments: readonly Segment[], anchor: number): Omit<Pattern, "tells"> {
  let text = "";
  const keys: { key: string; offset: number }[] = [];
  for (const [at, segment] of segments.entries()) {
    const { before, behind } = blanksAround(segments, at);
    const isGroup = segment.optional || segment.choices.length > 1;
    if (!segment.optional) text += before.length > 1 ? "{ |}" : (before[0] ?? "");
    const alternatives = segment.choices.flatMap((choice) => (segment.optional ? around(choice, before, behind) : [choice]));
    if (isGroup) text += "{";
    for (const [index, alternative] of alternatives.entries()) {
      if (index > 0) text += "|";
      if (at === anchor) {
        const { key, offset } = keyOf(alternative);
        keys.push({ key, offset: text.length + offset });
      }
      text += alternative;
    }
    if (segment.optional) text += "|";
    if (isGroup) text += "}";
  }
  return { text, keys };
}

function around(choice: string, before: readonly string[], behind: readonly string[]): readonly string[] {
  return before.flatMap((blank) => behind.map((tail) => blank + choice + tail));
}

/** The blanks that may stand before a segment, and behind a leading optional one, with which the next one's goes. */
function blanksAround(
  segments: readonly Segment[],
  at: number,
): { readonly before: readonly string[]; readonly behind: readonly string[] } {
  const isLeading = (index: number): boolean => segments.slice(0, index + 1).every(({ optional }) => optional);
  const isTaken = at > 0 && isLeading(at - 1);
  return { before: isTaken ? [""] : blanksBetween(segments, at), behind: isLeading(at) ? blanksBetween(segments, at + 1) : [""] };
}

/** Between two Han characters the normal form has no blank; where choices are of both kinds, either is met. */
function blanksBetween(segments: readonly Segment[], at: number): readonly string[] {
  const before = segments[at - 1];
  const after = segments[at];
  if (!before || !after || after.glued) return [""];
  const endsHan = before.choices.map((choice) => isHan(choice.slice(-1)));
  const startsHan = after.choices.map(isHan);
  if (!endsHan.includes(true) || !startsHan.includes(true)) return [" "];
  return endsHan.includes(false) || startsHan.includes(false) ? [" ", ""] : [""];
}

/** A choice's longest word that is not common, or its first ideographs, and where in the choice that stands. */
function keyOf(choice: string): { readonly key: string; readonly offset: number } {
  let best = { key: keyAt(choice, 0), offset: 0 };
  if (isHan(best.key)) return best;
  for (let at = best.key.length; at < choice.length; ) {
    const key = keyAt(choice, at);
    if (!isHan(key) && key !== " " && wordWeight(key) > wordWeight(best.key)) best = { key, offset: at };
    at += isHan(key) ? 1 : key.length;
  }
  return best;
}

/** What stands at a place of a text, as searches look it up: a word, two ideographs or one, or a character. */
export function keyAt(text: string, at: number): string {
  const code = text.charCodeAt(at);
  if (code < 0x80) return isWord(code) ? text.slice(at, wordEnd(text, at)) : text.charAt(at);
  if (isHan(text.charAt(at))) return isHan(text.charAt(at + 1)) ? text.slice(at, at + 2) : text.charAt(at);
  return isWord(text.codePointAt(at)) ? text.slice(at, wordEnd(text, at)) : text.charAt(at);
}

function wordEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && isWord(text.codePointAt(end))) end++;
  return end;
}

const OPEN = 0x7b;
const BAR = 0x7c;
const CLOSE = 0x7d;

/** Where a pattern stands whose key, `units` long at `offset`, stands at `at`; undefined when it does not, or would cut a word. */
export function matchPattern(pattern: string, offset: number, units: number, text: string, at: number): Extent | undefined {
  const end = matchAfter(pattern, offset + units, text, at + units);
  if (end === -1) return undefined;
  const start = matchBefore(pattern, offset, text, at);
  return start === -1 ? undefined : { start, end };
}

function matchAfter(pattern: string, from: number, text: string, start: number): number {
  let at = from;
  let place = start;
  while (at < pattern.length) {
    const unit = pattern.charCodeAt(at);
    if (unit === text.charCodeAt(place)) {
      at++;
      place++;
    } else if (unit === OPEN) return afterGroup(pattern, at, text, place);
    // The end of an alternative that the search started in: go on behind the group.
    else if (unit === BAR) at = pattern.indexOf("}", at) + 1;
    else if (unit === CLOSE) at++;
    else return -1;
  }
  return cutsWord(text, place) ? -1 : place;
}

function afterGroup(pattern: string, open: number, text: string, place: number): number {
  const close = pattern.indexOf("}", open);
  for (let from = open + 1; from <= close; ) {
    let to = from;
    while (isInside(pattern.charCodeAt(to)) && pattern.charCodeAt(to) === text.charCodeAt(place + to - from)) to++;
    const fits = !isInside(pattern.charCodeAt(to));
    const end = fits ? matchAfter(pattern, close + 1, text, place + to - from) : -1;
    if (end !== -1) return end;
    while (isInside(pattern.charCodeAt(to))) to++;
    from = to + 1;
  }
  return -1;
}

/** True inside an alternative: neither a bar nor the closing brace. */
function isInside(unit: number): boolean {
  return unit !== BAR && unit !== CLOSE;
}

function matchBefore(pattern: string, to: number, text: string, end: number): number {
  let at = to;
  let place = end;
  while (at > 0) {
    const unit = pattern.charCodeAt(at - 1);
    if (place > 0 && unit === text.charCodeAt(place - 1)) {
      at--;
      place--;
    } else if (unit === CLOSE) return beforeGroup(pattern, at - 1, text, place);
    else if (unit === BAR) at = pattern.lastIndexOf("{", at - 1);
    else if (unit === OPEN) at--;
    else return -1;
  }
  return cutsWord(text, place) ? -1 : place;
}

function beforeGroup(pattern: string, close: number, text: string, place: number): number {
  const open = pattern.lastIndexOf("{", close);
  for (let from = open + 1; from <= close; ) {
    const bar = pattern.indexOf("|", from);
    const to = bar === -1 || bar > close ? close : bar;
    const before = place - (to - from);
    if (before >= 0 && text.startsWith(pattern.slice(from, to), before)) {
      const start = matchBefore(pattern, open, text, before);
      if (start !== -1) return start;
    }
    from = to + 1;
  }
  return -1;
}

/** True when a place lies inside a word of letters or digits. */
function cutsWord(text: string, at: number): boolean {
  return isWord(text.codePointAt(at)) && at > 0 && isWord(text.codePointAt(at - 1));
}

function isWord(codePoint: number | undefined): boolean {
  const found = codePoint === undefined ? "other" : classOf(codePoint);
  return found === "word" || found === "mark";
}
