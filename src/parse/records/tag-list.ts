import { limits } from "../../model/limits.ts";
import type { Range } from "../../model/place.ts";

/** One `name=value` of a record such as `v=DMARC1; p=none` (RFC 6376, 3.2), and where it stands. */
export interface Tag {
  /** Blanks taken off; empty where no equals sign follows a name. */
  readonly name: string;
  /** Blanks taken off. */
  readonly value: string;
  /** All of it, blanks around it taken off. */
  readonly at: Range;
  readonly nameAt: Range;
  readonly valueAt: Range;
}

/** The tags of a record in order, an empty stretch between two semicolons left out. At most `limits.recordTagsMax`. */
export function readTags(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  let start = 0;
  while (start <= text.length && tags.length < limits.recordTagsMax) {
    const semicolon = text.indexOf(";", start);
    const end = semicolon === -1 ? text.length : semicolon;
    const at = trimmed(text, { start, end });
    if (at.end > at.start) tags.push(tagAt(text, at));
    start = end + 1;
  }
  return tags;
}

function tagAt(text: string, at: Range): Tag {
  const equals = text.indexOf("=", at.start);
  const hasName = equals !== -1 && equals < at.end;
  const nameAt = hasName ? trimmed(text, { start: at.start, end: equals }) : { start: at.start, end: at.start };
  const valueAt = trimmed(text, { start: hasName ? equals + 1 : at.start, end: at.end });
  return { name: textAt(text, nameAt), value: textAt(text, valueAt), at, nameAt, valueAt };
}

/** A stretch without the blanks at its ends. */
export function trimmed(text: string, { start, end }: Range): Range {
  let from = start;
  let to = end;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

/** What stands at a place. */
export function textAt(text: string, { start, end }: Range): string {
  return text.slice(start, end);
}

/** Blank, tab, and the line ends that a paste leaves in a record. */
function isBlank(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
}
