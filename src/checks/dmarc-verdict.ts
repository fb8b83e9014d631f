import * as v from "valibot";
import type { DmarcVerdict } from "../model/authentication.ts";
import type { Check } from "../model/check.ts";
import type { Gap } from "../model/document.ts";
import { excerpt } from "../model/excerpt.ts";
import { asWritten, params } from "./params.ts";

interface Params {
  readonly results: readonly DmarcVerdict["result"][];
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ results: v.array(v.picklist(["pass", "fail", "none"])) });

/** Results of a policy that was not applied, so that nothing is known of what it would say. */
const UNASKED: { readonly [R in DmarcVerdict["result"]]?: Gap } = { none: "no-policy", unusable: "author-unclear" };

/** Asks whether the domain in From stands behind the message (RFC 9989). */
export const dmarcVerdict: Check<"authentication", Params> = {
  name: "dmarc-verdict",
  part: "authentication",
  facts: ["domain", "policy", "policyDomain"],
  parseParams: params(schema, asWritten),
  run: ({ dmarc: { rfc9989 }, author }, { results }) => {
    if (typeof rfc9989 === "string") return rfc9989;
    const { result, authorDomain, policy = "none", policyDomain = "" } = rfc9989;
    if (!results.includes(result)) return UNASKED[result] ?? [];
    return [{ facts: { domain: excerpt(authorDomain), policy, policyDomain: excerpt(policyDomain) }, at: author.at }];
  },
};
