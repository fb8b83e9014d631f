import type { Range } from "../place.ts";
import type { ReadRecord, RecordText } from "../record.ts";

/** Which hosts take mail for a domain (RFC 5321, 5.1; RFC 7505). */
export interface MxPart {
  readonly domain: string;
  /** Every MX record, as the DNS gave them. */
  readonly records: readonly ReadRecord<Mx, MxFault>[];
  /** Each host once, the preferred first; a null MX and what is an address are none. */
  readonly hosts: readonly MxHost[];
  /** Whether the domain itself has an address, where mail goes when there is no MX; undefined where there is one. */
  readonly fallback: "found" | "absent" | "unknown" | undefined;
  /** Whether mail is sent from the domain, as far as its owner or its SPF record says; undefined where nobody knows. */
  readonly isSender: boolean | undefined;
}

/** An MX record (RFC 1035, 3.3.9). */
export interface Mx {
  /** 0 to 65535; the smallest goes first. */
  readonly preference: number;
  /** Lower case, without the last dot; empty for a null MX: "no mail here" (RFC 7505, 3). */
  readonly host: string;
  readonly hostAt: Range;
}

export type MxFault = "target-address" | "null-preference";

/** A host that takes mail, and what the DNS says of it. */
export interface MxHost {
  readonly name: string;
  readonly preference: number;
  /** The first record that names it. */
  readonly record: RecordText;
  readonly at: Range;
  /** Where aliases led; empty where there were none. */
  readonly aliasTarget: string;
  readonly addresses: readonly string[];
  /** `unknown` where a lookup failed and none was found. */
  readonly state: "found" | "name-absent" | "type-absent" | "unknown";
  /** Whether it has an address of IPv6; undefined where the lookup failed. */
  readonly hasIpv6: boolean | undefined;
  /** The domain that somebody would have to register to have the host; empty where it is registered, or nobody knows. */
  readonly unregistered: string;
  /** The host that was meant where the domain was put behind it, for want of a last dot; empty where it was not. */
  readonly meant: string;
}
