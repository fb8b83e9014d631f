import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { noParams } from "./params.ts";

/** Compares the verdict of RFC 9989 with that of RFC 7489, which many receivers still give. */
export const dmarcDiffers: Check<"authentication", Readonly<Record<string, never>>> = {
  name: "dmarc-differs",
  part: "authentication",
  facts: ["domain", "newResult", "oldResult", "newPolicy", "oldPolicy"],
  parseParams: noParams,
  run: ({ dmarc: { rfc9989, rfc7489 }, author }) => {
    if (typeof rfc9989 === "string") return rfc9989;
    if (typeof rfc7489 === "string") return rfc7489;
    if (rfc9989.result === "unusable") return "author-unclear";
    if (rfc9989.result === rfc7489.result && rfc9989.policy === rfc7489.policy) return [];
    const facts = {
      domain: excerpt(rfc9989.authorDomain),
      newResult: rfc9989.result,
      oldResult: rfc7489.result,
      newPolicy: rfc9989.policy ?? "absent",
      oldPolicy: rfc7489.policy ?? "absent",
    };
    return [{ facts, at: author.at }];
  },
};
