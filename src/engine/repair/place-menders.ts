import { added, factOf, type Mending, type Proposal, removed, type SeenRecord } from "./mending.ts";

/** Rules whose finding goes with the record that it points at: others stand beside it, or nobody reads it. */
const removable: ReadonlySet<string> = new Set([
  "dns/alias-claimable",
  "dns/alias-end-absent",
  "dns/bimi-malformed",
  "dns/bimi-several",
  "dns/dkim-several",
  "dns/dkim-wildcard-key",
  "dns/dmarc-other-text",
  "dns/dmarc-several",
  "dns/mta-sts-several",
  "dns/mx-target-address",
  "dns/mx-target-private",
  "dns/mx-target-unreachable",
  "dns/mx-target-unregistered",
  "dns/null-mx-beside-others",
  "dns/spf-sender-id",
  "dns/tls-rpt-several",
  "dns/wildcard-txt-shadowing",
  "dns/zone-alias-beside-others",
]);

/** Takes out the record, also that of the wildcard it came from; or one beside it, or all but one. */
export function byRemoving(mending: Mending): readonly Proposal[] {
  const { record, finding, records } = mending;
  if (!record || !removable.has(finding.ruleId)) return [];
  const wildcard = factOf(mending, "wildcard");
  const own: SeenRecord = wildcard === "" ? record : { ...record, name: wildcard };
  const siblings = records.filter(({ name, type }) => name === record.name && type === record.type);
  const alone = siblings.map((kept): Proposal => siblings.filter((each) => each !== kept).map(removed));
  // A policy host that others may claim is no host: what promises it goes too (RFC 8461, 3.1).
  const promised = `_${record.name}`;
  const promises = record.type === "CNAME" ? records.filter(({ name, type }) => name === promised && type === "TXT") : [];
  return [
    [removed(own), ...promises.map(removed)],
    ...siblings.map((sibling): Proposal => [removed(sibling)]),
    ...(siblings.length > 2 ? alone : []),
  ];
}

/** Puts a record that was found elsewhere where it is looked for; what is at the domain above may be used there. */
export function byMoving(mending: Mending): readonly Proposal[] {
  const { record } = mending;
  const from = factOf(mending, "foundAt");
  const to = factOf(mending, "name");
  if (!record || from === "" || to === "" || record.name !== from) return [];
  const copy = added(to, record.type, record.text);
  return factOf(mending, "how") === "above" ? [[copy]] : [[removed(record), copy]];
}

/** A zone file's names with the zone behind them twice. */
export function byUndoubling(mending: Mending): readonly Proposal[] {
  const { record } = mending;
  const meant = factOf(mending, "suggestion").replace(/\.$/, "");
  const kind = factOf(mending, "kind");
  if (!record || meant === "" || !/^(?:owner|target)-doubled$/.test(kind)) return [];
  const mended = kind === "owner-doubled" ? added(meant, record.type, record.text) : added(record.name, record.type, meant);
  return [[removed(record), mended]];
}
