import { classOf } from "./characters.ts";

/** Words that hardly any English sentence does without, and few other languages hold. */
const ENGLISH = new Set(
  "the and you your to of for is in this with have we are our on it be that please if from at or not by".split(" "),
);

/** How much of a text is looked at. */
const SAMPLE_UNITS = 5_000;

/**
 * The language most of a normalised text is in, as far as our phrase data is concerned.
 * Chinese: Han without Kana. English: Latin words of which every eighth or so is a function word, or too few to tell.
 */
export function languageOf(text: string): "en" | "zh" | "other" | "none" {
  const sample = text.slice(0, SAMPLE_UNITS);
  const han = countIdeographs(sample);
  const words = (sample.match(/[\p{L}\p{M}']+/gu) ?? []).filter((word) => !/[\u3040-\u30FF\u4E00-\u9FFF]/.test(word));
  if (han + words.length === 0) return "none";
  if (han < words.length) return isEnglish(words) ? "en" : "other";
  const kana = sample.match(/[\u3040-\u30FF]/g)?.length ?? 0;
  return kana * 10 > han ? "other" : "zh";
}

function countIdeographs(text: string): number {
  let count = 0;
  for (const character of text) if (classOf(character.codePointAt(0) ?? 0) === "ideograph") count++;
  return count;
}

/** Fewer words than this are too few to tell English from its neighbours: they are taken for it. */
const WORDS_MIN = 12;

function isEnglish(words: readonly string[]): boolean {
  const plain = words.filter((word) => /^[a-z']+$/.test(word)).length;
  const english = words.filter((word) => ENGLISH.has(word)).length;
  return plain >= words.length * 0.9 && (words.length < WORDS_MIN || english * 12 >= words.length);
}
