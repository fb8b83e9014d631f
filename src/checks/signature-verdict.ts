import * as v from "valibot";
import type { Signature } from "../model/authentication.ts";
import type { Check, Hit, Sight } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { asWritten, params } from "./params.ts";
import { gapAmong, isTrusted, verificationOf } from "./signatures.ts";

interface Params {
  readonly seeks: "none-verifies" | "one-fails" | "only-lenient";
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  seeks: v.picklist(["none-verifies", "one-fails", "only-lenient"]),
});

/** Finds signatures that do not verify: all of a message, some beside a good one, or by the letter of the standards only. */
export const signatureVerdict: Check<"authentication", Params> = {
  name: "signature-verdict",
  part: "authentication",
  facts: ["domain", "selector", "reason"],
  parseParams: params(schema, asWritten),
  run: ({ isDraft, signatures }, { seeks }) => {
    if (isDraft) return "not-sent-yet";
    if (seeks === "only-lenient") return orGap(signatures.filter(isOnlyLenient), signatures);
    const isProven = signatures.some(isTrusted);
    if (seeks === "one-fails")
      return isProven ? orGap(signatures.filter(isFailedBeside), signatures) : (gapAmong(signatures) ?? []);
    return isProven ? [] : (gapAmong(signatures) ?? signatures.filter(isFailed).map(hitOf));
  },
};

function orGap(found: readonly Signature[], all: readonly Signature[]): Sight {
  return found.length > 0 ? found.map(hitOf) : (gapAmong(all) ?? []);
}

function isFailed(signature: Signature): boolean {
  return verificationOf(signature) !== undefined && !isTrusted(signature);
}

/** Beside a good signature, what can be seen without verifying is a finding of its own and no other. */
function isFailedBeside(signature: Signature): boolean {
  return isFailed(signature) && !isToldOtherwise(signature);
}

/** An expired signature, a weak key, an old algorithm, From left out. */
function isToldOtherwise(signature: Signature): boolean {
  const { reason, keyBits } = verificationOf(signature) ?? {};
  if (reason === "expired") return signature.isExpired;
  if (reason === "key-weak") return keyBits !== undefined;
  if (reason === "algorithm-obsolete") return signature.algorithm === "rsa-sha1";
  return reason === "from-unsigned" && !signature.fields.includes("from");
}

function isOnlyLenient(signature: Signature): boolean {
  const verification = verificationOf(signature);
  return verification !== undefined && verification.result !== "pass" && verification.lenient?.result === "pass";
}

function hitOf(signature: Signature): Hit {
  const { domain, selector, at } = signature;
  return {
    facts: { domain: excerpt(domain), selector: excerpt(selector), reason: verificationOf(signature)?.reason ?? "other" },
    at,
  };
}
