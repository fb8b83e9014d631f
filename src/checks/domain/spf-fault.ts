import type { Check, Hit, ReadParts } from "../../model/check.ts";
import type { SpfFaultKind } from "../../model/spf.ts";
import { type FaultParams, recordFault } from "./record-fault.ts";

const fault = recordFault<"spf", SpfFaultKind>({
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

/** Finds what the text of an SPF record has wrong. */
export const spfFault: Check<"spf", FaultParams<SpfFaultKind>> = {
  ...fault,
  run: (part, params, others) => {
    const sight = fault.run(part, params, others);
    if (typeof sight === "string") return sight;
    const hits = sight.filter((hit) => !isToldOfProvider(hit, others));
    return hits.length === 0 && sight.length > 0 ? "record-unusable" : hits;
  },
};

/** Whether a term behind `all` is one that a provider asks for: that its mail fails is told of the provider. */
function isToldOfProvider({ facts: { name, kind, written } }: Hit, { expected }: ReadParts): boolean {
  if (kind !== "after-all") return false;
  const term = String(written)
    .toLowerCase()
    .replace(/^[+?~-]|\.$/g, "");
  const asked = expected?.providers.flatMap(({ records }) => records) ?? [];
  return asked.some(
    (record) => record.reason === "after-all" && record.name === name && record.value.toLowerCase().split(/ +/).includes(term),
  );
}
