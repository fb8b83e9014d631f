import { limits } from "../../model/limits.ts";
import type { Range } from "../../model/place.ts";
import type { Dialect, TemplateTag } from "../../model/template-tag.ts";
import { type Delimiters, delimiters } from "./delimiters.ts";
import { nearestIn } from "./nearest.ts";

/** All template tags of a source in order, and the openers that nothing closes. */
export interface TagReading {
  readonly tags: readonly TemplateTag[];
  readonly unclosed: readonly Range[];
}

/**
 * Tells template tags from text. Linear in the source: each delimiter is looked for once.
 * A comment's and a raw section's inside is not read for tags.
 */
export function readTags(text: string, dialects: ReadonlySet<Dialect>): TagReading {
  const known = delimiters.filter(({ dialect }) => dialects.has(dialect));
  const opener = new RegExp(known.map(({ open }) => `(${open})`).join("|"), "gu");
  const nearest = nearestIn(text);
  const tags: TemplateTag[] = [];
  const unclosed: Range[] = [];
  for (let found = opener.exec(text); found; found = opener.exec(text)) {
    const by = known[found.slice(1).findIndex((group) => group !== undefined)];
    if (!by) continue;
    const at = { start: found.index, end: found.index + found[0].length };
    const tag = tagAt(text, at, by, nearest);
    if (tag) {
      const section = sectionOf(text, tag, nearest);
      tags.push(section.tag);
      opener.lastIndex = section.resumeAt;
    } else if (tag === undefined && by.reportsUnclosed) unclosed.push(at);
  }
  return { tags, unclosed };
}

type Nearest = ReturnType<typeof nearestIn>;

/** The tag whose opener stands at `at`; null when it is ordinary text, undefined when nothing closes it. */
function tagAt(text: string, at: Range, by: Delimiters, nearest: Nearest): TemplateTag | null | undefined {
  const opened = text.slice(at.start, at.end);
  const closeAt = by.close === "" ? argumentsEnd(text, at.end) : nearest(by.close, at.end);
  if (closeAt === -1 || (closeAt - at.end > limits.templateTagUnitsMax && !isLong(by))) return undefined;
  if (by.notInside !== undefined && isBefore(nearest(by.notInside, at.end), closeAt)) return undefined;
  const sense = by.read(text.slice(at.end, closeAt), opened);
  if (!sense) return null;
  return {
    start: at.start,
    end: closeAt + by.close.length,
    dialect: by.dialect,
    kind: sense.kind,
    name: sense.name,
    escaped: sense.escaped ?? true,
  };
}

/** Comments and code sections may be long: they are closed by what nothing else is written with. */
function isLong({ notInside, dialect }: Delimiters): boolean {
  return notInside === undefined || dialect === "php";
}

function isBefore(place: number, other: number): boolean {
  return place !== -1 && place < other;
}

/** Where a Blade directive's parenthesis ends, if it has one; it may nest and is cut off at the limit. */
function argumentsEnd(text: string, from: number): number {
  const opening = /[ \t]{0,8}\(/y;
  opening.lastIndex = from;
  if (!opening.test(text)) return from;
  let depth = 1;
  for (let at = opening.lastIndex; at < Math.min(text.length, from + limits.templateTagUnitsMax); at++) {
    const unit = text[at];
    if (unit === "(") depth++;
    else if (unit === ")" && --depth === 0) return at + 1;
  }
  return from;
}

/** Sections whose inside is not read for tags: comments vanish whole, raw sections stay as text. */
const sections: Readonly<Record<string, { readonly end: string; readonly vanishes: boolean }>> = {
  "liquid comment": { end: "endcomment", vanishes: true },
  "liquid raw": { end: "endraw", vanishes: false },
  "liquid verbatim": { end: "endverbatim", vanishes: false },
  "smarty literal": { end: "{/literal}", vanishes: false },
};

function sectionOf(text: string, tag: TemplateTag, nearest: Nearest): { readonly tag: TemplateTag; readonly resumeAt: number } {
  const section = tag.kind === "open" ? sections[`${tag.dialect} ${tag.name}`] : undefined;
  const endAt = section ? nearest(section.end, tag.end) : -1;
  if (!section || endAt === -1) return { tag, resumeAt: tag.end };
  const endTagAt = tag.dialect === "liquid" ? text.lastIndexOf("{%", endAt) : endAt;
  if (endTagAt < tag.end) return { tag, resumeAt: tag.end };
  if (!section.vanishes) return { tag, resumeAt: endTagAt };
  const closeAt = text.indexOf("%}", endAt);
  const end = closeAt === -1 ? text.length : closeAt + 2;
  return { tag: { ...tag, kind: "comment", end }, resumeAt: end };
}
