import type { Body } from "../model/body.ts";
import type { Content } from "../model/document.ts";
import { normalisePhrase } from "../parse/text/normalise.ts";
import { type SearchText, searchText } from "./phrases/search-text.ts";

/** The normalised subject, a line of its own; empty when it is not known. */
export function subjectText({ subject }: Content): string {
  return subject ? `${normalisePhrase(subject.text)}\n` : "";
}

const ready = new WeakMap<Body, SearchText>();

/** Subject and text of a body in one normal form, made ready for search once for all checks that ask. */
export function contentText(content: Content, body: Body): SearchText {
  const known = ready.get(body);
  if (known) return known;
  const fresh = searchText(subjectText(content) + body.prose.text);
  ready.set(body, fresh);
  return fresh;
}
