import type { ExpectedRecord } from "../../model/domain/expected.ts";
import { added, factOf, type Mending, type Proposal, removed, replaced } from "./mending.ts";

/** The host that was meant, or that an alias leads to, in an MX record. */
export function byMxHost(mending: Mending): readonly Proposal[] {
  const { record } = mending;
  if (record?.type !== "MX") return [];
  const [preference = "10"] = record.text.split(" ", 1);
  const hosts = [factOf(mending, "meant"), factOf(mending, "target")].filter((host) => host !== "");
  return hosts.map((host) => replaced(record, `${preference} ${host}`));
}

/** An MX record for a domain without a usable one: its provider's host, else the domain's own address, where mail goes anyway. */
export function byMxRecord(mending: Mending): readonly Proposal[] {
  const { finding, domain, records } = mending;
  if (!/^dns\/(?:mx-missing|mail-unreceivable|null-mx-of-sender|esp-mx-missing)$/.test(finding.ruleId)) return [];
  const expected = expectedRecords(mending).find(({ purpose, value }) => purpose === "mx" && value !== "")?.value;
  const host = expected?.replace(/^\d{1,5}\s{1,9}/, "").replace(/\.$/, "");
  const hosts = host === undefined ? [domain] : [host];
  const there = records.filter(({ name, type }) => name === domain && type === "MX");
  // Mail to the domain goes where it went: a provider that only sends never takes the place of hosts that receive.
  if (there.some(({ text }) => !/^\d{1,5} \.?$/.test(text))) return [];
  return hosts.map((each): Proposal => [...there.map(removed), added(domain, "MX", `10 ${each}`)]);
}

/** The value that a provider wants at a name, in place of what is there of any type that it excludes. */
export function byExpectedValue(mending: Mending): readonly Proposal[] {
  const { finding, records } = mending;
  const name = factOf(mending, "name");
  if (!/^dns\/(?:esp-dkim-differs|dkim-)/.test(finding.ruleId)) return [];
  return expectedRecords(mending)
    .filter((each) => each.name === name && each.value !== "" && each.purpose === "dkim")
    .map(({ type, value }): Proposal => {
      const there = records.filter((each) => each.name === name && (each.type === "TXT" || each.type === "CNAME"));
      return [...there.map(removed), added(name, type, value.replace(type === "CNAME" ? /\.$/ : /$^/, ""))];
    });
}

/** The address that a host's reverse name leads back to, where that is a name of the same zone. */
export function byPtrAddress(mending: Mending): readonly Proposal[] {
  const ip = factOf(mending, "ip");
  const name = factOf(mending, "name");
  if (mending.finding.ruleId !== "dns/ptr-unconfirmed" || ip === "" || name === "") return [];
  return [[added(name, ip.includes(":") ? "AAAA" : "A", ip)]];
}

/** A use of a TLSA record that mail servers know: 3 for 1, and 2 for 0 (RFC 7672, 3.1.3). */
export function byTlsaUsage({ record, finding }: Mending): readonly Proposal[] {
  if (record?.type !== "TLSA" || finding.ruleId !== "dns/tlsa-usage-unfit") return [];
  const usage = record.text.startsWith("1 ") ? "3" : "2";
  return [replaced(record, `${usage}${record.text.slice(1)}`)];
}

function expectedRecords({ document }: Mending): readonly ExpectedRecord[] {
  return document.parts.expected?.providers.flatMap(({ records }) => records) ?? [];
}
