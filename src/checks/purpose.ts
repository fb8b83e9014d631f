import * as v from "valibot";
import type { Body } from "../model/body.ts";
import type { Check } from "../model/check.ts";
import type { Content } from "../model/document.ts";
import type { Lexicon } from "../model/phrases.ts";
import { contentText } from "./content-text.ts";
import { lexicon } from "./lexicon-param.ts";
import { asWritten, params, topicLimits } from "./params.ts";
import { type TopicLimits, topicsOf } from "./phrases/topics.ts";

interface Params extends TopicLimits {
  readonly purposes: Lexicon;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  purposes: lexicon,
  ...topicLimits,
});

/** Looks for any purpose that the fixed text shows. Text without a fixed word is another cause. */
export const purpose: Check<"content", Params> = {
  name: "purpose",
  part: "content",
  facts: ["words"],
  parseParams: params(schema, asWritten),
  run: (content, given) => {
    const words = Math.max(...content.bodies.map((body) => body.words));
    if (words === 0 || purposesOf(content, given.purposes, given).length > 0) return [];
    return content.language === "other" ? "language-unsupported" : [{ facts: { words } }];
  },
};

/** The purposes that subject and text show, most points first. */
export function purposesOf(content: Content, purposes: Lexicon, limits: TopicLimits): ReturnType<typeof topicsOf> {
  const found = content.bodies.flatMap((body: Body) => topicsOf(contentText(content, body), purposes, limits));
  return [...found].sort((a, b) => b.points - a.points || (a.topic < b.topic ? -1 : 1));
}
