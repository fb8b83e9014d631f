import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { inEachBody, placeIn } from "./body-hits.ts";
import { noParams } from "./params.ts";

/** Finds link targets that a variable decides: where they lead cannot be seen in the template. */
export const linkVariable: Check<"content", Readonly<Record<string, never>>> = {
  name: "link-variable",
  part: "content",
  facts: ["target"],
  parseParams: noParams,
  run: (content) =>
    inEachBody(content, (body) =>
      body.links
        .filter(({ scheme }) => scheme === "variable")
        .map(({ url, at }) => ({ facts: { target: excerpt(url) }, at: placeIn(body, at) })),
    ),
};
