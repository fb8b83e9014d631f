import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { params } from "./params.ts";

const schema: v.GenericSchema<unknown, { readonly mediaTypes: readonly string[] }> = v.strictObject({
  mediaTypes: v.pipe(v.array(v.string()), v.minLength(1)),
});

/** Finds parts of certain media types. */
export const partType: Check<"structure", ReadonlySet<string>> = {
  name: "part-type",
  part: "structure",
  facts: ["mediaType", "sizeBytes"],
  parseParams: params(schema, ({ mediaTypes }) => new Set(mediaTypes)),
  run: ({ parts }, mediaTypes) =>
    parts
      .filter(({ mediaType }) => mediaTypes.has(mediaType))
      .map(({ mediaType, path, body }) => ({
        facts: { mediaType, sizeBytes: body.end - body.start },
        at: { ...body, end: body.start },
        part: path,
      })),
};
