import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { fieldNames } from "./header-fields.ts";
import { params } from "./params.ts";

const schema: v.GenericSchema<unknown, { readonly names: readonly string[] }> = v.strictObject({ names: fieldNames });

/** Finds header fields that stand more than once, at their second place. */
export const headerRepeated: Check<"headers", ReadonlySet<string>> = {
  name: "header-repeated",
  part: "headers",
  facts: ["name", "count"],
  parseParams: params(schema, ({ names }) => new Set(names)),
  run: ({ fields }, names) => {
    const own = Map.groupBy(
      fields.filter(({ name }) => names.has(name)),
      ({ name }) => name,
    );
    return [...own.values()].flatMap((same) => {
      const second = same[1];
      return second ? [{ facts: { name: second.writtenName, count: same.length }, at: second.whole }] : [];
    });
  },
};
