import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { noParams } from "./params.ts";

/** Asks whether the DMARC record of the author's domain says what it was meant to say (RFC 9989, 4.7). */
export const dmarcRecord: Check<"authentication", Readonly<Record<string, never>>> = {
  name: "dmarc-record",
  part: "authentication",
  facts: ["domain", "reason", "value", "record"],
  parseParams: noParams,
  run: ({ dmarc: { fault }, author }) => {
    if (fault === undefined || typeof fault === "string") return fault ?? [];
    const { domain, reason, value, record } = fault;
    return [{ facts: { domain: excerpt(domain), reason, value: excerpt(value), record: excerpt(record) }, at: author.at }];
  },
};
