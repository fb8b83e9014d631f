import type { ArcChain, Authentication, Envelope, Signature, SpfCheck } from "../../model/authentication.ts";
import type { Dns } from "../../model/dns.ts";
import type { Gap } from "../../model/document.ts";
import type { Headers } from "../../model/message.ts";
import { readArcSets } from "../../parse/authentication/arc-sets.ts";
import type { SignatureFacts } from "../../parse/authentication/signatures.ts";
import { tagsOf, wordOf } from "../../parse/authentication/tag-list.ts";
import { boundedDns } from "../bounded-dns.ts";
import { arcFaultOf } from "./arc-fault.ts";
import { hasModestHeader, withCrlf } from "./bytes.ts";
import { verificationOf } from "./dkim.ts";
import { type Evidence, treeVerdict } from "./dmarc.ts";
import { dmarcFault } from "./dmarc-fault.ts";
import { checkSpf } from "./spf.ts";
import { suffixVerdict } from "./suffix-dmarc.ts";
import { type Verified, verifySignatures } from "./verify.ts";

/** What is known of a message before the DNS is asked. */
export interface Known {
  readonly bytes: Uint8Array;
  readonly headers: Headers;
  readonly nowMs: number;
  readonly isDraft: boolean;
  readonly signatures: readonly SignatureFacts[];
  readonly envelope: Envelope | undefined;
}

/** What asking the DNS adds. */
export type Proof = Pick<Authentication, "signatures" | "spf" | "dmarc" | "arc">;

/** Verifies signatures and sender, and asks the author's domain for its policy. */
export async function prove(known: Known, source: Dns): Promise<Proof> {
  const dns = boundedDns(source);
  const { envelope } = known;
  const mailFrom = envelope ? await checkSpf("mail-from", envelope, dns) : "no-envelope";
  const helo = envelope ? await checkSpf("helo", envelope, dns) : "no-envelope";
  const bytes = withCrlf(known.bytes);
  if (!hasModestHeader(bytes)) return unread(known, { mailFrom, helo });
  const strict = await verifySignatures(bytes, { dns, nowMs: known.nowMs, strict: true });
  const lenient = needsSecondLook(strict) ? await verifySignatures(bytes, { dns, nowMs: known.nowMs, strict: false }) : undefined;
  const signatures = verified(known, strict, lenient);
  const evidence = evidenceOf(strict, signatures, mailFrom, known.isDraft);
  const rfc9989 = await treeVerdict(evidence, dns);
  const author = authorOf(rfc9989, strict);
  const rfc7489 = author === undefined ? rfc9989 : await suffixVerdict(author, evidence, dns);
  const fault = author === undefined ? undefined : await dmarcFault(author, dns);
  return {
    signatures,
    spf: { mailFrom, helo },
    dmarc: { rfc9989, rfc7489, fault },
    arc: chainOf(known.headers, strict, lenient),
  };
}

/** A header past all measure: signatures over it are not verified, and nothing can be said of its author. */
function unread({ signatures }: Known, spf: Proof["spf"]): Proof {
  const gap = "too-large";
  return {
    signatures: signatures.map((facts) => ({ ...facts, verification: gap })),
    spf,
    dmarc: { rfc9989: gap, rfc7489: gap, fault: gap },
    arc: gap,
  };
}

/** What passes by the letter passes with everyone. */
function needsSecondLook({ outcomes, arc }: Verified): boolean {
  const results = [...outcomes.values()].flat().map(({ status }) => status.result);
  return arc.result === "fail" || results.some((result) => result !== "pass" && result !== "none");
}

function verified({ headers, signatures }: Known, strict: Verified, lenient: Verified | undefined): readonly Signature[] {
  const fields = headers.fields.filter(({ name }) => name === "dkim-signature");
  const seen = new Map<string, number>();
  return signatures.map((facts, at) => {
    const key = wordOf(tagsOf(fields[at]?.value ?? ""), "b");
    const turn = seen.get(key) ?? 0;
    seen.set(key, turn + 1);
    return { ...facts, verification: verificationOf(strict.outcomes.get(key)?.[turn], lenient?.outcomes.get(key)?.[turn]) };
  });
}

function evidenceOf(
  { headerFrom, fromFields }: Verified,
  signatures: readonly Signature[],
  mailFrom: SpfCheck | Gap,
  isDraft: boolean,
): Evidence {
  const gaps = signatures.map(({ verification }) => verification).filter((each) => typeof each === "string");
  const isSpfOpen = typeof mailFrom !== "string" && (mailFrom.result === "temperror" || mailFrom.failedNames.length > 0);
  const spfGap = typeof mailFrom === "string" ? mailFrom : isSpfOpen ? "lookup-failed" : undefined;
  return {
    headerFrom,
    fromFields,
    spfDomain: typeof mailFrom !== "string" && mailFrom.result === "pass" ? mailFrom.domain : undefined,
    dkimDomains: signatures.flatMap(({ domain, verification }) =>
      typeof verification !== "string" && verification.result === "pass"
        ? [{ domain, underSized: verification.uncoveredBytes }]
        : [],
    ),
    missing: isDraft ? "not-sent-yet" : (gaps[0] ?? spfGap),
  };
}

/** The one domain that From names; undefined where it names none or several. */
function authorOf(rfc9989: Proof["dmarc"]["rfc9989"], { headerFrom }: Verified): string | undefined {
  if (typeof rfc9989 !== "string") return rfc9989.result === "unusable" ? undefined : rfc9989.authorDomain;
  const [first] = headerFrom;
  return first?.slice(first.lastIndexOf("@") + 1);
}

function chainOf(headers: Headers, strict: Verified, lenient: Verified | undefined): ArcChain | Gap {
  const sets = readArcSets(headers);
  const result = chainResult(strict.arc.result);
  const keys = sets.flatMap((set) => [
    `${set.sealSelector}._domainkey.${set.sealDomain}`,
    `${set.signatureSelector}._domainkey.${set.signatureDomain}`,
  ]);
  if (result === "fail" && strict.isArcCut) return "too-large";
  if (result === "fail" && keys.some((name) => strict.failedNames.has(name.toLowerCase()))) return "lookup-failed";
  const lax = lenient && chainResult(lenient.arc.result);
  return {
    result,
    reason: result === "fail" ? arcFaultOf(strict.arc.reason ?? "") : undefined,
    lenient: lax === result ? undefined : lax,
    sets,
    at: headers.fields.find(({ name }) => name === "arc-seal")?.at,
  };
}

function chainResult(result: string): ArcChain["result"] {
  return result === "pass" || result === "none" ? result : "fail";
}
