import { textOf } from "../../model/record-value.ts";
import { isMeantForDmarc } from "../../parse/records/dmarc.ts";
import { isMeantForTlsRpt } from "../../parse/records/tls-rpt.ts";
import { added, factOf, type Mending, type Proposal, removed, replaced, type SeenRecord } from "./mending.ts";
import { ownersChoice } from "./unmendable.ts";

/**
 * A DMARC record in place of what cannot be read as one: with the policy and the addresses for reports that were written,
 * and none where no policy was. A stricter policy, and a mailbox that somebody reads, are the owner's to choose.
 */
export function byDmarcRecord(mending: Mending): readonly Proposal[] {
  const { finding, domain, zone, record, records } = mending;
  if (!finding.ruleId.startsWith("dns/dmarc-") || ownersChoice.has(finding.ruleId)) return [];
  // It says what was meant, and is moved as it is.
  if (finding.ruleId === "dns/dmarc-misplaced") return [];
  const isOwn = record?.name.startsWith("_dmarc.") && record.name.endsWith(`.${zone}`);
  const at = isOwn && record ? record.name : `_dmarc.${domain}`;
  const target = factOf(mending, "target");
  const alias: readonly SeenRecord[] = target === "" ? [] : [{ name: at, type: "CNAME", text: target }];
  const there = [...records.filter((each) => each.name === at && isDmarcText(each)), ...alias];
  const texts = there.map(({ text }) => text);
  if (texts.filter((text) => text.includes("mailto:") || text.includes("rua=")).length > 1) return [];
  const reports = [...new Set(texts.flatMap(reportAddressesIn))].map((address) => `mailto:${address}`).join(",");
  const written = `v=DMARC1; p=${writtenPolicy(texts)}${reports === "" ? "" : `; rua=${reports}`}`;
  return [[...there.map(removed), added(at, "TXT", written)]];
}

function isDmarcText({ type, text }: SeenRecord): boolean {
  return type === "TXT" && isMeantForDmarc(text);
}

/** The policy that the first text with one names, however it is written. */
function writtenPolicy(texts: readonly string[]): string {
  const policies = texts.flatMap(
    (text) => /(?:^|[^a-z])p\s{0,9}[=:]\s{0,9}(none|quarantine|reject)(?![a-z])/i.exec(text)?.[1] ?? [],
  );
  return policies[0]?.toLowerCase() ?? "none";
}

/** The mailboxes behind `rua` in a text, well written or not. */
function reportAddressesIn(text: string): readonly string[] {
  const [, list = ""] = /(?:^|[^a-z])rua\s{0,9}[=:]([^;=]{1,2000})/i.exec(text) ?? [];
  return [...list.matchAll(/mailto:([^\s@!,;]{1,64}@[a-z\d][a-z\d._-]{0,251}[a-z\d])/gi)].map(([, address = ""]) => address);
}

/** True where the changes put a DMARC record in the place of one whose reports went to somebody whom the new one leaves out. */
export function losesReports(proposal: Proposal): boolean {
  const textsOf = (action: "add" | "remove"): readonly string[] =>
    proposal.flatMap(({ action: own, type, value }) => (own === action && type === "TXT" ? [textOf(value)] : []));
  const after = textsOf("add").filter(isMeantForDmarc);
  if (after.length === 0) return false;
  const kept = new Set(after.flatMap(reportAddressesIn));
  return textsOf("remove").some((text) => isMeantForDmarc(text) && reportAddressesIn(text).some((each) => !kept.has(each)));
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
