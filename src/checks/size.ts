import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { asWritten, count, params } from "./params.ts";

interface Params {
  readonly sizeBytesMax: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ sizeBytesMax: count });

/** Holds the size of the mail against a limit. */
export const size: Check<"size", Params> = {
  name: "size",
  part: "size",
  facts: ["sizeBytes", "sizeBytesMax"],
  parseParams: params(schema, asWritten),
  run: ({ bytes }, { sizeBytesMax }) => (bytes > sizeBytesMax ? [{ facts: { sizeBytes: bytes, sizeBytesMax } }] : []),
};
