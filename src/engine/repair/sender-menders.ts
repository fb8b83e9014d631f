import { isMeantForDmarc } from "../../parse/records/dmarc.ts";
import { isSpfVersion } from "../../parse/records/spf/version.ts";
import { added, factOf, type Mending, type Proposal, replaced } from "./mending.ts";

/** Hosts that the owner says are his are let send: in the SPF record that was asked, or in one of their own. */
export function bySender(mending: Mending): readonly Proposal[] {
  const { finding, domain, records } = mending;
  const ips = ipsOf(mending);
  if (ips.length === 0 || !sends.has(finding.ruleId)) return [];
  const name = factOf(mending, "domain") || factOf(mending, "name") || domain;
  const terms = ips.map((ip) => `${ip.includes(":") ? "ip6" : "ip4"}:${ip}`).join(" ");
  const there = records.filter((each) => each.name === name && each.type === "TXT" && isSpfVersion(each.text));
  if (there.length === 0) return [[added(name, "TXT", `v=spf1 ${terms} -all`)]];
  return there.map((record) => replaced(record, record.text.replace(/^v=spf1/i, `v=spf1 ${terms}`)));
}

const sends: ReadonlySet<string> = new Set([
  "dns/connection-spf-failed",
  "dns/sender-spf-failed",
  "dns/sender-subdomain-without-spf",
  "dns/spf-greeting-refused",
  "dns/spf-sender-refused",
]);

function ipsOf(mending: Mending): readonly string[] {
  const ip = factOf(mending, "ip");
  const rows = mending.document.parts.senders?.rows ?? [];
  const sender = rows.find((row) => row.sender.name === factOf(mending, "sender"))?.sender;
  return ip === "" ? (sender?.ips ?? []) : [ip];
}

/** Alignment that senders below the domain can have too: without the tags that ask for the very same name. */
export function byRelaxing({ finding, records, domain }: Mending): readonly Proposal[] {
  if (!/^dns\/sender-(?:alignment-strict|unaligned)$/.test(finding.ruleId)) return [];
  return records
    .filter(({ name, type, text }) => name === `_dmarc.${domain}` && type === "TXT" && isMeantForDmarc(text))
    .map((record) => replaced(record, record.text.replace(/;\s{0,9}a(?:dkim|spf)\s{0,9}=\s{0,9}s(?=\s{0,9}(?:;|$))/gi, "")));
}
