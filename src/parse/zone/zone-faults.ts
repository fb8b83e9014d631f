import type { DnsRecord } from "../../model/dns.ts";
import type { ZoneFault } from "../../model/domain/zone-file.ts";
import type { Zone } from "../../model/zone.ts";

/** A fault of a zone file, and the record that shows it. */
export interface FoundZoneFault {
  readonly kind: ZoneFault;
  readonly record: DnsRecord;
  readonly written: string;
  readonly suggestion: string;
}

/**
 * What a zone file says that its author cannot have meant. Names to which mail is sent (MX) are left to those who look
 * at mail servers, whose rules hold for the live DNS too.
 */
export function zoneFaults(zone: Zone): readonly FoundZoneFault[] {
  const aliases = new Set(zone.records.filter(({ type }) => type === "CNAME").map(({ name }) => name));
  const counts = new Map<string, number>();
  for (const { name } of zone.records) counts.set(name, (counts.get(name) ?? 0) + 1);
  return zone.records.flatMap((record) => [
    ...doubled(zone, record),
    ...(record.type === "CNAME" && aliases.has(record.name) && (counts.get(record.name) ?? 0) > 1
      ? [{ kind: "alias-not-alone" as const, record, written: record.name, suggestion: "" }]
      : []),
    ...cut(record),
  ]);
}

/** A name that ends with a zone's name twice, without the second: its last dot was left out. Undefined for any other. */
export function undoubled(name: string, zones: readonly string[]): string | undefined {
  const zone = zones.find((each) => each !== "" && (name === `${each}.${each}` || name.endsWith(`.${each}.${each}`)));
  return zone === undefined ? undefined : name.slice(0, -zone.length - 1);
}

function doubled({ covered }: Zone, record: DnsRecord): readonly FoundZoneFault[] {
  const { name, type, value } = record;
  const owner = undoubled(name, covered);
  if (owner !== undefined) return [{ kind: "owner-doubled", record, written: name, suggestion: `${owner}.` }];
  const pointed = typeof value === "string" && /^(?:CNAME|NS|PTR)$/.test(type) ? value : "";
  const target = undoubled(pointed, covered);
  return target === undefined ? [] : [{ kind: "target-doubled", record, written: pointed, suggestion: `${target}.` }];
}

function cut(record: DnsRecord): readonly FoundZoneFault[] {
  const { type, value } = record;
  const text = type === "TXT" && typeof value !== "string" ? value.join("") : "";
  return /^v=(?:DMARC1|DKIM1|STSv1|TLSRPTv1|BIMI1)$/i.test(text)
    ? [{ kind: "text-cut", record, written: text, suggestion: "" }]
    : [];
}
