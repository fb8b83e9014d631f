import * as v from "valibot";
import type { SpfResult } from "../model/authentication.ts";
import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { asWritten, params } from "./params.ts";

interface Params {
  readonly identity: "mail-from" | "helo";
  readonly results: readonly SpfResult[];
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  identity: v.picklist(["mail-from", "helo"]),
  results: v.array(v.picklist(["none", "neutral", "pass", "fail", "softfail", "permerror"])),
});

/** Asks whether the sending host may use a domain (RFC 7208). */
export const spfVerdict: Check<"authentication", Params> = {
  name: "spf-verdict",
  part: "authentication",
  facts: ["domain", "ip", "result", "reason", "explanation"],
  parseParams: params(schema, asWritten),
  run: ({ spf }, { identity, results }) => {
    const check = identity === "helo" ? spf.helo : spf.mailFrom;
    if (typeof check === "string") return check;
    const { domain, ip, result, fault = "", explanation = "", failedNames } = check;
    // A host that is let in although a question failed is let in; any other result may rest on the failure.
    if (result === "temperror" || (result !== "pass" && failedNames.length > 0)) return "lookup-failed";
    if (!results.includes(result)) return [];
    return [{ facts: { domain: excerpt(domain), ip, result, reason: fault, explanation: excerpt(explanation) } }];
  },
};
