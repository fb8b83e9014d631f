import type { ReadRecord } from "../record.ts";
import type { ZoneSecurity } from "./dnssec.ts";

/** What the domain's mail servers say of their certificates (DANE for SMTP, RFC 7672). */
export interface TlsaPart {
  /** The hosts of the domain's MX records, each once. */
  readonly hosts: readonly TlsaHost[];
}

export interface TlsaHost {
  /** The mail server. */
  readonly host: string;
  /** The name asked: `_25._tcp.` and the host. */
  readonly name: string;
  readonly records: readonly ReadRecord<Tlsa, TlsaFault>[];
  /** Whether a record matches the certificate that was given for the host; undefined where none was given, or no record can be used. */
  readonly isMatched: boolean | undefined;
  /** Of the zone that the records are in; asked only where there are records. */
  readonly security: ZoneSecurity;
}

/** A certificate (RFC 5280), as TLSA records select from it. */
export interface Certificate {
  readonly whole: Uint8Array<ArrayBuffer>;
  /** Its SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

/** The certificates that a mail server shows: its own first, then those above it. */
export interface ServerCertificates {
  readonly host: string;
  /** PEM, one after the other. */
  readonly pem: string;
}

/** A TLSA record (RFC 6698, 2.1). */
export interface Tlsa {
  /** 2 for an authority of one's own, 3 for the server's certificate; 0 and 1 are not for SMTP. */
  readonly usage: number;
  /** 0 for the whole certificate, 1 for its public key. */
  readonly selector: number;
  /** 0 for the bytes themselves, 1 for SHA-256, 2 for SHA-512. */
  readonly matching: number;
  /** Hexadecimal, lower case. */
  readonly hex: string;
}

export type TlsaFault =
  | "field-missing"
  | "usage-unknown"
  | "usage-unfit"
  | "selector-unknown"
  | "matching-unknown"
  | "hex-malformed"
  | "digest-length";
