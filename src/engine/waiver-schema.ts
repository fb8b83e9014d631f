import * as v from "valibot";
import type { Waiver } from "../model/waiver.ts";

/** A waiver as a configuration writes it; a reason may run over several lines there, and is one line from here on. */
export const waiverSchema: v.GenericSchema<unknown, Waiver> = v.strictObject({
  rule: v.string(),
  until: v.string(),
  reason: v.pipe(
    v.string(),
    v.transform((text) => text.trim().replace(/\s+/g, " ")),
  ),
  files: v.optional(v.string()),
});
