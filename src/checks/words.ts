import * as v from "valibot";
import type { Check } from "../model/check.ts";
import type { Lexicon } from "../model/phrases.ts";
import { inEachBody, shownVariables } from "./body-hits.ts";
import { isImageOnly } from "./image-only.ts";
import { lexicon } from "./lexicon-param.ts";
import { asWritten, count, params } from "./params.ts";

interface Params {
  readonly wordsMin: number;
  readonly asideLines: Lexicon;
  readonly asideWordsMax: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  wordsMin: count,
  asideLines: lexicon,
  asideWordsMax: count,
});

/** Counts the words of each body against a minimum. Text of variables only and images only are other causes. */
export const words: Check<"content", Params> = {
  name: "words",
  part: "content",
  facts: ["words", "wordsMin"],
  parseParams: params(schema, asWritten),
  run: (content, { wordsMin, ...aside }) =>
    inEachBody(content, (body) => {
      if (body.words >= wordsMin) return [];
      const isOtherCause = (body.words === 0 && shownVariables(body) > 0) || isImageOnly(body, aside);
      return isOtherCause ? [] : [{ facts: { words: body.words, wordsMin } }];
    }),
};
