import * as v from "valibot";
import type { Signature } from "../model/authentication.ts";
import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { asWritten, params } from "./params.ts";
import { gapAmong, isTrusted, verificationOf } from "./signatures.ts";

const traits = ["algorithm-obsolete", "body-partly-signed", "expired", "dated-ahead", "from-unsigned"] as const;

interface Params {
  readonly seeks: (typeof traits)[number];
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ seeks: v.picklist(traits) });

const DAY_SECONDS = 86_400;

/** Finds what is wrong with a DKIM signature as it is written; the DNS need not be asked. */
export const signatureTrait: Check<"authentication", Params> = {
  name: "signature-trait",
  part: "authentication",
  facts: ["domain", "selector", "algorithm", "limitBytes", "uncoveredBytes", "days"],
  parseParams: params(schema, asWritten),
  run: ({ isDraft, signatures, nowMs }, { seeks }) =>
    isDraft
      ? "not-sent-yet"
      : signatures
          .filter((signature) => has(signature, seeks) && !isToldAsFailed(signature, signatures, seeks))
          .map((signature) => ({ facts: factsOf(signature, nowMs / 1000), at: signature.at })),
};

/** Where no signature verifies, that is told of each with its reason, and the reason not once more. */
function isToldAsFailed(signature: Signature, all: readonly Signature[], trait: Params["seeks"]): boolean {
  if (gapAmong(all) !== undefined || all.some(isTrusted)) return false;
  return verificationOf(signature)?.reason === trait;
}

function has({ algorithm, bodyLimit, isExpired, isFuture, fields }: Signature, trait: Params["seeks"]): boolean {
  switch (trait) {
    case "algorithm-obsolete":
      return algorithm === "rsa-sha1";
    case "body-partly-signed":
      return bodyLimit !== undefined;
    case "expired":
      return isExpired;
    case "dated-ahead":
      return isFuture;
    case "from-unsigned":
      return !fields.includes("from");
  }
}

function factsOf(signature: Signature, nowSeconds: number) {
  const { domain, selector, algorithm, bodyLimit = 0, isExpired, expiresAtSeconds, signedAtSeconds } = signature;
  const apart = Math.abs(nowSeconds - ((isExpired ? expiresAtSeconds : signedAtSeconds) ?? nowSeconds));
  return {
    domain: excerpt(domain),
    selector: excerpt(selector),
    algorithm: excerpt(algorithm),
    limitBytes: bodyLimit,
    uncoveredBytes: verificationOf(signature)?.uncoveredBytes ?? 0,
    days: Math.ceil(apart / DAY_SECONDS),
  };
}
