import * as v from "valibot";
import type { Check } from "../model/check.ts";
import type { Lexicon } from "../model/phrases.ts";
import { contentText } from "./content-text.ts";
import { lexicon } from "./lexicon-param.ts";
import { asWritten, params, topicLimits } from "./params.ts";
import { type TopicLimits, topicsOf } from "./phrases/topics.ts";

interface Params extends TopicLimits {
  readonly businesses: Lexicon;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  businesses: lexicon,
  ...topicLimits,
});

/** Finds mail in which two kinds of business each speak at length. */
export const business: Check<"content", Params> = {
  name: "business",
  part: "content",
  facts: ["first", "second"],
  parseParams: params(schema, asWritten),
  run: (content, given) => {
    for (const body of content.bodies) {
      const [first, second] = topicsOf(contentText(content, body), given.businesses, given);
      if (first && second) return [{ facts: { first: first.topic, second: second.topic }, part: body.part }];
    }
    return content.language === "other" ? "language-unsupported" : [];
  },
};
