import type { Body } from "../model/body.ts";
import type { Content } from "../model/document.ts";
import { normalisePhrase } from "../parse/text/normalise.ts";

/** The normalised subject, a line of its own; empty when it is not known. */
export function subjectText({ subject }: Content): string {
  return subject ? `${normalisePhrase(subject.text)}\n` : "";
}

/** Subject and text of a body in one normal form. */
export function contentText(content: Content, body: Body): string {
  return subjectText(content) + body.prose.text;
}
