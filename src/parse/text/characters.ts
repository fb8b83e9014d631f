/** What a character is to a counter of words. */
export type CharacterClass = "word" | "ideograph" | "mark" | "apostrophe" | "hyphen" | "other";

const IDEOGRAPH = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u;
const WORD = /[\p{L}\p{N}]/u;

/** Code points of each class, found once each: a test of a property by regular expression costs more than a look-up. */
const known = new Map<number, CharacterClass>();

const ascii: readonly CharacterClass[] = Array.from({ length: 128 }, (_, code) => classify(code));

/** Classes a code point. Han and Kana letters and numerals are ideographs; other letters and digits make words; a mark goes with what it stands on. */
export function classOf(codePoint: number): CharacterClass {
  if (codePoint < 128) return ascii[codePoint] ?? "other";
  let found = known.get(codePoint);
  if (found === undefined) {
    found = classify(codePoint);
    known.set(codePoint, found);
  }
  return found;
}

/** True when the first character of the text is a Han character. */
export function isHan(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code < 0x2e80) return false;
  if (code >= 0x4e00 && code <= 0x9fff) return true;
  return /^\p{Script=Han}/u.test(text);
}

function classify(codePoint: number): CharacterClass {
  if (codePoint === 0x27 || codePoint === 0x2019 || codePoint === 0x02bc || codePoint === 0xff07) return "apostrophe";
  if (codePoint === 0x2d || codePoint === 0x2010 || codePoint === 0x2011) return "hyphen";
  const character = String.fromCodePoint(codePoint);
  if (/\p{M}/u.test(character)) return "mark";
  if (!WORD.test(character)) return "other";
  return IDEOGRAPH.test(character) ? "ideograph" : "word";
}
