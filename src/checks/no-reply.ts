import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { usable } from "./header-fields.ts";
import { params } from "./params.ts";

const schema: v.GenericSchema<unknown, { readonly names: readonly string[] }> = v.strictObject({ names: v.array(v.string()) });

/** Finds senders whose address says that nobody reads answers, unless answers go elsewhere. */
export const noReply: Check<"headers", ReadonlySet<string>> = {
  name: "no-reply",
  part: "headers",
  facts: ["address"],
  parseParams: params(schema, ({ names }) => new Set(names)),
  run: ({ from, replyTo }, names) => {
    const turnsAway = (localPart: string): boolean => names.has(lettersOf(localPart));
    if (usable(replyTo).some(({ localPart }) => !turnsAway(localPart))) return [];
    return usable(from)
      .filter(({ localPart }) => turnsAway(localPart))
      .map(({ address, at }) => ({ facts: { address: address.slice(0, 120) }, at }));
  },
};

/** `No-Reply+123` and `no_reply` are the same to a reader. */
function lettersOf(localPart: string): string {
  return (localPart.toLowerCase().split("+", 1)[0] ?? "").replace(/[^a-z]/g, "");
}
