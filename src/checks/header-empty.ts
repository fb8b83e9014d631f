import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { fieldNames } from "./header-fields.ts";
import { params } from "./params.ts";

const schema: v.GenericSchema<unknown, { readonly names: readonly string[] }> = v.strictObject({ names: fieldNames });

/** Finds header fields that are there and say nothing. */
export const headerEmpty: Check<"headers", ReadonlySet<string>> = {
  name: "header-empty",
  part: "headers",
  facts: ["name"],
  parseParams: params(schema, ({ names }) => new Set(names)),
  run: ({ fields }, names) =>
    fields
      .filter(({ name, decoded }) => names.has(name) && decoded.trim() === "")
      .map(({ writtenName, whole }) => ({ facts: { name: writtenName }, at: whole })),
};
