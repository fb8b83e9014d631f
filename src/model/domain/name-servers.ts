import type { RecordText } from "../record.ts";

/** Who serves the domain's zone; of the name at which a zone begins only. */
export interface NameServersPart {
  readonly name: string;
  /** One NS record each, at most `limits.nameServersMax`. */
  readonly servers: readonly NameServer[];
}

export interface NameServer {
  /** Its name. */
  readonly host: string;
  readonly record: RecordText;
  /** `alias`: the name is an alias, which RFC 2181, 10.3 rules out. `absent`: it has no address. `misnamed`: its last dot was left out, a fault of the zone file. */
  readonly state: "addressed" | "alias" | "absent" | "misnamed" | "unknown";
  /** The zone file that the domain is judged from says all of it. */
  readonly isInZoneFile: boolean;
}

/** How a zone is kept (RFC 1035, 3.3.13). */
export interface SoaPart {
  readonly record: RecordText;
  readonly soa: Soa | undefined;
}

export interface Soa {
  /** The mailbox of whoever looks after the zone, its first dot standing for the `@`. */
  readonly mailbox: string;
  readonly serial: number;
  readonly refreshSeconds: number;
  readonly retrySeconds: number;
  readonly expireSeconds: number;
  /** How long an absent name is remembered (RFC 2308, 4). */
  readonly minimumSeconds: number;
}
