import type { Body } from "../../model/body.ts";
import type { Oddity } from "../../model/document.ts";
import { excerpt } from "../../model/excerpt.ts";
import { limits } from "../../model/limits.ts";
import type { TemplateTag } from "../../model/template-tag.ts";

/** The tags of a text that was sent, and where it is. */
interface SentText {
  readonly text: string;
  readonly source: number;
  readonly tags: readonly TemplateTag[];
  /** Undefined for a text of one line, such as the subject. */
  readonly body: Body | undefined;
}

/** A tag longer than this is code that a mail quotes. */
const TAG_UNITS_MAX = 120;

/**
 * Tells template tags that a reader of the message would see: one that names a value to fill in, or a statement between
 * them. What is in a mail's code, styles, comments and form values is not shown, and what a reply quotes is another's.
 */
export function leftOverTags({ text, source, tags, body }: SentText): readonly Oddity[] {
  const shown = body && new Set(body.variables.filter(({ context }) => SHOWN.has(context)).map(({ at }) => at.start));
  return tags
    .filter((tag) => isFillable(tag, text) && (tag.kind !== "output" || !shown || shown.has(tag.start)))
    .filter(({ start }) => body?.part !== "text/plain" || !isQuoted(text, start))
    .slice(0, limits.tagsToldMax)
    .map(({ start, end }) => ({
      kind: "tag-left-over",
      at: { source, start, end },
      excerpt: excerpt(text.slice(start, end)),
      count: 1,
    }));
}

const SHOWN: ReadonlySet<string> = new Set(["text", "url"]);
/** Names of people's fields: letters of any script, dots and underscores. */
const FIELD = /^[@$]?[\p{L}_][\p{L}\p{N}_.\- :[\]'"]{0,60}$/u;

function isFillable({ start, end, kind, dialect, name }: TemplateTag, text: string): boolean {
  const written = text.slice(start, end);
  if (written.length > TAG_UNITS_MAX || /[\r\n]|^\W{2,3}\s?\d/.test(written) || kind === "comment") return false;
  if (dialect === "php" || dialect === "erb") return kind === "output" && /^<[%?]=/.test(written);
  return kind !== "output" || FIELD.test(name);
}

/** True on a line that begins as a reply quotes; how far back its beginning is sought is bounded. */
function isQuoted(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 500), at);
  return /^\s{0,4}[>|]/.test(before.slice(before.lastIndexOf("\n") + 1));
}
