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

function likenessOf(text: string, encoding: string): number {
  let points = 0;
  let foreign = 0;
  for (const character of text) {
    if (character <= "\u007F") continue;
    foreign++;
    if (FREQUENT.has(character)) points += 3;
    else if (character >= "\u3040" && character <= "\u30FF") points += encoding === "shift_jis" || encoding === "euc-jp" ? 3 : 0;
    else if (character >= "\uAC00" && character <= "\uD7A3") points += encoding === "euc-kr" ? 2 : 0;
    else if (character >= "\u4E00" && character <= "\u9FFF") points += 0.5;
    else if (/[\u00C0-\u00FF\u2018-\u201D\u2013\u2014\u20AC\u00A9\u00AE\u00A0]/.test(character))
      points += encoding === "windows-1252" ? 1.2 : 0;
    else if (/[\u3000-\u303F\uFF00-\uFFEF]/.test(character)) points += 0.5;
    else points -= 2;
  }
  return foreign === 0 ? 0 : points / foreign;
}
