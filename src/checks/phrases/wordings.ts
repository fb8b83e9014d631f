import type { Link } from "../../model/body.ts";
import type { Lexicon } from "../../model/phrases.ts";
import { normalisePhrase } from "../../parse/text/normalise.ts";
import { findIn, type Reach } from "./find.ts";
import { type SearchText, searchText } from "./search-text.ts";

/** Wordings with several parts are one sentence long. */
const SENTENCE: Reach = { togetherWithin: 80, contextWithin: 0 };

/** True when a text as written holds one of the wordings. */
export function says(lexicon: Lexicon, text: string): boolean {
  return text.trim() !== "" && saysIn(lexicon, searchText(`${normalisePhrase(text)}\n`));
}

/** The same for a text made ready. */
export function saysIn(lexicon: Lexicon, search: SearchText): boolean {
  return findIn(lexicon, search, SENTENCE).length > 0;
}

/** How ways out of a mailing are worded, and fragments of targets that say so. */
export interface UnsubscribeTable {
  readonly wordings: Lexicon;
  readonly targets: readonly string[];
}

/** True when a link says, by its text or its target, that it leads out of the mailing. */
export function leadsOut(table: UnsubscribeTable, link: Link): boolean {
  const known = told.get(link);
  if (known?.by === table.wordings) return known.out;
  const out = saysOut(table, link);
  told.set(link, { by: table.wordings, out });
  return out;
}

/** Several rules ask the same of a link. */
const told = new WeakMap<Link, { readonly by: Lexicon; readonly out: boolean }>();

function saysOut({ wordings, targets }: UnsubscribeTable, { label, url }: Link): boolean {
  const lower = url.toLowerCase();
  const target = lower.startsWith("mailto:") ? lower : actingPart(lower);
  return targets.some((fragment) => startsWordIn(target, fragment)) || says(wordings, label);
}

/** An address without the values of its parameters, but for those that say what to do: anything may be written into others. */
function actingPart(url: string): string {
  return url.replace(/([?&;])(?!(?:action|act|do|cmd|op|mode|task|page|view|type)=)([^=&;#]*)=[^&;#]*/g, "$1$2=");
}

function startsWordIn(text: string, fragment: string): boolean {
  for (let at = text.indexOf(fragment); at !== -1; at = text.indexOf(fragment, at + 1)) {
    if (at === 0 || !/[a-z]/.test(text.charAt(at - 1))) return true;
  }
  return false;
}
