import { decodeHTML } from "entities";
import type { TextRun } from "../../model/body.ts";

/** A character reference as HTML text may hold it; the longest name has 32 characters. */
const REFERENCE = /&(?:#[xX][0-9a-fA-F]{1,8}|#[0-9]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?/g;

/** Decodes the character references of `source[start, end)`, each a run of its own so that places stay exact. */
export function decodeRuns(source: string, start: number, end: number): readonly TextRun[] {
  const written = source.slice(start, end);
  if (!written.includes("&")) return [{ text: written, start, end }];
  const runs: TextRun[] = [];
  let from = 0;
  const plain = (to: number): void => {
    if (to > from) runs.push({ text: written.slice(from, to), start: start + from, end: start + to });
  };
  for (const { 0: reference, index } of written.matchAll(REFERENCE)) {
    const decoded = decodeHTML(reference);
    if (decoded === reference) continue;
    plain(index);
    runs.push({ text: decoded, start: start + index, end: start + index + reference.length });
    from = index + reference.length;
  }
  plain(written.length);
  return runs;
}
