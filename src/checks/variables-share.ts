import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { inEachBody, placeIn, shownVariables } from "./body-hits.ts";
import { asWritten, params, ratio } from "./params.ts";

interface Params {
  /** Variables a word; exactly this many is kept. */
  readonly ratioMax: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ ratioMax: ratio });

/** Holds the variables of visible text against its words. Text without any word is another cause. */
export const variablesShare: Check<"content", Params> = {
  name: "variables-share",
  part: "content",
  facts: ["variables", "words", "ratioMax"],
  parseParams: params(schema, asWritten),
  run: (content, { ratioMax }) =>
    inEachBody(content, (body) => {
      const variables = shownVariables(body);
      if (body.words === 0 || variables <= ratioMax * body.words) return [];
      const first = body.variables.find(({ context }) => context === "text");
      return [{ facts: { variables, words: body.words, ratioMax }, at: first && placeIn(body, first.at) }];
    }),
};
