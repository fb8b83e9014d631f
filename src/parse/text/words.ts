import { type CharacterClass, classOf } from "./characters.ts";
import { findUrls } from "./urls.ts";

/**
 * Counts words as the founding standard is read here: a Han or Kana character 1, a run of letters or digits with its
 * inner apostrophes and hyphens 1, an address 1; emoji, punctuation and variables 0. The same on every machine.
 */
export function countWords(text: string): number {
  let words = 0;
  let from = 0;
  for (const { start, end } of text.includes("/") || text.includes("www.") || text.includes("WWW.") ? findUrls(text) : []) {
    words += countRuns(text, from, start) + 1;
    from = end;
  }
  return words + countRuns(text, from, text.length);
}

/** Where a count stands: outside a word, inside one, or at an apostrophe or hyphen that goes on only before a letter. */
type WordState = "outside" | "inside" | "joint";

function countRuns(text: string, from: number, to: number): number {
  let words = 0;
  let state: WordState = "outside";
  for (let at = from; at < to; at++) {
    const codePoint = text.codePointAt(at) ?? 0;
    const found = classOf(codePoint);
    if (found === "ideograph" || (found === "word" && state === "outside" && !isKeycap(text, at))) words++;
    state = isKeycap(text, at) ? state : after(found, state, codePoint);
    if (codePoint > 0xffff) at++;
  }
  return words;
}

function after(found: CharacterClass, state: WordState, codePoint: number): WordState {
  switch (found) {
    case "word":
      return "inside";
    case "mark":
      return state;
    case "apostrophe":
    case "hyphen":
      return state === "inside" ? "joint" : "outside";
    case "ideograph":
      return "outside";
    case "other":
      return isIgnorable(codePoint) ? state : "outside";
  }
}

/** A soft hyphen or a zero-width character does not part a word; a zero-width space does, as browsers break there. */
function isIgnorable(codePoint: number): boolean {
  return codePoint === 0xad || codePoint === 0x2060 || codePoint === 0xfeff || codePoint === 0x200c || codePoint === 0x200d;
}

/** A digit drawn as an emoji: followed by the variation selector that says so. */
function isKeycap(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === 0xfe0f;
}
