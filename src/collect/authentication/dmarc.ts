import { type Aligned, evaluateDmarc, type Response } from "mailauth/lib/dmarc/index.js";
import type { Alignment, DmarcPolicy, DmarcVerdict } from "../../model/authentication.ts";
import type { Dns } from "../../model/dns.ts";
import type { Gap } from "../../model/document.ts";
import { resolverOf } from "../resolver.ts";

/** What is proven of a message, and what could not be. */
export interface Evidence {
  /** Addresses of all From fields, as the verifier read them. */
  readonly headerFrom: readonly string[];
  readonly fromFields: number;
  readonly spfDomain: string | undefined;
  readonly dkimDomains: readonly { readonly domain: string; readonly underSized: number }[];
  /** Why there may be more proof than is known; undefined when all is known. */
  readonly missing: Gap | undefined;
}

/** The verdict by the tree of names (RFC 9989). */
export async function treeVerdict(evidence: Evidence, dns: Dns): Promise<DmarcVerdict | Gap> {
  const { resolve } = resolverOf(dns);
  const { headerFrom, fromFields, spfDomain, dkimDomains, missing } = evidence;
  const spfDomains = spfDomain === undefined ? [] : [spfDomain];
  const { response } = await evaluateDmarc({ headerFrom, fromFields, spfDomains, dkimDomains, resolver: resolve, strict: true });
  if (!response) return unusable;
  const { result } = response.status;
  if (result === "temperror") return "lookup-failed";
  return result === "fail" && missing !== undefined ? missing : verdictOf(response);
}

function verdictOf({ status, domain, policyDomain, policy, rr, alignment }: Response): DmarcVerdict {
  return {
    result: status.result === "pass" || status.result === "fail" ? status.result : "none",
    authorDomain: status.header?.from ?? domain,
    organizationalDomain: domain,
    policyDomain,
    policy: policyNamed(policy),
    record: rr,
    spf: alignmentOf(alignment?.spf),
    dkim: alignmentOf(alignment?.dkim),
  };
}

function alignmentOf(found: Aligned | undefined): Alignment {
  return { mode: found?.strict === true ? "strict" : "relaxed", domain: found?.result };
}

/** From names no one domain, so that none can be asked. */
const unusable: DmarcVerdict = {
  result: "unusable",
  authorDomain: "",
  organizationalDomain: undefined,
  policyDomain: undefined,
  policy: undefined,
  record: undefined,
  spf: { mode: "relaxed", domain: undefined },
  dkim: { mode: "relaxed", domain: undefined },
};

function policyNamed(name: string | undefined): DmarcPolicy | undefined {
  return name === "none" || name === "quarantine" || name === "reject" ? name : undefined;
}
