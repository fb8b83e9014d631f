import type { Dns, DnsAnswer, DnsRecord, DnsType } from "../model/dns.ts";
import { limits } from "../model/limits.ts";
import type { Zone } from "../model/zone.ts";
import { cutAbove } from "../parse/zone/cuts.ts";
import { nameFault, parentOf, plainName } from "../parse/zone/names.ts";

/**
 * Answers from what a zone file says: what it does not name below a name it covers is surely absent, and what it does
 * not cover has no answer. Wildcards (RFC 4592), aliases and delegations are followed as a server would.
 */
export function zoneDns(zone: Zone): Dns {
  const index = new ZoneIndex(zone);
  return { lookup: (name, type) => Promise.resolve(index.answer(plainName(name), type)) };
}

class ZoneIndex {
  private readonly byName = new Map<string, DnsRecord[]>();
  /** Owners, and the names above them that exist because of them. */
  private readonly existing = new Set<string>();
  private readonly covered: ReadonlySet<string>;
  private readonly flattened: ReadonlySet<string>;
  private readonly cuts = new Set<string>();

  constructor({ records, names, covered, flattened = [] }: Zone) {
    this.flattened = new Set(flattened);
    this.covered = new Set(covered);
    this.existing.add("");
    for (const name of names) this.exists(name);
    for (const record of records) {
      this.exists(record.name);
      const known = this.byName.get(record.name);
      if (known) known.push(record);
      else this.byName.set(record.name, [record]);
      if (record.type === "NS" && !this.covered.has(record.name)) this.cuts.add(record.name);
    }
  }

  answer(asked: string, type: DnsType): DnsAnswer {
    let name = asked;
    const aliases: string[] = [];
    const followed = () => (aliases.length > 0 ? { aliases } : {});
    for (let step = 0; step <= limits.dnsAliasesMax; step++) {
      if (nameFault(name) !== undefined) return { status: "failed", because: "name-invalid" };
      const records = this.isHandedOn(name, type) ? "uncovered" : this.recordsAt(name);
      if (records === "uncovered") return { status: "failed", because: "not-recorded" };
      if (records === "absent") return { status: "absent", kind: "name", ...followed() };
      const found = records.filter((record) => record.type === type);
      if (found.length > 0) return { status: "found", records: found.map((record) => ownedBy(record, name)), ...followed() };
      const alias = records.find((record) => record.type === "CNAME")?.value;
      if (typeof alias !== "string") return this.without(name, type, followed());
      name = plainName(alias);
      aliases.push(name);
    }
    return { status: "failed", because: "server-failed" };
  }

  private without(name: string, type: DnsType, followed: { readonly aliases?: readonly string[] }): DnsAnswer {
    const isElsewhere = (type === "A" || type === "AAAA") && this.flattened.has(name);
    return isElsewhere ? { status: "failed", because: "not-recorded" } : { status: "absent", kind: "type", ...followed };
  }

  private exists(name: string): void {
    for (let each = name; !this.existing.has(each); each = parentOf(each)) this.existing.add(each);
  }

  private recordsAt(name: string): readonly DnsRecord[] | "absent" | "uncovered" {
    const own = this.byName.get(name);
    if (own) return own;
    if (!this.covers(name)) return "uncovered";
    if (this.existing.has(name)) return [];
    let above = parentOf(name);
    while (!this.existing.has(above)) above = parentOf(above);
    return this.byName.get(above === "" ? "*" : `*.${above}`) ?? "absent";
  }

  /** At a delegated name and below it other servers answer, whatever the file has there: NS, DS and addresses of servers aside. */
  private isHandedOn(name: string, type: DnsType): boolean {
    if (this.cuts.size === 0 || type === "NS" || type === "DS") return false;
    const isGlue = (type === "A" || type === "AAAA") && (this.byName.get(name) ?? []).some((record) => record.type === type);
    return !isGlue && cutAbove(name, this.cuts, this.covered) !== undefined;
  }

  /** The nearest of a covering name and a delegation above a name decides. */
  private covers(name: string): boolean {
    for (let each = name; ; each = parentOf(each)) {
      if (this.covered.has(each)) return true;
      if (this.cuts.has(each) || each === "") return false;
    }
  }
}

/** A record of a wildcard answers as that of the name asked for. */
function ownedBy(record: DnsRecord, name: string): DnsRecord {
  return record.name === name ? record : { ...record, name };
}

/** A world that holds nothing but these records: everything else is absent. */
export function closedZone(records: readonly DnsRecord[]): Zone {
  return { records, names: [], covered: [""] };
}
