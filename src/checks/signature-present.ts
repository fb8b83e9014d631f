import type { Check } from "../model/check.ts";
import { noParams } from "./params.ts";

/** Looks for a DKIM signature; a draft has none yet. */
export const signaturePresent: Check<"authentication", Readonly<Record<string, never>>> = {
  name: "signature-present",
  part: "authentication",
  facts: [],
  parseParams: noParams,
  run: ({ isDraft, signatures }) => (isDraft ? "not-sent-yet" : signatures.length > 0 ? [] : [{ facts: {} }]),
};
