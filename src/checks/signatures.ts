import type { Signature, Verification } from "../model/authentication.ts";
import type { Gap } from "../model/document.ts";

/** What came of verifying a signature; undefined when it could not be tried. */
export function verificationOf({ verification }: Signature): Verification | undefined {
  return typeof verification === "string" ? undefined : verification;
}

/** Whether most verifiers take a signature for good. */
export function isTrusted(signature: Signature): boolean {
  const verification = verificationOf(signature);
  return verification?.result === "pass" || verification?.lenient?.result === "pass";
}

/** Why one of the signatures could not be verified. */
export function gapAmong(signatures: readonly Signature[]): Gap | undefined {
  return signatures.map(({ verification }) => verification).find((each) => typeof each === "string");
}
