import type { TextRun } from "../../model/body.ts";
import type { Range } from "../../model/place.ts";
import { textOf } from "./body-text.ts";

/** A sentence of a block, and where it stands in the source. */
export interface Sentence {
  readonly text: string;
  readonly at: Range;
}

/** What ends a sentence: a stop before a blank, a full-width stop, a line's end. */
const END = /[.!?](?=\s)|[\u3002\uFF01\uFF1F\uFF1B]|\n/g;

/** Cuts the text of a block into sentences. */
export function sentencesOf(runs: readonly TextRun[]): readonly Sentence[] {
  const text = textOf(runs);
  const sentences: Sentence[] = [];
  let from = 0;
  const placeOf = placeFinder(runs);
  const cut = (end: number): void => {
    const piece = text.slice(from, end);
    const start = from + (piece.length - piece.trimStart().length);
    from = end;
    if (piece.trim() !== "") sentences.push({ text: piece, at: placeOf(start, start + piece.trim().length) });
  };
  for (const { index } of text.matchAll(END)) cut(index + 1);
  cut(text.length);
  return sentences;
}

/** Source places of stretches of joined runs, asked for in order. */
function placeFinder(runs: readonly TextRun[]): (start: number, end: number) => Range {
  let index = 0;
  let before = 0;
  const seek = (unit: number): TextRun | undefined => {
    for (let run = runs[index]; run && unit >= before + run.text.length; run = runs[index]) {
      before += run.text.length;
      index++;
    }
    return runs[index];
  };
  const offset = (run: TextRun, unit: number): number => (run.text.length === run.end - run.start ? unit - before : 0);
  return (start, end) => {
    const first = seek(start);
    const from = first ? first.start + offset(first, start) : 0;
    const last = seek(end - 1);
    if (!last) return { start: from, end: from };
    const isExact = last.text.length === last.end - last.start;
    return { start: from, end: isExact ? last.start + offset(last, end - 1) + 1 : last.end };
  };
}

/** Units of a text that are compared: words in lower case, of text without blanks pairs of characters; addresses left out. */
export function unitsOf(text: string): readonly string[] {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?:https?:\/\/|www\.|mailto:)[^\s<>\u2E80-\u9FFF]+|[^\s@<>]{1,64}@[^\s@<>]{1,255}/g, " ");
  return (plain.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+|[\p{L}\p{N}]+/gu) ?? []).flatMap(
    pairsOf,
  );
}

function pairsOf(word: string): readonly string[] {
  if (!/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)) return [word];
  const characters = Array.from(word);
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}
