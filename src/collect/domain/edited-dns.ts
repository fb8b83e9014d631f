import type { Dns, DnsAnswer, DnsRecord, DnsType } from "../../model/dns.ts";
import type { RecordChange } from "../../model/domain/repair.ts";
import { limits } from "../../model/limits.ts";
import { textOf } from "../../model/record-value.ts";
import { parentOf, plainName } from "../../parse/zone/names.ts";

/** Answers as they would be with some records changed. What is not changed is asked of the other source. */
export function editedDns(dns: Dns, changes: readonly RecordChange[]): Dns {
  return changes.length === 0 ? dns : new EditedDns(dns, changes);
}

class EditedDns implements Dns {
  private readonly below: Dns;
  private readonly changes: readonly RecordChange[];
  /** Names that have a record now, and those above them. */
  private readonly existing = new Set<string>();

  constructor(below: Dns, changes: readonly RecordChange[]) {
    this.below = below;
    this.changes = changes;
    for (const { action, name } of changes) if (action === "add") this.exists(name);
  }

  async lookup(written: string, type: DnsType): Promise<DnsAnswer> {
    const aliases: string[] = [];
    let name = plainName(written);
    for (let step = 0; step <= limits.dnsAliasesMax; step++) {
      const answer = await this.lookupAt(name, type);
      if ("next" in answer) {
        name = answer.next;
        aliases.push(name);
      } else return withAliases(answer, aliases);
    }
    return { status: "failed", because: "server-failed" };
  }

  private async lookupAt(name: string, type: DnsType): Promise<DnsAnswer | { readonly next: string }> {
    const answer = await this.below.lookup(name, type);
    if (!this.isChanged(name)) return this.unchanged(answer);
    const alias = type === "CNAME" ? undefined : await this.aliasAt(name);
    if (alias) return { next: plainName(textOf(alias.value)) };
    if (answer.status === "failed" && !this.changes.some((change) => change.name === name && change.type === type)) return answer;
    const records = await this.recordsAt(name, type);
    return records.length > 0 ? { status: "found", records } : { status: "absent", kind: this.kindOf(name, answer) };
  }

  /** An answer that an alias led to a changed name for is asked anew there; a wildcard's that is gone is none. */
  private unchanged(answer: DnsAnswer): DnsAnswer | { readonly next: string } {
    if (answer.status === "failed") return answer;
    const next = answer.aliases?.find((alias) => this.isChanged(plainName(alias)));
    if (next !== undefined) return { next: plainName(next) };
    if (answer.status === "found") return this.isFromGoneWildcard(answer.records) ? { status: "absent", kind: "name" } : answer;
    return answer;
  }

  private isFromGoneWildcard(records: readonly DnsRecord[]): boolean {
    return records.every((record) =>
      this.changes.some(
        ({ action, name, type, value }) =>
          action === "remove" &&
          name.startsWith("*.") &&
          record.name.endsWith(name.slice(1)) &&
          type === record.type &&
          textOf(value) === textOf(record.value),
      ),
    );
  }

  /** A name that has a record of its own is no longer answered for by a wildcard (RFC 4592, 2.2.1). */
  private async aliasAt(name: string): Promise<DnsRecord | undefined> {
    const [alias] = await this.recordsAt(name, "CNAME");
    const isAdded = this.changes.some((change) => change.action === "add" && change.name === name && change.type === "CNAME");
    if (!alias || isAdded || !this.existing.has(name)) return alias;
    const wildcard = await this.below.lookup(`*${name.slice(name.indexOf("."))}`, "CNAME");
    return wildcard.status === "found" && wildcard.records.some(({ value }) => value === alias.value) ? undefined : alias;
  }

  private async recordsAt(name: string, type: DnsType): Promise<readonly DnsRecord[]> {
    const answer = await this.below.lookup(name, type);
    const isOwn = answer.status === "found" && (answer.aliases ?? []).length === 0;
    let records = isOwn ? answer.records.filter((record) => record.type === type) : [];
    const ttlSeconds = records[0]?.ttlSeconds ?? TTL_SECONDS;
    for (const { action, ...change } of this.changes) {
      if (change.name !== name || change.type !== type) continue;
      if (action === "add") records = [...records, { ...change, ttlSeconds }];
      else records = records.filter(({ value }) => textOf(value) !== textOf(change.value));
    }
    return records;
  }

  private kindOf(name: string, answer: DnsAnswer): "name" | "type" {
    return this.existing.has(name) || answer.status !== "absent" ? "type" : answer.kind;
  }

  /** A name is changed where a record at it is, or one below it that makes it exist. */
  private isChanged(name: string): boolean {
    return this.existing.has(name) || this.changes.some((change) => change.name === name);
  }

  private exists(name: string): void {
    for (let each = name; each !== "" && !this.existing.has(each); each = parentOf(each)) this.existing.add(each);
  }
}

/** How long new records are kept: an hour, which a mistake is soon over by. */
export const TTL_SECONDS = 3_600;

function withAliases(answer: DnsAnswer, aliases: readonly string[]): DnsAnswer {
  if (answer.status === "failed" || aliases.length === 0) return answer;
  return { ...answer, aliases: [...aliases, ...(answer.aliases ?? [])] };
}
