import type { ReadRecord } from "../record.ts";

/** Whom a domain asks for reports on failed TLS (RFC 8460). */
export interface TlsRptPart {
  /** The name asked: `_smtp._tls.` and the domain. */
  readonly name: string;
  /** Every TXT record there that was meant to be a TLS-RPT record. */
  readonly records: readonly ReadRecord<TlsRpt, TlsRptFault>[];
}

/** A TLS-RPT record (RFC 8460, 3). */
export interface TlsRpt {
  /** The report addresses, as written. */
  readonly rua: readonly string[];
}

export type TlsRptFault =
  | "version-wrong"
  | "tag-unknown"
  | "tag-twice"
  | "tag-malformed"
  | "rua-missing"
  | "rua-scheme"
  | "rua-malformed";
