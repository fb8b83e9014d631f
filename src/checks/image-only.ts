import * as v from "valibot";
import type { Body } from "../model/body.ts";
import type { Check } from "../model/check.ts";
import type { Lexicon } from "../model/phrases.ts";
import { textOf } from "../parse/text/body-text.ts";
import { countWords } from "../parse/text/words.ts";
import { inEachBody, placeIn } from "./body-hits.ts";
import { lexicon } from "./lexicon-param.ts";
import { asWritten, params } from "./params.ts";
import { says } from "./phrases/wordings.ts";

interface Params {
  /** Lines that are no content: unsubscribe and legal lines. */
  readonly asideLines: Lexicon;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ asideLines: lexicon });

/** Finds bodies that show images and say nothing beside unsubscribe and legal lines. */
export const imageOnly: Check<"content", Params> = {
  name: "image-only",
  part: "content",
  facts: ["images"],
  parseParams: params(schema, asWritten),
  run: (content, { asideLines }) =>
    inEachBody(content, (body) => {
      const shown = shownImages(body);
      const [first] = shown;
      return first && isImageOnly(body, asideLines) ? [{ facts: { images: shown.length }, at: placeIn(body, first.at) }] : [];
    }),
};

/** True for a body with at least one image and no visible fixed word, lines aside not counted. */
export function isImageOnly(body: Body, aside: Lexicon): boolean {
  if (shownImages(body).length === 0) return false;
  return body.blocks.every((block) => {
    const text = block.visibility === "visible" ? textOf(block.runs) : "";
    return countWords(text) === 0 || says(aside, text);
  });
}

function shownImages(body: Body) {
  return body.images.filter(({ tracking }) => !tracking);
}
