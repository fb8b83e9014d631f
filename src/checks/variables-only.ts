import type { Check } from "../model/check.ts";
import { inEachBody, placeIn } from "./body-hits.ts";
import { noParams } from "./params.ts";

/** Finds bodies whose visible text is variables and nothing else. */
export const variablesOnly: Check<"content", Readonly<Record<string, never>>> = {
  name: "variables-only",
  part: "content",
  facts: ["variables"],
  parseParams: noParams,
  run: (content) =>
    inEachBody(content, (body) => {
      const shown = body.variables.filter(({ context }) => context === "text");
      const [first] = shown;
      return body.words > 0 || !first ? [] : [{ facts: { variables: shown.length }, at: placeIn(body, first.at) }];
    }),
};
