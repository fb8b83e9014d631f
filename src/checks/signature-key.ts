import * as v from "valibot";
import type { Check, Hit } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { asWritten, count, params } from "./params.ts";
import { gapAmong, verificationOf } from "./signatures.ts";

interface Params {
  /** Keys of fewer bits are another rule's. */
  readonly bitsFrom: number;
  readonly bitsBelow: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ bitsFrom: count, bitsBelow: count });

/** Finds RSA keys shorter than they should be. */
export const signatureKey: Check<"authentication", Params> = {
  name: "signature-key",
  part: "authentication",
  facts: ["domain", "selector", "bits", "bitsBelow"],
  parseParams: params(schema, asWritten),
  run: ({ isDraft, signatures }, { bitsFrom, bitsBelow }) => {
    if (isDraft) return "not-sent-yet";
    const hits = signatures.flatMap((signature): Hit[] => {
      const { keyType, keyBits: bits } = verificationOf(signature) ?? {};
      if (keyType !== "rsa" || bits === undefined || bits < bitsFrom || bits >= bitsBelow) return [];
      const { domain, selector, at } = signature;
      return [{ facts: { domain: excerpt(domain), selector: excerpt(selector), bits, bitsBelow }, at }];
    });
    const isMeasured = signatures.some((signature) => verificationOf(signature)?.keyBits !== undefined);
    return hits.length > 0 ? hits : (gapAmong(signatures) ?? (isMeasured ? [] : "key-unknown"));
  },
};
