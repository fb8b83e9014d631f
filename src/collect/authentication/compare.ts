import type { Authentication, ClaimedResult, Signature } from "../../model/authentication.ts";
import type { Gap } from "../../model/document.ts";

type Found = Pick<Authentication, "signatures" | "spf" | "dmarc" | "arc">;

/** Everything that was found of what a claim is about, or why nothing was. */
type Compared = readonly string[] | Gap;

/**
 * Holds claims against what was found: one says it passed and the other that it did not. By the letter or as most do, by
 * the new standard or by the old, one that agrees is enough. What is not known contradicts nothing, and is said.
 */
export function compare(claims: readonly ClaimedResult[], found: Found): Pick<Authentication, "disagreements" | "uncompared"> {
  const compared = claims.filter(isDefinite).map((claim) => ({ claim, results: resultsFor(claim, found) }));
  return {
    disagreements: compared.flatMap(({ claim, results }) => {
      const [first] = typeof results === "string" ? [] : results;
      if (first === undefined || typeof results === "string") return [];
      const agrees = results.some((result) => (result === "pass") === (claim.result === "pass"));
      return agrees ? [] : [{ claim, found: first }];
    }),
    uncompared: compared.map(({ results }) => results).find((results) => typeof results === "string"),
  };
}

/** `none` says that there was nothing to judge, and an error that it was not judged. */
function isDefinite({ result }: ClaimedResult): boolean {
  return !/^(?:none|temperror|skipped)$/.test(result);
}

function resultsFor(claim: ClaimedResult, { signatures, spf, dmarc, arc }: Found): Compared {
  switch (claim.method) {
    case "spf":
      return spfResults(claim, spf);
    case "dkim":
      return dkimResults(claim, signatures);
    case "dmarc":
      return dmarcResults(dmarc);
    case "arc":
      return typeof arc === "string" ? arc : arc.result === "none" ? [] : withOther(arc.result, arc.lenient);
    default:
      return [];
  }
}

function withOther(result: string, lenient: string | undefined): readonly string[] {
  return lenient === undefined ? [result] : [result, lenient];
}

function spfResults({ properties }: ClaimedResult, { mailFrom, helo }: Found["spf"]): Compared {
  const isHelo = properties["smtp.mailfrom"] === undefined && properties["smtp.helo"] !== undefined;
  const check = isHelo ? helo : mailFrom;
  if (typeof check === "string") return check;
  if (check.result === "temperror" || (check.result !== "pass" && check.failedNames.length > 0)) return "lookup-failed";
  const domain = domainOf(properties["smtp.mailfrom"] ?? properties["smtp.helo"] ?? check.domain);
  return domain === check.domain ? withOther(check.result, check.lenient) : [];
}

function dkimResults({ properties }: ClaimedResult, signatures: readonly Signature[]): Compared {
  const domain = domainOf(properties["header.d"] ?? properties["header.i"] ?? "");
  const selector = properties["header.s"]?.toLowerCase();
  const meant = signatures.filter(
    (each) => each.domain === domain && (selector === undefined || each.selector.toLowerCase() === selector),
  );
  // What has expired since was right when it was claimed.
  if (meant.some(({ isExpired }) => isExpired)) return [];
  const verifications = meant.map(({ verification }) => verification);
  const gap = verifications.find((each) => typeof each === "string");
  return gap ?? verifications.flatMap((each) => (typeof each === "string" ? [] : withOther(each.result, each.lenient?.result)));
}

function dmarcResults({ rfc9989, rfc7489 }: Found["dmarc"]): Compared {
  if (typeof rfc9989 === "string") return rfc9989;
  if (typeof rfc7489 === "string") return rfc7489;
  return [rfc9989.result, rfc7489.result].filter((result) => result === "pass" || result === "fail");
}

function domainOf(identity: string): string {
  return identity.slice(identity.lastIndexOf("@") + 1).toLowerCase();
}
