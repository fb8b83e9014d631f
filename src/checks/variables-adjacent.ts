import { type Block, VARIABLE_MARK } from "../model/body.ts";
import type { Check, Hit } from "../model/check.ts";
import { inEachBody, placeIn } from "./body-hits.ts";
import { noParams } from "./params.ts";

/** Finds visible variables with nothing at all between them: whatever they print runs together. */
export const variablesAdjacent: Check<"content", Readonly<Record<string, never>>> = {
  name: "variables-adjacent",
  part: "content",
  facts: ["count"],
  parseParams: noParams,
  run: (content) =>
    inEachBody(content, (body): Hit[] => {
      const places = body.blocks.flatMap(adjacentIn);
      const [first] = places;
      return first ? [{ facts: { count: places.length }, at: placeIn(body, first) }] : [];
    }),
};

function adjacentIn({ visibility, runs }: Block) {
  if (visibility !== "visible") return [];
  return runs.flatMap((run, at) => {
    const next = runs[at + 1];
    const touches = run.text === VARIABLE_MARK && next?.text === VARIABLE_MARK && next.start === run.end;
    return touches ? [{ start: run.start, end: next.end }] : [];
  });
}
