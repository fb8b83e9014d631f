import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { noParams } from "./params.ts";

/** Finds variables that the example data gives no value for, each name once. */
export const dataMissing: Check<"data", Readonly<Record<string, never>>> = {
  name: "data-missing",
  part: "data",
  facts: ["variable"],
  parseParams: noParams,
  run: ({ missing }) => {
    const seen = new Set<string>();
    return missing
      .filter(({ name }) => !seen.has(name) && seen.add(name))
      .map(({ name, at }) => ({ facts: { variable: excerpt(name) }, at }));
  },
};
