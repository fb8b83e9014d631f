import type { Body } from "../model/body.ts";
import type { Content } from "../model/document.ts";
import { normalisePhrase } from "../parse/text/normalise.ts";
import { type SearchText, searchText } from "./phrases/search-text.ts";

/** The normalised subject and given preheader, a line each; empty where they are not known. */
export function headText({ subject, preheader }: Content): string {
  const lines = [subject?.text, preheader].filter((line) => line !== undefined);
  return lines.map((line) => `${normalisePhrase(line)}\n`).join("");
}

const ready = new WeakMap<Body, SearchText>();

/** Subject, preheader and text of a body in one normal form, made ready for search once for all checks that ask. */
export function contentText(content: Content, body: Body): SearchText {
  const known = ready.get(body);
  if (known) return known;
  const fresh = searchText(headText(content) + body.prose.text);
  ready.set(body, fresh);
  return fresh;
}
