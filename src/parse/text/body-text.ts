import type { Block, Link, Prose, TextRun } from "../../model/body.ts";
import type { Range } from "../../model/place.ts";
import { firstFrom } from "../template/first-from.ts";
import { proseBuilder } from "./normalise.ts";
import { targetOf } from "./target.ts";
import { findUrls } from "./urls.ts";
import { countWords } from "./words.ts";

/** What a body's text comes to. */
export interface BodyText {
  readonly prose: Prose;
  readonly words: number;
  readonly characters: number;
  /** Addresses in visible text that a mail client would make links. */
  readonly textLinks: readonly Link[];
}

/**
 * Counts visible text and brings all text to one normal form.
 * `unseen` is text that is no block, such as `alt`; `anchors`, in order, are links whose text says their own address.
 */
export function bodyText(blocks: readonly Block[], unseen: readonly (readonly TextRun[])[], anchors: readonly Range[]): BodyText {
  const prose = proseBuilder();
  const textLinks: Link[] = [];
  let words = 0;
  let characters = 0;
  for (const { visibility, runs } of blocks) {
    prose.add(runs);
    if (visibility !== "visible") continue;
    const text = textOf(runs);
    words += countWords(text);
    characters += countCharacters(text);
    for (const link of linksOf(text, runs)) if (!isInside(link.at, anchors)) textLinks.push(link);
  }
  for (const runs of unseen) prose.add(runs);
  return { prose: prose.build(), words, characters, textLinks };
}

/** The text of joined runs as written. */
export function textOf(runs: readonly TextRun[]): string {
  return runs.map((run) => run.text).join("");
}

/** Code points that are neither white space nor a variable. */
function countCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const isSecondHalf = unit >= 0xdc00 && unit <= 0xdfff;
    const isBlank = unit <= 0x20 || unit === 0xa0 || unit === 0x3000 || unit === 0xfffc || (unit >= 0x2000 && unit <= 0x200b);
    if (!isBlank && !isSecondHalf) count++;
  }
  return count;
}

function linksOf(text: string, runs: readonly TextRun[]): Link[] {
  const found = findUrls(text);
  if (found.length === 0) return [];
  const placeOf = placesIn(runs);
  return found.map(({ start, end, url }) => {
    const written = url.includes("://") ? url : `http://${url}`;
    const { scheme, host } = targetOf(written);
    return { by: "text", url, scheme, host, label: url, at: { start: placeOf(start, "start"), end: placeOf(end - 1, "end") } };
  });
}

/** The source place of a unit of joined runs, or the place behind it. Units are asked for in order: runs are gone through once. */
function placesIn(runs: readonly TextRun[]): (unit: number, side: "start" | "end") => number {
  let index = 0;
  let from = 0;
  return (unit, side) => {
    for (let run = runs[index]; run && unit >= from + run.text.length; run = runs[index]) {
      from += run.text.length;
      index++;
    }
    const run = runs[index];
    if (!run) return runs.at(-1)?.end ?? 0;
    const isExact = run.text.length === run.end - run.start;
    if (!isExact) return side === "start" ? run.start : run.end;
    return run.start + unit - from + (side === "start" ? 0 : 1);
  };
}

function isInside(at: Range, anchors: readonly Range[]): boolean {
  const before = anchors[firstFrom(anchors, at.start + 1) - 1];
  return before !== undefined && at.end <= before.end;
}
