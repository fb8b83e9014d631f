import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { asWritten, params } from "./params.ts";

interface Params {
  readonly kind: string;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  kind: v.picklist(["tag-unclosed", "block-unclosed", "nesting-deep", "formatting-tangled", "styles-unread"]),
});

/** Finds what the reader got over when it read malformed text. */
export const oddity: Check<"oddities", Params> = {
  name: "oddity",
  part: "oddities",
  facts: ["excerpt", "count"],
  parseParams: params(schema, asWritten),
  run: (oddities, { kind }) =>
    oddities.filter((each) => each.kind === kind).map(({ excerpt, count, at }) => ({ facts: { excerpt, count }, at })),
};
