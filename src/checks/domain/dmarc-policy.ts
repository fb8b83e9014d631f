import * as v from "valibot";
import type { Check, Hit } from "../../model/check.ts";
import type { Gap } from "../../model/document.ts";
import type { DmarcPart, DmarcRecord } from "../../model/domain/dmarc.ts";
import type { SpfPart } from "../../model/domain/spf.ts";
import type { RecordText } from "../../model/record.ts";
import { isPublicSuffix, organisationOf } from "../../parse/text/organisation.ts";
import { asWritten, noParams, params } from "../params.ts";
import { showsLogo } from "./bimi.ts";
import { isCut } from "./cut-text.ts";
import { whole } from "./whole.ts";

type None = Readonly<Record<string, never>>;

/** Finds a domain whose policy is none: what receivers do with forged mail is left to them. */
export const dmarcPolicyNone: Check<"dmarc", None> = {
  name: "dmarc-policy-none",
  part: "dmarc",
  facts: ["domain", "tag", "name"],
  parseParams: noParams,
  run: (part, _, { bimi }) => {
    const { domain, byTree, bySuffix } = part;
    const found = byTree?.policyDomain === undefined ? bySuffix : byTree;
    const judged = judgedRecord(part);
    if (!found || typeof judged === "string") return typeof judged === "string" ? judged : "lookup-failed";
    if (found.policyDomain !== part.judgedDomain || showsLogo(bimi)) return [];
    if (!isPolicyRead(part, judged.value)) return "record-unusable";
    const { tag = "p", policy } = found;
    const { name } = judged.record;
    return policy === "none" ? [{ facts: { domain, tag, name }, at: tagPlace(judged, tag) }] : [];
  },
};

/** A policy that is missing or invalid becomes none, which another rule says. */
function isPolicyRead(part: DmarcPart, { tags, byRfc7489 }: DmarcRecord): boolean {
  return tags.some(({ name }) => name === "p") && byRfc7489 !== undefined && !hasFault(part, "policy-unknown");
}

/** Which tag is looked at. */
export interface SubdomainPolicyParams {
  readonly tag: "sp" | "np";
}

const strength = { none: 0, quarantine: 1, reject: 2 } as const;

/** Finds an organisation that leaves its subdomains, or names below it that do not exist, to forgers. */
export const dmarcSubdomainsNone: Check<"dmarc", SubdomainPolicyParams> = {
  name: "dmarc-subdomains-none",
  part: "dmarc",
  facts: ["name", "tag", "domainPolicy"],
  parseParams: params(v.strictObject({ tag: v.picklist(["sp", "np"]) }), asWritten),
  run: (part, { tag }, { bimi }) => {
    if (tag === "sp" && showsLogo(bimi)) return [];
    const judged = judgedRecord(part);
    if (typeof judged === "string") return judged;
    const { value, record } = judged;
    const policies = value.byRfc9989;
    const isWritten = value.tags.some(({ name }) => name === tag);
    if (part.judgedDomain !== part.domain || !policies || !isWritten || !isOrganisation(part)) return [];
    const above = tag === "sp" ? policies.domain : policies.subdomains;
    const own = tag === "sp" ? policies.subdomains : policies.absentSubdomains;
    if (own !== "none" || strength[above] === 0) return [];
    return [{ facts: { name: record.name, tag, domainPolicy: above }, at: tagPlace(judged, tag) }];
  },
};

/** Finds a policy for names that do not exist which only receivers by RFC 9989 read, and which says more than `sp` and `p`. */
export const dmarcAbsentUnread: Check<"dmarc", None> = {
  name: "dmarc-absent-unread",
  part: "dmarc",
  facts: ["name", "rfc9989", "rfc7489"],
  parseParams: noParams,
  run: (part) => {
    const judged = judgedRecord(part);
    if (typeof judged === "string") return judged;
    const rfc9989 = judged.value.byRfc9989?.absentSubdomains;
    const rfc7489 = judged.value.byRfc7489?.absentSubdomains;
    if (!rfc9989 || !rfc7489 || strength[rfc9989] <= strength[rfc7489] || !isOrganisation(part)) return [];
    return [{ facts: { name: judged.record.name, rfc9989, rfc7489 }, at: tagPlace(judged, "np") }];
  },
};

