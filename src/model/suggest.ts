import type { Text } from "./language.ts";

/** The known word closest to a mistyped one, if close enough to be meant: at most a third of its letters differ. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  const wanted = word.toLowerCase().slice(0, 64);
  for (const name of known) {
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance <= Math.max(1, Math.floor(name.length / 3)) && (!best || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

/** A hint that asks first whether a known word was meant, if one is close. */
export function hintFor(word: string, known: readonly string[], hint: Text): Text {
  const meant = didYouMean(word, known);
  return meant === undefined ? hint : { en: `Did you mean "${meant}"? ${hint.en}`, zh: `是否想写“${meant}”？${hint.zh}` };
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other (Damerau 1964). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
