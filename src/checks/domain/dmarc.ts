import type { Check } from "../../model/check.ts";
import type { DmarcDiscovery } from "../../model/domain/dmarc.ts";
import { asRead, excerpt } from "../../model/excerpt.ts";
import { noParams } from "../params.ts";
import { whole } from "./whole.ts";

type None = Readonly<Record<string, never>>;

/** Finds a domain that no DMARC record holds for, its organisation's included, and no other rule says why. */
export const dmarcMissing: Check<"dmarc", None> = {
  name: "dmarc-missing",
  part: "dmarc",
  facts: ["name", "asked", "other"],
  parseParams: noParams,
  run: ({ domain, steps, byTree, bySuffix, records, several, misplaced, alias, otherTexts: [other] }) => {
    if (byTree?.policyDomain !== undefined || bySuffix?.policyDomain !== undefined) return [];
    if (!byTree || !bySuffix) return "lookup-failed";
    if (records.length + several.length + misplaced.length > 0 || alias) return "record-unusable";
    // A public suffix that a zone file does not cover was not asked.
    const answered = steps.filter(({ found }) => found !== "lookup-failed");
    const asked = answered.map((step) => `_dmarc.${step.domain}`).join(", ");
    return [{ facts: { name: `_dmarc.${domain}`, asked, other: excerpt(asRead(other?.text ?? "")) }, at: other && whole(other) }];
  },
};

/** Finds several DMARC records at one name, of which none counts (RFC 9989, 4.10; RFC 7489, 6.6.3). */
export const dmarcSeveral: Check<"dmarc", None> = {
  name: "dmarc-several",
  part: "dmarc",
  facts: ["name", "count"],
  parseParams: noParams,
  run: ({ several, several: [, second] }) =>
    second ? [{ facts: { name: second.name, count: several.length }, at: whole(second) }] : [],
};

/** Finds a DMARC record where nobody looks for it. */
export const dmarcMisplaced: Check<"dmarc", None> = {
  name: "dmarc-misplaced",
  part: "dmarc",
  facts: ["name", "place", "foundAt"],
  parseParams: noParams,
  run: ({ domain, misplaced }) =>
    misplaced.slice(0, 1).map(({ record, place }) => ({
      facts: { name: `_dmarc.${domain}`, place, foundAt: record.name },
      at: whole(record),
    })),
};

/** Finds a second DMARC record at the domain itself, which looks as if it counted. */
export const dmarcCopy: Check<"dmarc", None> = {
  name: "dmarc-copy",
  part: "dmarc",
  facts: ["name", "foundAt"],
  parseParams: noParams,
  run: ({ domain, copies }) =>
    copies.slice(0, 1).map((record) => ({ facts: { name: `_dmarc.${domain}`, foundAt: record.name }, at: whole(record) })),
};

/** Finds other text beside a DMARC record. */
export const dmarcOtherText: Check<"dmarc", None> = {
  name: "dmarc-other-text",
  part: "dmarc",
  facts: ["name", "written", "count"],
  parseParams: noParams,
  run: ({ otherTexts, otherTexts: [first], judgedDomain, domain, records }) => {
    if (!first) return [];
    // Alone it stands in the place of the record, which is missing: another rule says so.
    if (judgedDomain !== domain || records.length === 0) return "record-unusable";
    return [{ facts: { name: first.name, written: excerpt(asRead(first.text)), count: otherTexts.length }, at: whole(first) }];
  },
};

/** Finds a domain for which the walk of RFC 9989 and the public suffix list lead to different records or organisations. */
export const dmarcDiscoveryDiffers: Check<"dmarc", None> = {
  name: "dmarc-discovery-differs",
  part: "dmarc",
  facts: ["domain", "tree", "treePolicy", "treeOrganisation", "suffix", "suffixPolicy", "suffixOrganisation", "asked"],
  parseParams: noParams,
  run: ({ domain, steps, byTree, bySuffix, several }) => {
    if (!byTree || !bySuffix) return "lookup-failed";
    if (several.length > 0) return "record-unusable";
    const holder = byTree.policyDomain ?? bySuffix.policyDomain;
    // Without a record there is nothing that alignment could be told by.
    if (holder === undefined || isSame(byTree, bySuffix)) return [];
    const [tree, suffix] = [said(byTree), said(bySuffix)];
    const facts = {
      domain,
      tree: tree.holder,
      treePolicy: tree.policy,
      treeOrganisation: byTree.organizationalDomain,
      suffix: suffix.holder,
      suffixPolicy: suffix.policy,
      suffixOrganisation: bySuffix.organizationalDomain,
      asked: steps.map((step) => `_dmarc.${step.domain}`).join(", "),
    };
    const record = steps.find((step) => step.domain === holder)?.records[0]?.record;
    return [{ facts, at: record && whole(record) }];
  },
};

function isSame(one: DmarcDiscovery, other: DmarcDiscovery): boolean {
  return one.policyDomain === other.policyDomain && one.organizationalDomain === other.organizationalDomain;
}

function said({ policyDomain = "none", policy = "none" }: DmarcDiscovery): { readonly holder: string; readonly policy: string } {
  return { holder: policyDomain, policy };
}
