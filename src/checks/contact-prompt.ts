import * as v from "valibot";
import type { Check } from "../model/check.ts";
import type { Lexicon } from "../model/phrases.ts";
import { contentText } from "./content-text.ts";
import { lexicon } from "./lexicon-param.ts";
import { params } from "./params.ts";
import { saysIn } from "./phrases/wordings.ts";

const schema: v.GenericSchema<unknown, { readonly prompts: Lexicon }> = v.strictObject({ prompts: lexicon });

/** Looks for a request to be added to the contacts or to be looked for in the spam folder. */
export const contactPrompt: Check<"content", Lexicon> = {
  name: "contact-prompt",
  part: "content",
  facts: [],
  parseParams: params(schema, ({ prompts }) => prompts),
  run: (content, prompts) => {
    if (content.bodies.some((body) => saysIn(prompts, contentText(content, body)))) return [];
    return content.language === "other" ? "language-unsupported" : [{ facts: {} }];
  },
};
