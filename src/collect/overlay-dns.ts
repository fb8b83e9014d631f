import type { Dns, DnsAnswer, DnsRecord, DnsType } from "../model/dns.ts";
import { limits } from "../model/limits.ts";
import type { Zone } from "../model/zone.ts";
import { parentOf, plainName } from "../parse/zone/names.ts";

/**
 * Answers as the world would if these records were published: each set of records (name and type) that the zone names
 * takes the place of the one below, an alias that of all at its name, and everything else is asked below. What the zone
 * does not name stays: it adds and replaces, and takes nothing away. Where an answer from below went through a name
 * whose records are replaced, it is asked again from there.
 */
export function overlayDns({ records, names }: Zone, below: Dns): Dns {
  const overlay = new Overlay(records, names);
  return { lookup: (name, type) => overlay.answer(plainName(name), type, below) };
}

class Overlay {
  private readonly sets = new Map<string, DnsRecord[]>();
  /** Owners, and the names above them, which exist because of them. */
  private readonly existing = new Set<string>();

  constructor(records: readonly DnsRecord[], names: readonly string[]) {
    for (const record of records) {
      const key = keyOf(record.name, record.type);
      const set = this.sets.get(key);
      if (set) set.push(record);
      else this.sets.set(key, [record]);
    }
    for (const name of names)
      for (let each = name; each !== "" && !this.existing.has(each); each = parentOf(each)) this.existing.add(each);
  }

  async answer(asked: string, type: DnsType, below: Dns): Promise<DnsAnswer> {
    const aliases: string[] = [];
    for (let name = asked; aliases.length <= limits.dnsAliasesMax; ) {
      const own = this.setAt(name, name, type);
      if (own) return { status: "found", records: own, ...followed(aliases) };
      const alias = this.aliasAt(name);
      if (alias === undefined) {
        const answer = await this.fromBelow(name, type, below);
        const passed = "aliases" in answer ? (answer.aliases ?? []) : [];
        const at = passed.findIndex((each) => this.replaces(each, type));
        aliases.push(...(at < 0 ? passed : passed.slice(0, at + 1)));
        if (at < 0) return answer.status === "failed" ? answer : { ...answer, ...followed(aliases) };
      } else aliases.push(alias);
      name = aliases.at(-1) ?? name;
    }
    return { status: "failed", because: "server-failed" };
  }

  /** What stands below; where nothing does, a wildcard of the zone, or the news that the name exists now. */
  private async fromBelow(name: string, type: DnsType, below: Dns): Promise<DnsAnswer> {
    const answer = await below.lookup(name, type);
    if (answer.status !== "absent" || answer.kind !== "name") return answer;
    const last = answer.aliases?.at(-1) ?? name;
    if (this.existing.has(last)) return { ...answer, kind: "type" };
    const wildcard = this.wildcardFor(last);
    if (wildcard === undefined) return answer;
    const records = this.setAt(wildcard, last, type);
    return records ? { status: "found", records, ...followed(answer.aliases ?? []) } : { ...answer, kind: "type" };
  }

  /** The wildcard at the nearest name above that the zone knows of (RFC 4592, 3.3.1). */
  private wildcardFor(name: string): string | undefined {
    for (let each = parentOf(name); each !== ""; each = parentOf(each)) {
      if (this.existing.has(`*.${each}`)) return `*.${each}`;
      if (this.existing.has(each)) return undefined;
    }
    return undefined;
  }

  private setAt(owner: string, name: string, type: DnsType): readonly DnsRecord[] | undefined {
    const set = this.sets.get(keyOf(owner, type));
    return owner === name ? set : set?.map((record) => ({ ...record, name }));
  }

  private aliasAt(name: string): string | undefined {
    const value = this.setAt(name, name, "CNAME")?.[0]?.value;
    return typeof value === "string" ? value : undefined;
  }

  private replaces(name: string, type: DnsType): boolean {
    return this.sets.has(keyOf(name, type)) || this.aliasAt(name) !== undefined;
  }
}

function keyOf(name: string, type: DnsType): string {
  return `${type} ${name}`;
}

function followed(aliases: readonly string[]): { readonly aliases?: readonly string[] } {
  return aliases.length > 0 ? { aliases } : {};
}
