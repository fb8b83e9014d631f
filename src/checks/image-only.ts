import * as v from "valibot";
import type { Block, Body } from "../model/body.ts";
import type { Check } from "../model/check.ts";
import type { Lexicon } from "../model/phrases.ts";
import { sentencesOf } from "../parse/text/sentences.ts";
import { countWords } from "../parse/text/words.ts";
import { inEachBody, placeIn } from "./body-hits.ts";
import { lexicon } from "./lexicon-param.ts";
import { asWritten, count, params } from "./params.ts";
import { says } from "./phrases/wordings.ts";

interface Params {
  /** Lines that are no content: unsubscribe and legal lines. */
  readonly asideLines: Lexicon;
  /** Words of a block that may stand beside its aside sentences before it says something of its own. */
  readonly asideWordsMax: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ asideLines: lexicon, asideWordsMax: count });

/** Finds bodies that show images and say nothing beside unsubscribe and legal lines. */
export const imageOnly: Check<"content", Params> = {
  name: "image-only",
  part: "content",
  facts: ["images"],
  parseParams: params(schema, asWritten),
  run: (content, given) =>
    inEachBody(content, (body) => {
      const shown = shownImages(body);
      const [first] = shown;
      return first && isImageOnly(body, given) ? [{ facts: { images: shown.length }, at: placeIn(body, first.at) }] : [];
    }),
};

/** True for a body with at least one image and no visible fixed word, lines aside not counted. */
export function isImageOnly(body: Body, given: Params): boolean {
  if (shownImages(body).length === 0) return false;
  return body.blocks.every((block) => block.visibility !== "visible" || isAside(block, given));
}

/** True for a block without words, and for one where few words stand beside a sentence that is aside. */
function isAside({ runs }: Block, { asideLines, asideWordsMax }: Params): boolean {
  const sentences = sentencesOf(runs).filter(({ text }) => countWords(text) > 0);
  const others = sentences.filter(({ text }) => !says(asideLines, text));
  if (others.length === sentences.length) return sentences.length === 0;
  return others.reduce((sum, { text }) => sum + countWords(text), 0) <= asideWordsMax;
}

function shownImages(body: Body) {
  return body.images.filter(({ tracking }) => !tracking);
}
