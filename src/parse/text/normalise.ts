import type { Prose, TextRun } from "../../model/body.ts";
import { VARIABLE_MARK } from "../../model/body.ts";
import { isHan } from "./characters.ts";

/** What separates two blocks in a {@link Prose}: no phrase reaches across it. */
const BLOCK_BREAK = "\n";

/** Characters a reader cannot see, used to cut words in two (Unicode 17, Default_Ignorable_Code_Point). */
const IGNORABLE =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\u{E0000}-\u{E0FFF}]/u;
const APOSTROPHES = /[\u2018\u2019\u201B\u02BC\u2032\uFF07]/;
const QUOTES = /[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB\uFF02]/;
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/;

/**
 * Collects text into one normal form for phrase matching, each unit led back to the source.
 * Lower case, compatibility forms folded (NFKC by character), invisible characters dropped,
 * typographic quotes and dashes made plain, white space one blank, none between two Han characters.
 */
export interface ProseBuilder {
  /** Adds one block of text. */
  readonly add: (runs: readonly TextRun[]) => void;
  readonly build: () => Prose;
}

export function proseBuilder(): ProseBuilder {
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];
  const push = (units: string, start: number, end: number): void => {
    text += units;
    for (let at = 0; at < units.length; at++) {
      starts.push(start);
      ends.push(end);
    }
  };
  // The first blank since the last character that is seen, and that character.
  let blank: readonly [number, number] | undefined;
  let previous = BLOCK_BREAK;
  const take = (folded: string, start: number, end: number): void => {
    if (folded === " ") return void (blank ??= [start, end]);
    if (blank && previous !== BLOCK_BREAK && !(isHan(previous) && isHan(folded))) push(" ", ...blank);
    blank = undefined;
    push(folded, start, end);
    previous = folded;
  };
  const add = (runs: readonly TextRun[]): void => {
    for (const run of runs) {
      // A run decoded from an entity or an escape has no inner places: it is one place.
      const exact = run.text.length === run.end - run.start;
      for (let at = 0; at < run.text.length; ) {
        const character = characterAt(run.text, at);
        const start = exact ? run.start + at : run.start;
        const folded = fold(character);
        if (folded !== "") take(folded, start, exact ? start + character.length : run.end);
        at += character.length;
      }
    }
    const last = ends.at(-1) ?? 0;
    push(BLOCK_BREAK, last, last);
    blank = undefined;
    previous = BLOCK_BREAK;
  };
  return { add, build: () => ({ text, starts, ends }) };
}

/** The normal form of a phrase as a rule file writes it. */
export function normalisePhrase(phrase: string): string {
  if (isNormal(phrase)) return phrase;
  const prose = proseBuilder();
  prose.add([{ text: phrase, start: 0, end: phrase.length }]);
  return prose.build().text.slice(0, -1);
}

/** True for text surely in normal form: lower-case ASCII with single blanks inside, or everyday Han without blanks. */
function isNormal(text: string): boolean {
  return /^(?:[a-z0-9!-@[-`{-~]+(?: [a-z0-9!-@[-`{-~]+)*|[\u4E00-\u9FFF]*)$/.test(text);
}

function characterAt(text: string, at: number): string {
  const unit = text.charCodeAt(at);
  const isPair = unit >= 0xd800 && unit <= 0xdbff && at + 1 < text.length;
  return isPair ? text.slice(at, at + 2) : text.charAt(at);
}

/** One character's normal form; empty when a reader cannot see it. */
function fold(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x80) {
    if (code <= 0x20 || code === 0x7f) return " ";
    return code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : character;
  }
  if ((code >= 0x4e00 && code <= 0x9fff) || character === VARIABLE_MARK) return character;
  return foldRare(character);
}

function foldRare(character: string): string {
  if (IGNORABLE.test(character)) return "";
  if (/\s/.test(character)) return " ";
  if (APOSTROPHES.test(character)) return "'";
  if (QUOTES.test(character)) return '"';
  if (DASHES.test(character)) return "-";
  const folded = character.normalize("NFKC").toLowerCase();
  return /^\s*$/.test(folded) ? " " : folded;
}
