import { isMeantForDmarc, readDmarc } from "../../parse/records/dmarc.ts";
import { isMeantForTlsRpt } from "../../parse/records/tls-rpt.ts";
import { added, factOf, type Mending, type Proposal, removed, replaced, type SeenRecord } from "./mending.ts";

/** A DMARC record as it should be: with the policy there is, quarantine at least, and reports to the domain itself. */
export function byDmarcRecord(mending: Mending): readonly Proposal[] {
  const { finding, domain, zone, record, records } = mending;
  if (!/^dns\/(?:dmarc-|esp-dmarc-|bimi-dmarc-)/.test(finding.ruleId)) return [];
  const isOwn = record?.name.startsWith("_dmarc.") && record.name.endsWith(`.${zone}`);
  const at = isOwn && record ? record.name : `_dmarc.${domain}`;
  const target = factOf(mending, "target");
  const alias: readonly SeenRecord[] = target === "" ? [] : [{ name: at, type: "CNAME", text: target }];
  const there = [...records.filter((each) => each.name === at && isDmarcText(each)), ...alias];
  const policies = strengthened(there, factOf(mending, "value"));
  const withRua = there.map(({ text }) => text).filter((text) => text.includes("mailto:") || text.includes("rua="));
  const edited = there.flatMap((each) => stepped(each, mending));
  const anew = policies.map(
    (policy): Proposal => [...there.map(removed), added(at, "TXT", `v=DMARC1; p=${policy}; rua=mailto:dmarc@${domain}`)],
  );
  return [...edited, ...(withRua.length > 1 ? [] : anew)];
}

function isDmarcText({ type, text }: SeenRecord): boolean {
  return type === "TXT" && isMeantForDmarc(text);
}

/** Policies that will do, the weakest first. */
function strengthened(there: readonly SeenRecord[], asked: string): readonly string[] {
  const current = there.map(({ text }) => readDmarc(text).value?.byRfc9989?.domain);
  const isReject =
    current.includes("reject") || /p\s*=\s*reject/i.test(asked) || there.some(({ text }) => /p\s*=\s*reject/i.test(text));
  return isReject ? ["reject"] : ["quarantine", "reject"];
}

/** The record with a stronger policy, or an address for reports, and all else as it is. */
function stepped(record: SeenRecord, { finding, domain }: Mending): readonly Proposal[] {
  if (record.type !== "TXT") return [];
  const end = record.text.trimEnd().replace(/;$/, "");
  const noRua = finding.ruleId === "dns/dmarc-rua-missing" ? [`${end}; rua=mailto:dmarc@${domain}`] : [];
  const policies = ["quarantine", "reject"].map((policy) => record.text.replace(/(;\s*p\s*=\s*)[a-z]{1,20}/i, `$1${policy}`));
  const raised = /policy-none|esp-dmarc-weak/.test(finding.ruleId) ? policies : [];
  return [...noRua, ...raised].map((text) => replaced(record, text));
}

/** A TLS-RPT record with reports to the domain itself, where the one there names nobody. */
export function byTlsRptRecord({ finding, domain, record }: Mending): readonly Proposal[] {
  if (finding.ruleId !== "dns/tls-rpt-malformed" || !record || !isMeantForTlsRpt(record.text)) return [];
  return [replaced(record, `v=TLSRPTv1; rua=mailto:tls@${domain}`)];
}

/** An MTA-STS record with a new id, where the one there cannot be read (RFC 8461, 3.1). */
export function byMtaStsRecord({ finding, record, stamp }: Mending): readonly Proposal[] {
  if (finding.ruleId !== "dns/mta-sts-malformed" || !record) return [];
  return [replaced(record, `v=STSv1; id=${stamp}`)];
}
