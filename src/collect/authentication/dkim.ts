import type { Outcome } from "mailauth/lib/dkim/dkim-verifier.js";
import type { DkimOutcome, DkimReason, DkimResult, Verification } from "../../model/authentication.ts";
import type { Gap } from "../../model/document.ts";
import { keyFactsOf } from "../../parse/authentication/key-record.ts";

const results: readonly DkimResult[] = ["pass", "fail", "neutral", "policy"];

/** mailauth's words for why, and ours. */
const reasons: Readonly<Record<string, DkimReason>> = {
  "body hash did not verify": "body-changed",
  "bad signature": "signature-wrong",
  "no key": "key-absent",
  "unknown key version": "key-version-unknown",
  "unknown key type": "key-unusable",
  "invalid public key": "key-unusable",
  "inappropriate hash algorithm": "key-hash-refused",
  "key not for email": "key-not-for-email",
  "inappropriate key algorithm": "key-mismatch",
  "weak algorithm": "algorithm-obsolete",
  "unknown algorithm": "algorithm-unknown",
  "unknown canonicalization": "canonicalization-unknown",
  expired: "expired",
  "invalid expiration": "expiry-invalid",
  "From field not signed": "from-unsigned",
  "signature missing required tag": "tag-missing",
  "signature syntax error": "syntax-wrong",
  "incompatible version": "version-unknown",
  "unsupported query method": "query-unknown",
  "domain mismatch": "identity-outside",
};

/** What became of one signature, in our words; a key that could not be asked for is a gap. */
export function verificationOf(strict: Outcome | undefined, lenient: Outcome | undefined): Verification | Gap {
  // Signatures past the limit are not verified.
  if (!strict) return "too-large";
  const exact = outcomeOf(strict);
  if (typeof exact === "string") return exact;
  const record = strict.rr ?? lenient?.rr;
  const key = record === undefined ? undefined : keyFactsOf(record);
  return {
    ...exact,
    lenient: lenient && otherOutcome(exact, lenient),
    keyType: key?.type,
    keyBits: key?.bits,
    isTesting: strict.status.testing === true,
    uncoveredBytes: Math.max(0, strict.status.underSized ?? 0),
  };
}

function otherOutcome(exact: DkimOutcome, lenient: Outcome): DkimOutcome | undefined {
  const lax = outcomeOf(lenient);
  return typeof lax === "string" || (lax.result === exact.result && lax.reason === exact.reason) ? undefined : lax;
}

function outcomeOf({ status }: Outcome): DkimOutcome | Gap {
  if (status.result === "temperror") return "lookup-failed";
  const result = results.find((each) => each === status.result) ?? "neutral";
  if (result === "pass") return { result, reason: "verified" };
  if (status.policy?.["dkim-rules"] === "weak-key") return { result, reason: "key-weak" };
  return { result, reason: reasons[status.comment ?? ""] ?? "other" };
}
