/** Encodings that mails without a declaration are found in, most telling first. */
const candidates = ["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "windows-1252"] as const;

/**
 * Guesses a legacy encoding: the one whose text looks most like writing. Frequent Han of everyday Chinese,
 * Kana and Hangul count for it; rare Han, private use and control characters against it.
 */
export function guessEncoding(bytes: Uint8Array, isValid: (bytes: Uint8Array, encoding: string) => boolean): string | undefined {
  const sample = bytes.subarray(0, 65_536);
  let best: { readonly encoding: string; readonly likeness: number } | undefined;
  for (const encoding of candidates) {
    if (!isValid(bytes, encoding)) continue;
    const likeness = likenessOf(new TextDecoder(encoding).decode(sample), encoding);
    if (!best || likeness > best.likeness) best = { encoding, likeness };
  }
  return best?.encoding;
}

/** Forty of the most frequent characters of modern Chinese, simplified and traditional. */
const FREQUENT = new Set(
  "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同已老从动两长知民这個國說們為來時過學對裡後麼沒於還發當開經頭長動兩您请您谢迎收件信息",
);

/** How much a kind of character tells for or against an encoding; the first that fits counts. */
const kinds: readonly { readonly of: RegExp; readonly in: readonly string[]; readonly points: number }[] = [
  { of: /[\u3040-\u30FF]/, in: ["shift_jis", "euc-jp"], points: 3 },
  { of: /[\uAC00-\uD7A3]/, in: ["euc-kr"], points: 2 },
  { of: /[\u4E00-\u9FFF\u3000-\u303F\uFF00-\uFFEF]/, in: candidates, points: 0.5 },
  { of: /[\u00C0-\u00FF\u2018-\u201D\u2013\u2014\u20AC\u00A9\u00AE\u00A0]/, in: ["windows-1252"], points: 1.2 },
];
const FREQUENT_POINTS = 3;
const ODD_POINTS = -2;

function likenessOf(text: string, encoding: string): number {
  let points = 0;
  let foreign = 0;
  for (const character of text) {
    if (character <= "\u007F") continue;
    foreign++;
    points += FREQUENT.has(character) ? FREQUENT_POINTS : pointsOf(character, encoding);
  }
  return foreign === 0 ? 0 : points / foreign;
}

function pointsOf(character: string, encoding: string): number {
  const kind = kinds.find(({ of }) => of.test(character));
  if (!kind) return ODD_POINTS;
  return kind.in.includes(encoding) ? kind.points : 0;
}
