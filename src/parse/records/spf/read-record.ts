import { excerpt } from "../../../model/excerpt.ts";
import { limits } from "../../../model/limits.ts";
import type { Range } from "../../../model/place.ts";
import type { RecordFault } from "../../../model/record.ts";
import type { SpfFaultKind, SpfReading, SpfTerm } from "../../../model/spf.ts";
import { charactersIn, maskBytes } from "./characters.ts";
import { type Fault, mendTerm, mistakesIn, partedTerm } from "./mend.ts";
import { orderFaults } from "./order.ts";
import { readTerm, type TermFault, type Word } from "./terms.ts";
import { isSpfVersion, readVersion, type Version } from "./version.ts";

/**
 * Reads the text of an SPF record (RFC 7208, 4.6), going on after each term that is wrong. The lengths of its strings
 * tell words that belong to two of them.
 */
export function readSpf(text: string, strings: readonly string[] = [text]): SpfReading {
  const { value, faults } = readOnce(text, joinsIn(strings));
  return {
    value,
    faults: faults.map((fault) => shown(text, fault)),
    repaired: faults.length === 0 ? undefined : repair(text, faults),
  };
}

/** The terms alone, for whoever evaluates: nothing is explained or mended. Undefined where the grammar is broken anywhere. */
export function termsOf(text: string): readonly SpfTerm[] | undefined {
  if (/[^\x20-\x7e]/.test(text)) return undefined;
  const terms: SpfTerm[] = [];
  let hasRedirect = false;
  let hasExp = false;
  for (const word of wordsIn(text, "v=spf1".length)) {
    const term = readTerm(word);
    if ("suggestion" in term || (term.kind === "redirect" && hasRedirect) || (term.kind === "exp" && hasExp)) return undefined;
    hasRedirect ||= term.kind === "redirect";
    hasExp ||= term.kind === "exp";
    terms.push(term);
  }
  return terms;
}

interface Read {
  readonly value: SpfReading["value"];
  readonly faults: readonly Fault[];
}

function readOnce(text: string, joins: readonly number[]): Read {
  const found = charactersIn(text).slice(0, limits.recordFaultsMax);
  const version = versionIn(text, found);
  const characters = found.filter(({ at }) => !version.fault || at.start >= version.fault.at.end);
  // A quote that closes one before the version goes with it.
  const closing = version.fault?.edits?.[1]?.at.start ?? text.length;
  const masked = maskBytes(text, characters).slice(0, closing);
  const terms: SpfTerm[] = [];
  const faults: Fault[] = [...characters, ...(version.fault ? [version.fault] : [])];
  for (const { word, parted } of entriesIn(masked, version.end)) {
    const term = parted ?? readTerm(word);
    if (!("suggestion" in term)) terms.push(term);
    if (faults.length >= limits.recordFaultsMax || isTold(word, faults)) continue;
    faults.push(...faultsOf(word, term, joins));
  }
  const orders = orderFaults(terms, text).slice(0, limits.recordFaultsMax);
  const isWellFormed = isSpfVersion(text) && termsOf(text) !== undefined;
  return {
    value: { terms, isWellFormed },
    faults: inOrder([...faults, ...orders.filter((order) => !isTold(wordAt(text, order.at), faults))]),
  };
}

/** A word, or two that a blank parts and that were meant to be one. */
interface Entry {
  readonly word: Word;
  readonly parted?: Fault;
}

function entriesIn(text: string, from: number): readonly Entry[] {
  const entries: Entry[] = [];
  let before: Word | undefined;
  for (const word of wordsIn(text, from)) {
    const parted = before && partedTerm(before, word);
    if (parted) entries.splice(-1, 1, { word: wordAt(text, parted.at), parted });
    else entries.push({ word });
    before = parted ? undefined : word;
  }
  return entries;
}

function faultsOf(word: Word, term: SpfTerm | TermFault | Fault, joins: readonly number[]): readonly Fault[] {
  if ("edits" in term) return [term];
  return "suggestion" in term ? [mendTerm(word, term, joins)] : mistakesIn(word, term, joins);
}

/** The version; without fault where bytes that no record may hold are all that is wrong with it. */
function versionIn(text: string, characters: readonly Fault[]): Version {
  const version = readVersion(text);
  const mended = applied(text, characters);
  return version.fault && mended !== undefined && mended !== text && isSpfVersion(mended)
    ? { ...version, fault: undefined }
    : version;
}

function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}

/** One cause is told once: a word in which something was found is not looked at for more. */
function isTold({ text, start }: Word, faults: readonly Fault[]): boolean {
  return faults.some(({ at }) => at.start < start + text.length && at.end > start);
}

function wordAt(text: string, { start, end }: Range): Word {
  return { text: text.slice(start, end), start };
}

/** Words between blanks, from an offset on. */
function wordsIn(text: string, from: number): readonly Word[] {
  const words: Word[] = [];
  let start = from;
  while (start < text.length) {
    const blank = text.indexOf(" ", start);
    const end = blank < 0 ? text.length : blank;
    if (end > start) words.push({ text: text.slice(start, end), start });
    start = end + 1;
  }
  return words;
}

/** Offsets at which one string ends and the next begins. */
function joinsIn(strings: readonly string[]): readonly number[] {
  let offset = 0;
  return strings.slice(0, Math.min(strings.length - 1, limits.recordStringsMax)).map((string) => (offset += string.length));
}

function shown(text: string, { kind, at, suggestion }: Fault): RecordFault<SpfFaultKind> {
  return { kind, at, written: excerpt(text.slice(at.start, at.end)), suggestion: suggestion ?? "" };
}

/** Mending one fault may bring another to light, but not many. */
const ROUNDS_MAX = 5;

/** The record with each fault mended, as far as that reads without any. */
function repair(text: string, found: readonly Fault[]): string | undefined {
  let mended = text;
  let faults = found;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const next = applied(mended, faults);
    if (next === undefined) return undefined;
    mended = next;
    faults = readOnce(mended, []).faults;
    if (faults.length === 0) return mended;
  }
  return undefined;
}

function applied(text: string, faults: readonly Fault[]): string | undefined {
  const edits = faults.flatMap(({ edits }) => edits ?? []).toSorted((a, b) => a.at.start - b.at.start);
  if (faults.some(({ edits }) => edits === undefined)) return undefined;
  let mended = "";
  let end = 0;
  for (const { at, text: replacement } of edits) {
    if (at.start < end) continue;
    mended += text.slice(end, at.start) + replacement;
    end = at.end;
  }
  return (mended + text.slice(end)).replace(/ {2,}/g, " ").trimEnd();
}
