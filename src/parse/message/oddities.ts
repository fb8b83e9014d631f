import type { Oddity } from "../../model/document.ts";
import { excerpt } from "../../model/excerpt.ts";
import type { MessageOddity } from "../../model/message.ts";
import type { Range } from "../../model/place.ts";
import { readable } from "./raw.ts";

/** Collects what is odd about a message: the first place of each kind and part, and how many there are. */
export interface Oddities {
  readonly add: (kind: MessageOddity, at: Range, part?: string) => void;
  readonly all: () => readonly Oddity[];
}

interface Seen {
  readonly kind: MessageOddity;
  readonly at: Range;
  readonly part: string | undefined;
  count: number;
}

/** Kinds times parts that are kept; a message of ten thousand odd parts is told by its first. */
const KEPT_MAX = 500;

export function collectOddities(raw: string): Oddities {
  const seen = new Map<string, Seen>();
  return {
    add: (kind, at, part) => {
      const key = part === undefined ? kind : `${kind} ${part}`;
      const known = seen.get(key);
      if (known) known.count++;
      else if (seen.size < KEPT_MAX) seen.set(key, { kind, at, part, count: 1 });
    },
    all: () =>
      [...seen.values()].map(({ kind, at, part, count }) => ({
        kind,
        at: { source: 0, start: at.start, end: at.end },
        excerpt: excerpt(shown(raw.slice(at.start, Math.min(at.end, at.start + EXCERPT_UNITS)))),
        count,
        ...(part !== undefined && { part }),
      })),
  };
}

/** Raw UTF-8 as text; a character that the cut parted is left out. */
function shown(raw: string): string {
  const text = readable(raw, "utf-8");
  return text === raw ? raw : text.replace(/\uFFFD+$/, "");
}

/** Units quoted of what is odd. */
const EXCERPT_UNITS = 80;
