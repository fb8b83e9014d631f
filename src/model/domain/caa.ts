import type { RecordText } from "../record.ts";

/** Who may issue certificates for the MTA-STS host (CAA, RFC 8659). */
export interface CaaPart {
  /** The host whose certificate it is. */
  readonly host: string;
  /** The records at the nearest name above that has some; none where anyone may issue. */
  readonly records: readonly { readonly record: RecordText; readonly tag: string; readonly value: string }[];
}
