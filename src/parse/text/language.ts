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
  const kana = sample.match(/[\u3040-\u30FF]/g)?.length ?? 0;
  let han = 0;
  for (const character of sample) if (classOf(character.codePointAt(0) ?? 0) === "ideograph") han++;
  const words = sample.match(/[\p{L}\p{M}']+/gu)?.filter((word) => !/[\u3040-\u30FF\u4E00-\u9FFF]/.test(word)) ?? [];
  if (han + words.length === 0) return "none";
  if (han >= words.length) return kana * 10 > han ? "other" : "zh";
  const plain = words.filter((word) => /^[a-z']+$/.test(word));
  if (plain.length < words.length * 0.9) return "other";
  const english = words.filter((word) => ENGLISH.has(word)).length;
  return words.length < 12 || english * 12 >= words.length ? "en" : "other";
}
