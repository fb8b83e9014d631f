import type { Check } from "../model/check.ts";
import { noParams } from "./params.ts";

/** Asks whether the chain of those who passed the message on holds (RFC 8617). */
export const arcVerdict: Check<"authentication", Readonly<Record<string, never>>> = {
  name: "arc-verdict",
  part: "authentication",
  facts: ["reason", "sets"],
  parseParams: noParams,
  run: ({ arc }) => {
    if (typeof arc === "string") return arc;
    const { result, reason = "other", sets, at } = arc;
    return result === "fail" ? [{ facts: { reason: reason, sets: sets.length }, at }] : [];
  },
};
