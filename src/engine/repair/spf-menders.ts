import type { SpfNode } from "../../model/domain/spf.ts";
import { limits } from "../../model/limits.ts";
import { textOf } from "../../model/record-value.ts";
import type { SpfTerm } from "../../model/spf.ts";
import { printRecord, printTerm } from "../../parse/records/spf/print.ts";
import { readSpf } from "../../parse/records/spf/read-record.ts";
import { isSpfVersion } from "../../parse/records/spf/version.ts";
import { networkKind } from "../../parse/zone/address-kinds.ts";
import { added, factOf, type Mending, type Proposal, removed, replaced, type SeenRecord } from "./mending.ts";

/** One record in place of all that are there. */
export function byMerging(mending: Mending): readonly Proposal[] {
  const merged = factOf(mending, "merged") || factOf(mending, "joined") || factOf(mending, "repaired");
  const name = factOf(mending, "name");
  const own = mending.records.filter((each) => each.name === name && each.type === "TXT");
  const replacedRecords = isSpfVersion(merged) ? own.filter(({ text }) => isSpfVersion(text)) : own;
  if (merged === "" || replacedRecords.length === 0) return [];
  return [[...replacedRecords.map(removed), added(name, "TXT", merged)]];
}

/** The one record that all providers ask for, in place of all that are there. */
export function byExpectedSpf({ finding, domain, document, records }: Mending): readonly Proposal[] {
  const expected = document.parts.expected?.spf ?? "";
  const there = records.filter(({ name, type, text }) => name === domain && type === "TXT" && isSpfVersion(text));
  if (expected === "" || there.length === 0 || !/^dns\/(?:esp-)?spf-/.test(finding.ruleId)) return [];
  return there.length === 1 && there[0]?.text === expected ? [] : [[...there.map(removed), added(domain, "TXT", expected)]];
}

/** The first record of a name without one: what its providers ask for, else its own mail servers. */
export function bySpfRecord(mending: Mending): readonly Proposal[] {
  const { finding, domain, document } = mending;
  if (finding.ruleId === "dns/spf-parked") return [[added(domain, "TXT", "v=spf1 -all")]];
  if (finding.ruleId !== "dns/spf-absent" && finding.ruleId !== "dns/spf-not-inherited") return [];
  const expected = document.parts.expected?.spf ?? "";
  return [[added(domain, "TXT", expected === "" ? "v=spf1 mx ~all" : expected)]];
}

/** What the record says of everybody else, which is softfail where it said nothing or lets all pass. */
export function bySpfEnd({ record, place, finding }: Mending): readonly Proposal[] {
  if (!record || !isSpfVersion(record.text)) return [];
  if (finding.ruleId === "dns/spf-end-missing") return [replaced(record, `${record.text.trimEnd()} ~all`)];
  if (!place || !/^[+?]?all$/i.test(record.text.slice(place.start, place.end))) return [];
  return [replaced(record, `${record.text.slice(0, place.start)}~all${record.text.slice(place.end)}`)];
}

/** Without a term that leads to other records; also without all that find nothing. For what is wrong behind them. */
export function byUnlinking(mending: Mending): readonly Proposal[] {
  const record = ownSpf(mending);
  const root = rootOf(mending);
  if (!record || !root || !unlinks.has(mending.finding.ruleId) || root.read?.record.text !== record.text) return [];
  const { terms = [] } = root.read.value ?? {};
  const without = (gone: ReadonlySet<SpfTerm>): Proposal => {
    const kept = terms.filter((term) => !gone.has(term));
    const hasEnd = kept.some(({ kind }) => kind === "all" || kind === "redirect");
    return replaced(record, `${printRecord(kept)}${hasEnd ? "" : " ~all"}`);
  };
  const voids = root.links.filter(({ isVoid }) => isVoid).map(({ term }) => term);
  // Each is the whole record once more.
  const single = root.links.slice(0, limits.proposalsPerMenderMax - 1).map(({ term }) => without(new Set([term])));
  return [...single, without(new Set(voids))];
}

/** The domain's own record with what it leads to; undefined where it could not be followed. */
function rootOf({ document }: Mending): SpfNode | undefined {
  const { tree } = document.parts.spf ?? {};
  return tree === undefined || typeof tree === "string" ? undefined : tree.nodes[0];
}

const unlinks: ReadonlySet<string> = new Set([
  "dns/spf-all-open",
  "dns/spf-loop",
  "dns/spf-target-gone",
  "dns/spf-target-recordless",
  "dns/spf-void-lookups-exceeded",
]);

/** Half of the addresses in a record of their own, which the first one includes (RFC 7208, 5.2). */
export function bySplitting(mending: Mending): readonly Proposal[] {
  const { finding, domain, records } = mending;
  const record = ownSpf(mending);
  if (!record || finding.ruleId !== "dns/spf-record-long") return [];
  const terms = readSpf(record.text).value?.terms ?? [];
  const plain = terms.filter((term) => (term.kind === "ip4" || term.kind === "ip6") && term.qualifier === "+");
  const moved = plain.slice(Math.ceil(plain.length / 2));
  const name = `_spf.${domain}`;
  const [first] = moved;
  if (!first || records.some((each) => each.name === name)) return [];
  const words = terms.flatMap((term) => (term === first ? [`include:${name}`] : moved.includes(term) ? [] : [printTerm(term)]));
  const part = ["v=spf1", ...moved.map(printTerm), "-all"].join(" ");
  return [[...replaced(record, ["v=spf1", ...words].join(" ")), added(name, "TXT", part)]];
}

/** The domain's own SPF record: the one that was found fault with, where it is one. */
export function ownSpf({ record, records, domain }: Mending): SeenRecord | undefined {
  if (record?.name === domain && record.type === "TXT" && isSpfVersion(record.text)) return record;
  return records.find(({ name, type, text }) => name === domain && type === "TXT" && isSpfVersion(text));
}

/** True where the changes put an SPF record under which nobody may send in the place of one that was meant for somebody. */
export function bansAllSenders(proposal: Proposal): boolean {
  const textsOf = (action: "add" | "remove"): readonly string[] =>
    proposal.flatMap(({ action: own, type, value }) => (own === action && type === "TXT" ? [textOf(value)] : []));
  const after = textsOf("add").filter(isSpfVersion);
  return after.some((text) => !letsSomebodySend(text)) && textsOf("remove").some(wasForSomebody);
}

function wasForSomebody(text: string): boolean {
  const words = text.trim().split(/\s+/).slice(1);
  return /^v=spf/i.test(text.trim()) && words.some((word) => !/^(?:[-~]|exp=|[?]all$)/i.test(word));
}

/** Whether any term lets a host on the internet pass; what cannot be read may. */
function letsSomebodySend(text: string): boolean {
  const { terms, isWellFormed } = readSpf(text).value ?? { terms: [], isWellFormed: false };
  return !isWellFormed || terms.some(isPassing);
}

function isPassing(term: SpfTerm): boolean {
  if (term.kind === "redirect") return true;
  if (!("qualifier" in term) || term.qualifier === "-" || term.qualifier === "~") return false;
  return !("network" in term) || networkKind(term.network) === undefined;
}
