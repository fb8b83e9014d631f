import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { asWritten, params } from "./params.ts";

interface Params {
  readonly kind: "syntax" | "value" | "key";
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ kind: v.picklist(["syntax", "value", "key"]) });

/** Finds front matter or a sidecar that could not be taken as written. */
export const metadataFault: Check<"metadata", Params> = {
  name: "metadata-fault",
  part: "metadata",
  facts: ["key", "detail", "value", "suggestion"],
  parseParams: params(schema, asWritten),
  run: ({ faults }, { kind }) =>
    faults
      .filter((each) => each.kind === kind)
      .map(({ key, detail, value, suggestion, at }) => ({
        facts: { key: excerpt(key), detail: excerpt(detail), value: excerpt(value), suggestion },
        at,
      })),
};