/** Finds policies for subdomains in the record of a subdomain, where nobody reads them. */
export const dmarcSubdomainTag: Check<"dmarc", None> = {
  name: "dmarc-subdomain-tag",
  part: "dmarc",
  facts: ["name", "tag", "organisation"],
  parseParams: noParams,
  run: (part) => {
    const judged = judgedRecord(part);
    if (typeof judged === "string") return judged;
    if (part.judgedDomain !== part.domain || isOrganisation(part)) return [];
    if (!part.byTree) return "lookup-failed";
    const organisation = part.byTree.organizationalDomain;
    const { value, record } = judged;
    return value.tags
      .filter(({ name }) => name === "sp" || name === "np")
      .map(({ name }) => ({ facts: { name: record.name, tag: name, organisation }, at: tagPlace(judged, name) }));
  },
};

/** Finds a record that says others register below its domain, of a domain where nobody does. */
export const dmarcPsd: Check<"dmarc", None> = {
  name: "dmarc-psd",
  part: "dmarc",
  facts: ["name"],
  parseParams: noParams,
  run: (part) => {
    const judged = judgedRecord(part);
    if (typeof judged === "string") return judged;
    const { value, record } = judged;
    if (value.psd !== "y" || isPublicSuffix(part.judgedDomain)) return [];
    return [{ facts: { name: record.name }, at: tagPlace(judged, "psd") }];
  },
};

/**
 * Finds a domain that has mail rejected and signs none, so that whatever is forwarded is lost. Only strict alignment tells
 * that for sure: otherwise a subdomain's key will do.
 */
export const dmarcRejectUnsigned: Check<"dmarc", None> = {
  name: "dmarc-reject-unsigned",
  part: "dmarc",
  facts: ["domain", "name"],
  parseParams: noParams,
  run: (part, _, { dkim, spf }) => {
    const { domain, byTree, isKeyless, judgedDomain } = part;
    const judged = judgedRecord(part);
    if (typeof judged === "string") return judged;
    if (byTree?.policy !== "reject" || judgedDomain !== domain || dkim || !isKeyless || !authorises(spf)) return [];
    const isStrict = judged.value.tags.some(({ name, value }) => name === "adkim" && /^s$/i.test(value));
    if (!isStrict) return "selector-unknown";
    return [{ facts: { domain, name: judged.record.name }, at: tagPlace(judged, "p") }];
  },
};

/** Whether any host may send; a record that cannot be followed is told by other rules. */
function authorises(spf: SpfPart | undefined): boolean {
  if (!spf || typeof spf.tree === "string") return false;
  const { 4: passes4, 6: passes6, unknown } = spf.tree.passes;
  return passes4.length + passes6.length + unknown.length > 0;
}

/** Finds a record without an address for reports. */
export const dmarcRuaMissing: Check<"dmarc", None> = {
  name: "dmarc-rua-missing",
  part: "dmarc",
  facts: ["name"],
  parseParams: noParams,
  run: (part, _, others) => {
    const judged = judgedRecord(part);
    if (typeof judged === "string") return judged;
    const { value, record } = judged;
    if (isCut(record, others)) return "record-unusable";
    return value.tags.some(({ name }) => name === "rua") ? [] : [{ facts: { name: record.name }, at: whole(record) }];
  },
};

interface Judged {
  readonly record: RecordText;
  readonly value: DmarcRecord;
}

/** The one record that holds and can be read. */
function judgedRecord({ records, judgedDomain, byTree, bySuffix }: DmarcPart): Judged | Gap {
  const found = records.flatMap(({ record, value }) => (value ? [{ record, value }] : []));
  const [first, second] = found;
  const isUsed = [byTree, bySuffix].some((each) => each?.policyDomain === judgedDomain);
  return first && !second && isUsed ? first : "record-unusable";
}

function hasFault({ records }: DmarcPart, kind: string): boolean {
  return records.some(({ faults }) => faults.some((fault) => fault.kind === kind));
}

/** True for a domain that either standard takes for an organisation's. */
function isOrganisation({ domain, byTree }: DmarcPart): boolean {
  return organisationOf(domain) === domain || byTree?.organizationalDomain === domain;
}

function tagPlace({ record, value }: Judged, tag: string): Hit["at"] {
  const at = value.tags.find(({ name }) => name === tag)?.at;
  return at ? { source: record.source, ...at } : whole(record);
}
