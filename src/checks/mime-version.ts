import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { asWritten, params } from "./params.ts";

interface Params {
  readonly seeks: "missing" | "unknown";
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ seeks: v.picklist(["missing", "unknown"]) });

/** Asks a message with MIME fields for its MIME-Version (RFC 2045, 4). */
export const mimeVersion: Check<"headers", Params> = {
  name: "mime-version",
  part: "headers",
  facts: ["field", "version"],
  parseParams: params(schema, asWritten),
  run: ({ fields }, { seeks }) => {
    const version = fields.find(({ name }) => name === "mime-version");
    const content = fields.find(({ name }) => name === "content-type" || name === "content-transfer-encoding");
    if (seeks === "missing")
      return content && !version ? [{ facts: { field: content.writtenName, version: "" }, at: content.whole }] : [];
    const plain = version?.value.replace(/\([^()]{0,200}\)/g, "").replace(/\s/g, "");
    return version && plain !== "1.0"
      ? [{ facts: { field: version.writtenName, version: version.value.slice(0, 40) }, at: version.at }]
      : [];
  },
};
