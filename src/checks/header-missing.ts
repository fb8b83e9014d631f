import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { fieldNames, fieldsNamed, properName } from "./header-fields.ts";
import { asWritten, params } from "./params.ts";

interface Params {
  /** One of them is enough. */
  readonly names: readonly string[];
  /** Whether a message that no server has touched can be held to it. */
  readonly onDraft: "judged" | "unjudged";
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  names: fieldNames,
  onDraft: v.picklist(["judged", "unjudged"]),
});

/** Looks for a header field that should be there. */
export const headerMissing: Check<"headers", Params> = {
  name: "header-missing",
  part: "headers",
  facts: ["names"],
  parseParams: params(schema, asWritten),
  run: (headers, { names, onDraft }) => {
    if (names.some((name) => fieldsNamed(headers, name).length > 0)) return [];
    return onDraft === "unjudged" && headers.isDraft ? "not-sent-yet" : [{ facts: { names: names.map(properName).join(", ") } }];
  },
};
