import type { Alignment, DmarcPolicy, DmarcVerdict } from "../../model/authentication.ts";
import type { Dns } from "../../model/dns.ts";
import type { Gap } from "../../model/document.ts";
import { textOf } from "../../model/record-value.ts";
import { tagsOf } from "../../parse/authentication/tag-list.ts";
import { isDmarcRecord } from "../../parse/records/dmarc.ts";
import { organisationOf } from "../../parse/text/organisation.ts";
import { plainName } from "../../parse/zone/names.ts";
import type { Evidence } from "./dmarc.ts";

/** The verdict by the public suffix list (RFC 7489), which many receivers still use. */
export async function suffixVerdict(authorDomain: string, evidence: Evidence, dns: Dns): Promise<DmarcVerdict | Gap> {
  const author = plainName(authorDomain);
  const organizationalDomain = organisationOf(author);
  const found = await policyFor(author, organizationalDomain, dns);
  if (found === "lookup-failed") return found;
  if (!found) return { ...verdict, authorDomain: author, organizationalDomain };
  const { tags } = found;
  const spf = alignment(tags.get("aspf"), evidence.spfDomain === undefined ? [] : [evidence.spfDomain], author);
  const dkim = alignment(
    tags.get("adkim"),
    evidence.dkimDomains.map(({ domain }) => domain),
    author,
  );
  const passes = spf.domain !== undefined || dkim.domain !== undefined;
  if (!passes && evidence.missing !== undefined) return evidence.missing;
  const { policy, policyDomain, record } = found;
  return {
    result: passes ? "pass" : "fail",
    authorDomain: author,
    organizationalDomain,
    policyDomain,
    policy,
    record,
    spf,
    dkim,
  };
}

const verdict = {
  result: "none",
  policyDomain: undefined,
  policy: undefined,
  record: undefined,
  spf: { mode: "relaxed", domain: undefined },
  dkim: { mode: "relaxed", domain: undefined },
} as const;

interface Policy {
  readonly policyDomain: string;
  readonly policy: DmarcPolicy;
  readonly record: string;
  readonly tags: ReadonlyMap<string, string>;
}

async function policyFor(author: string, organization: string, dns: Dns): Promise<Policy | "lookup-failed" | undefined> {
  const own = await recordAt(author, dns);
  if (!own.isKnown) return "lookup-failed";
  const isInherited = own.record === undefined && organization !== author;
  const { isKnown, record } = isInherited ? await recordAt(organization, dns) : own;
  if (!isKnown) return "lookup-failed";
  if (record === undefined) return undefined;
  const tags = tagsOf(record);
  const policy = policyOf(tags, isInherited);
  return policy && { policyDomain: isInherited ? organization : author, policy, record, tags };
}

interface Asked {
  readonly isKnown: boolean;
  readonly record: string | undefined;
}

/** The one record of a name; several are none (RFC 7489, 6.6.3). */
async function recordAt(domain: string, dns: Dns): Promise<Asked> {
  const answer = await dns.lookup(`_dmarc.${domain}`, "TXT");
  if (answer.status === "failed") return { isKnown: answer.because === "name-invalid", record: undefined };
  if (answer.status === "absent") return { isKnown: true, record: undefined };
  const texts = answer.records.map(({ value }) => textOf(value));
  const records = texts.filter(isDmarcRecord);
  return { isKnown: true, record: records.length === 1 ? records[0] : undefined };
}

/** What a record asks for; one without a usable policy asks for nothing, or for reports only (RFC 7489, 6.6.3). */
function policyOf(tags: ReadonlyMap<string, string>, isInherited: boolean): DmarcPolicy | undefined {
  const own = policyNamed(tags.get("p"));
  const forSubdomains = tags.has("sp") ? policyNamed(tags.get("sp")) : own;
  if (own !== undefined && forSubdomains !== undefined) return isInherited ? forSubdomains : own;
  return /^\s*[a-z][a-z\d+.-]*:/i.test(tags.get("rua") ?? "") ? "none" : undefined;
}

function policyNamed(name: string | undefined): DmarcPolicy | undefined {
  const policy = name?.toLowerCase();
  return policy === "none" || policy === "quarantine" || policy === "reject" ? policy : undefined;
}

function alignment(tag: string | undefined, proven: readonly string[], author: string): Alignment {
  const mode = tag?.toLowerCase() === "s" ? "strict" : "relaxed";
  const fits = (domain: string): boolean =>
    domain === author || (mode === "relaxed" && organisationOf(domain) === organisationOf(author));
  return { mode, domain: proven.find((domain) => fits(plainName(domain))) };
}
