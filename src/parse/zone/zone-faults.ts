import type { DnsRecord } from "../../model/dns.ts";
import type { ZoneFault } from "../../model/domain/zone-file.ts";
import { cutAbove } from "./cuts.ts";

/** A fault of a zone file, and the record that shows it. */
export interface FoundZoneFault {
  readonly kind: ZoneFault;
  readonly record: DnsRecord;
  readonly written: string;
  readonly suggestion: string;
}

/**
 * What a zone file says of one zone, which begins at `apex`, that its author cannot have meant. Names to which mail is sent (MX) are left to those who look
 * at mail servers, whose rules hold for the live DNS too.
 */
export function zoneFaults(records: readonly DnsRecord[], apex: string): readonly FoundZoneFault[] {
  const counts = countsOf(records.map(({ name }) => name));
  const cuts = new Set(records.filter(({ type, name }) => type === "NS" && name !== apex).map(({ name }) => name));
  const texts = countsOf(records.filter(({ type }) => type === "TXT").map(({ name }) => name));
  return records.flatMap((record) => [
    ...doubled(apex, record),
    ...hidden(apex, record, cuts),
    ...(record.type === "CNAME" && (counts.get(record.name) ?? 0) > 1
      ? [{ kind: "alias-not-alone" as const, record, written: record.name, suggestion: "" }]
      : []),
    // Several texts at a name are pieces of one, which the rules of each record tell.
    ...(texts.get(record.name) === 1 ? cut(record) : []),
  ]);
}

function countsOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** A name that ends with its zone's name twice, without the second: its last dot was left out. Undefined for any other. */
export function undoubled(name: string, apex: string): string | undefined {
  const isDoubled = apex !== "" && (name === `${apex}.${apex}` || name.endsWith(`.${apex}.${apex}`));
  return isDoubled ? name.slice(0, -apex.length - 1) : undefined;
}

function doubled(apex: string, record: DnsRecord): readonly FoundZoneFault[] {
  const { name, type, value } = record;
  const owner = undoubled(name, apex);
  if (owner !== undefined) return [{ kind: "owner-doubled", record, written: name, suggestion: `${owner}.` }];
  const pointed = typeof value === "string" && /^(?:CNAME|NS|PTR)$/.test(type) ? value : "";
  const target = undoubled(pointed, apex);
  return target === undefined ? [] : [{ kind: "target-doubled", record, written: pointed, suggestion: `${target}.` }];
}

/** What only the servers of a delegated name are asked for; the name is done with then. */
function hidden(apex: string, record: DnsRecord, cuts: Set<string>): readonly FoundZoneFault[] {
  const name = cutAbove(record.name, cuts, new Set([apex]));
  if (name === undefined || /^(?:NS|DS|A|AAAA)$/.test(record.type)) return [];
  cuts.delete(name);
  return [{ kind: "delegated", record, written: name, suggestion: "" }];
}

function cut(record: DnsRecord): readonly FoundZoneFault[] {
  const { value, isUnquoted } = record;
  const text = isUnquoted && typeof value !== "string" ? value.join("") : "";
  return /^v=(?:DMARC1|DKIM1|STSv1|TLSRPTv1|BIMI1)$/i.test(text)
    ? [{ kind: "text-cut", record, written: text, suggestion: "" }]
    : [];
}
