import type { Check, Hit } from "../../model/check.ts";
import type { Bimi, BimiFault, BimiPart, MarkCertificateView } from "../../model/domain/bimi.ts";
import type { DmarcPart } from "../../model/domain/dmarc.ts";
import type { ReadRecord } from "../../model/record.ts";
import { noParams } from "../params.ts";
import { type FaultParams, recordFault } from "./record-fault.ts";
import { whole } from "./whole.ts";

type None = Readonly<Record<string, never>>;

/** Finds what a BIMI record has wrong. */
export const bimiFault: Check<"bimi", FaultParams<BimiFault>> = recordFault({
  name: "bimi-fault",
  part: "bimi",
  kinds: {
    "version-wrong": true,
    "location-missing": true,
    "uri-scheme": true,
    "uri-malformed": true,
    "location-not-svg": true,
    "avatar-unknown": true,
    "tag-twice": true,
    "tag-malformed": true,
  },
  recordsOf: ({ records }) => records,
});

/** Finds more than one BIMI record, so that none counts (draft, 7.2). */
export const bimiSeveral: Check<"bimi", None> = {
  name: "bimi-several",
  part: "bimi",
  facts: ["name", "count"],
  parseParams: noParams,
  run: ({ name, records: [, second], records }) =>
    second === undefined ? [] : [{ facts: { name, count: records.length }, at: whole(second.record) }],
};

/** Finds domains that say they want no logo (draft, 4.3: `l` without address). */
export const bimiDeclined: Check<"bimi", None> = {
  name: "bimi-declined",
  part: "bimi",
  facts: ["name"],
  parseParams: noParams,
  run: (part) => {
    const record = countingRecord(part);
    return record?.value?.location === "" ? [{ facts: { name: part.name }, at: whole(record.record) }] : [];
  },
};

/** Finds logos that no mailbox shows because forged mail from the domain would be let through. */
export const bimiDmarc: Check<"bimi", None> = {
  name: "bimi-dmarc",
  part: "bimi",
  facts: ["name", "kind", "percent"],
  parseParams: noParams,
  run: (part, _, { dmarc }) => {
    const record = countingRecord(part);
    if (record === undefined) return part.records.length === 0 ? [] : "record-unusable";
    if (record.value?.location === "") return [];
    if (dmarc?.byTree === undefined) return "lookup-failed";
    // Without any record, or with one that cannot be read, the domain has more to mend than its logo.
    if (dmarc.byTree.policyDomain === undefined || dmarc.records.length !== 1) return "record-unusable";
    return weaknesses(dmarc).map((weakness): Hit => ({ facts: { name: part.name, ...weakness }, at: whole(record.record) }));
  },
};

/** What keeps a policy from holding for all mail (draft, 4.1): the first reason alone. */
function weaknesses({ byTree, records: [found] }: DmarcPart): readonly { readonly kind: string; readonly percent: string }[] {
  const valueOf = (name: string) => found?.value?.tags.find((tag) => tag.name === name)?.value.toLowerCase() ?? "";
  const percent = valueOf("pct");
  if (byTree?.policy === "none") return [{ kind: "none", percent: "" }];
  if (valueOf("t") === "y") return [{ kind: "testing", percent: "" }];
  if (found?.value?.byRfc9989?.subdomains === "none") return [{ kind: "subdomains-none", percent: "" }];
  return byTree?.policy === "quarantine" && /^\d{1,2}$/.test(percent) ? [{ kind: "share", percent }] : [];
}

/** Whether the domain has a record that asks mailboxes to show its logo: a policy that is too weak for that is then an error. */
export function showsLogo(bimi: BimiPart | undefined): boolean {
  const record = bimi && countingRecord(bimi);
  return record !== undefined && record.value?.location !== "";
}

/** The one record that counts; undefined where there are several, or it cannot be read. */
function countingRecord({ records: [only, second] }: BimiPart): ReadRecord<Bimi, BimiFault> | undefined {
  return only?.value && !second && only.faults.length === 0 ? only : undefined;
}

/** Finds what keeps mailboxes from taking a mark certificate for the logo's proof. Who issued it is not looked at. */
export const bimiCertificate: Check<"bimi", None> = {
  name: "bimi-certificate",
  part: "bimi",
  facts: ["kind", "detail"],
  parseParams: noParams,
  run: ({ certificate }) => {
    if (certificate === undefined) return "not-in-input";
    const at = { source: certificate.source, start: 0, end: 0 };
    return certificateFaults(certificate).map(([kind, detail]) => ({ facts: { kind, detail }, at }));
  },
};

function certificateFaults(certificate: MarkCertificateView): readonly (readonly [kind: string, detail: string])[] {
  const { time, day, domains, coversDomain, isForMarks, logo } = certificate;
  if (time === "unread") return [["unread", ""]];
  // A certificate for something else says nothing of its logo.
  if (!isForMarks) return [["other-use", ""]];
  return [
    ...(time === "current" ? [] : [[time, day] as const]),
    ...(coversDomain ? [] : [["other-domain", domains.slice(0, 5).join(", ")] as const]),
    ...(logo === "absent" ? [["logo-absent", ""] as const] : []),
    ...(logo === "other" ? [["logo-differs", ""] as const] : []),
  ];
}
