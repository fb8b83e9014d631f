import type { Authentication, ClaimedResult, Disagreement, Signature } from "../../model/authentication.ts";

type Found = Pick<Authentication, "signatures" | "spf" | "dmarc" | "arc">;

/** Claims that what was found contradicts: one says it passed and the other that it did not. What is not known contradicts nothing. */
export function disagreementsOf(claims: readonly ClaimedResult[], found: Found): readonly Disagreement[] {
  return claims.flatMap((claim) => {
    const known = resultsFor(claim, found);
    const [first] = known;
    if (first === undefined || !isDefinite(claim.result)) return [];
    const agrees = known.some((result) => (result === "pass") === (claim.result === "pass"));
    return agrees ? [] : [{ claim, found: first }];
  });
}

/** `none` says that there was nothing to judge, and an error that it was not judged. */
function isDefinite(result: string): boolean {
  return !/^(?:none|temperror|skipped)$/.test(result);
}

/** Everything found that a claim could be about: by the letter and as most do, by the new standard and by the old. */
function resultsFor(claim: ClaimedResult, { signatures, spf, dmarc, arc }: Found): readonly string[] {
  switch (claim.method) {
    case "spf":
      return spfResults(claim, spf);
    case "dkim":
      return dkimResults(claim, signatures);
    case "dmarc":
      return [dmarc.rfc9989, dmarc.rfc7489].flatMap((each) =>
        typeof each === "string" || each.result === "unusable" || each.result === "none" ? [] : [each.result],
      );
    case "arc":
      return typeof arc === "string" || arc.result === "none" ? [] : [arc.result, ...(arc.lenient ? [arc.lenient] : [])];
    default:
      return [];
  }
}

function spfResults({ properties }: ClaimedResult, { mailFrom, helo }: Found["spf"]): readonly string[] {
  const isHelo = properties["smtp.mailfrom"] === undefined && properties["smtp.helo"] !== undefined;
  const check = isHelo ? helo : mailFrom;
  if (typeof check === "string" || check.result === "temperror" || check.failedNames.length > 0) return [];
  const domain = domainOf(properties["smtp.mailfrom"] ?? properties["smtp.helo"] ?? check.domain);
  return domain === check.domain ? [check.result, ...(check.lenient ? [check.lenient] : [])] : [];
}

function dkimResults({ properties }: ClaimedResult, signatures: readonly Signature[]): readonly string[] {
  const domain = domainOf(properties["header.d"] ?? properties["header.i"] ?? "");
  const selector = properties["header.s"];
  const meant = signatures.filter(
    (each) => each.domain === domain && (selector === undefined || each.selector.toLowerCase() === selector.toLowerCase()),
  );
  // What has expired since was right when it was claimed; a signature that is not judged may be the one that is meant.
  if (meant.some(({ verification, isExpired }) => typeof verification === "string" || isExpired)) return [];
  return meant.flatMap(({ verification }) =>
    typeof verification === "string" ? [] : [verification.result, ...(verification.lenient ? [verification.lenient.result] : [])],
  );
}

function domainOf(identity: string): string {
  return identity.slice(identity.lastIndexOf("@") + 1).toLowerCase();
}
