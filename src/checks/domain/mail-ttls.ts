import * as v from "valibot";
import type { Check } from "../../model/check.ts";
import { asWritten, count, params } from "../params.ts";
import { whole } from "./whole.ts";

interface TtlParams {
  /** Shorter ones are found; of a zone file only, since a cache tells what is left. */
  readonly secondsMin?: number | undefined;
  /** Longer ones are found. */
  readonly secondsMax?: number | undefined;
}

const schema: v.GenericSchema<unknown, TtlParams> = v.strictObject({
  secondsMin: v.optional(count),
  secondsMax: v.optional(count),
});

/** Finds records of mail that are remembered too long or too briefly; what says no time is passed over. */
export const mailTtl: Check<"mailTtls", TtlParams> = {
  name: "mail-ttl",
  part: "mailTtls",
  facts: ["name", "type", "seconds"],
  parseParams: params(schema, asWritten),
  run: ({ records, areWhole }, { secondsMin, secondsMax = Number.MAX_SAFE_INTEGER }) => {
    if (secondsMin !== undefined && !areWhole) return "not-in-input";
    return records
      .filter(({ ttlSeconds }) => ttlSeconds > 0 && (ttlSeconds > secondsMax || ttlSeconds < (secondsMin ?? 0)))
      .map((record) => ({ facts: { name: record.name, type: record.type, seconds: record.ttlSeconds }, at: whole(record) }));
  },
};
