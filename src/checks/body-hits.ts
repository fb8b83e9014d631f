import type { Body } from "../model/body.ts";
import type { Hit, Sight } from "../model/check.ts";
import type { Content } from "../model/document.ts";
import type { Range } from "../model/place.ts";

/** Looks at each body in turn; each hit says which body it was seen in. */
export function inEachBody(content: Content, look: (body: Body) => readonly Hit[]): Sight {
  return content.bodies.flatMap((body) => look(body).map((hit) => ({ ...hit, part: body.part })));
}

/** A place in a body's source. */
export function placeIn(
  body: Body,
  { start, end }: Range,
): { readonly source: number; readonly start: number; readonly end: number } {
  return { source: body.source, start, end };
}

/** The source place of a stretch of a body's normalised text. */
export function prosePlace(
  body: Body,
  { start, end }: Range,
): { readonly source: number; readonly start: number; readonly end: number } {
  return { source: body.source, start: body.prose.starts[start] ?? 0, end: body.prose.ends[end - 1] ?? 0 };
}

/** How many variables print in text that a reader sees. */
export function shownVariables(body: Body): number {
  return body.variables.filter(({ context }) => context === "text").length;
}
