import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { fieldsNamed, usable } from "./header-fields.ts";
import { asWritten, count, params } from "./params.ts";

interface Params {
  readonly field: "from" | "sender";
  readonly addressesMin: number;
  readonly addressesMax: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  field: v.picklist(["from", "sender"]),
  addressesMin: count,
  addressesMax: count,
});

/** Counts the addresses of a field that is there. */
export const addressCount: Check<"headers", Params> = {
  name: "address-count",
  part: "headers",
  facts: ["addresses", "value"],
  parseParams: params(schema, asWritten),
  run: (headers, { field, addressesMin, addressesMax }) => {
    const [first] = fieldsNamed(headers, field);
    const addresses = usable(headers[field]).length;
    if (!first || (addresses >= addressesMin && addresses <= addressesMax)) return [];
    return [{ facts: { addresses, value: first.decoded.slice(0, 120) }, at: first.at }];
  },
};
