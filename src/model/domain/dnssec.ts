import type { RecordText } from "../record.ts";

/** Whether answers from a zone can be proved: its parent vouches for its keys (DS), or the resolver says it proved them. */
export type ZoneSecurity = "signed" | "unsigned" | "unknown";

/** Whether the domain's records, and those of its mail servers, can be proved by DNSSEC (RFC 4033). */
export interface DnssecPart {
  readonly name: string;
  readonly security: ZoneSecurity;
  /** What the parent says of the domain's keys; none where the domain is signed by a name above. */
  readonly delegations: readonly Delegation[];
  /** Mail servers outside the domain, and their zones. */
  readonly servers: readonly { readonly host: string; readonly security: ZoneSecurity }[];
}

/** A DS record (RFC 4034, 5.1). */
export interface Delegation {
  readonly record: RecordText;
  readonly algorithm: number;
  readonly digestType: number;
}
