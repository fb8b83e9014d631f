import type { Check } from "../../model/check.ts";
import type { SpfFaultKind } from "../../model/spf.ts";
import { type FaultParams, recordFault } from "./record-fault.ts";

/** Finds what the text of an SPF record has wrong. */
export const spfFault: Check<"spf", FaultParams<SpfFaultKind>> = recordFault({
  name: "spf-fault",
  part: "spf",
  kinds: {
    "version-wrong": true,
    "version-repeated": true,
    syntax: true,
    "separator-wrong": true,
    "mechanism-unknown": true,
    "modifier-mistaken": true,
    "address-wrong": true,
    "prefix-wrong": true,
    "macro-wrong": true,
    "modifier-repeated": true,
    "byte-illegal": true,
    "character-stray": true,
    "strings-joined": true,
    "after-all": true,
    "all-repeated": true,
    "redirect-ignored": true,
    "qualifier-misused": true,
  },
  recordsOf: ({ records }) => records,
});
