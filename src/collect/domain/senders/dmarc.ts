import type { Gap } from "../../../model/document.ts";
import type { SenderAlignment, SenderDkim, SenderDmarc, SenderRow, SenderSpf } from "../../../model/domain/senders.ts";
import type { Asking } from "../asking.ts";
import { type AuthorPolicy, authorPolicies } from "./policy.ts";

/** What a sender can prove. */
interface Proofs {
  readonly spf: SenderSpf;
  readonly dkim: SenderDkim;
}

/** The verdict of DMARC for a sender by either standard (RFC 9989, 4.8 and 5.3; RFC 7489, 3.1 and 6.6.2). */
export async function senderDmarc(asking: Asking, fromDomain: string, proofs: Proofs): Promise<SenderRow["dmarc"]> {
  const { rfc9989, rfc7489 } = await authorPolicies(asking, fromDomain);
  return { rfc9989: await verdict(rfc9989, fromDomain, proofs), rfc7489: await verdict(rfc7489, fromDomain, proofs) };
}

async function verdict(author: AuthorPolicy | Gap, fromDomain: string, { spf, dkim }: Proofs): Promise<SenderDmarc | Gap> {
  if (typeof author === "string") return author;
  const { found, modes, disposition } = author;
  const bySpf = await alignment(author, fromDomain, spf.domain, modes.spf);
  const byDkim = dkim.state === "unsigned" ? undefined : await alignment(author, fromDomain, dkim.domain, modes.dkim);
  if (!bySpf || (dkim.state !== "unsigned" && !byDkim)) return "lookup-failed";
  const { policyDomain, policy } = found;
  const said = { policyDomain, policy, spf: bySpf, dkim: byDkim };
  const isProven = (spf.result === "pass" && bySpf.isAligned) || (dkim.state === "usable" && byDkim?.isAligned === true);
  if (isProven) return { ...said, result: "pass", disposition: "accept" };
  return openProof({ spf, dkim }, bySpf, byDkim) ?? { ...said, result: "fail", disposition };
}

/** Why there may be an aligned proof that nobody knows of. */
function openProof({ spf, dkim }: Proofs, bySpf: SenderAlignment, byDkim: SenderAlignment | undefined): Gap | undefined {
  if (bySpf.isAligned && (spf.result === "lookup-failed" || spf.result === "address-not-given")) return spf.result;
  return byDkim?.isAligned === true && dkim.state === "lookup-failed" ? "lookup-failed" : undefined;
}

async function alignment(
  author: AuthorPolicy,
  fromDomain: string,
  domain: string,
  mode: SenderAlignment["mode"],
): Promise<SenderAlignment | undefined> {
  const organisation = domain === fromDomain ? author.found.organizationalDomain : await author.organisationOf(domain);
  if (organisation === undefined) return undefined;
  const isSameOrganisation = domain === fromDomain || organisation === author.found.organizationalDomain;
  return { domain, mode, isSameOrganisation, isAligned: mode === "strict" ? domain === fromDomain : isSameOrganisation };
}
