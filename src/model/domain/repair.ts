import type { DnsRecord, DnsType } from "../dns.ts";
import type { SnippetFormat } from "../formats.ts";
import type { Text } from "../language.ts";

/** One record taken out of the DNS or put into it. */
export interface RecordChange {
  readonly action: "add" | "remove";
  readonly name: string;
  readonly type: DnsType;
  /** As {@link DnsRecord} has it. */
  readonly value: DnsRecord["value"];
}

/** All that changes at one name in records of one type. */
export interface RecordEdit {
  /** `replace` where records of the type stay at the name. */
  readonly action: "add" | "replace" | "remove";
  readonly name: string;
  readonly type: DnsType;
  readonly ttlSeconds: number;
  /** Every record there now. */
  readonly before: readonly DnsRecord["value"][];
  /** Every record there then. */
  readonly after: readonly DnsRecord["value"][];
}

/** What to change in a domain's records so that what was found is mended, as far as records can. */
export interface Repair {
  readonly domain: string;
  /** The registered domain: the zone that the edits are for. */
  readonly zone: string;
  readonly edits: readonly RecordEdit[];
  /** Rules that stay broken, and why records do not help. */
  readonly left: readonly LeftFinding[];
}

export interface LeftFinding {
  readonly ruleId: string;
  readonly because: Text;
}

/** A repair, and the kind of DNS hosting that it is to be written for. */
export interface RepairProposal {
  readonly repair: Repair;
  readonly format: SnippetFormat;
}
