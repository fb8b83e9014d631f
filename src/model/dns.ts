/** How the core asks the DNS. `platform/` answers from the network, a zone file or a recording; tests pretend. */
export interface Dns {
  /** Never rejects: a world that does not answer is an answer too. */
  readonly lookup: (name: string, type: DnsType) => Promise<DnsAnswer>;
}

export const dnsTypes = ["A", "AAAA", "CNAME", "MX", "NS", "PTR", "SOA", "TLSA", "TXT", "CAA", "DS"] as const;

/** A type of record that is asked for. */
export type DnsType = (typeof dnsTypes)[number];

/** What came of a question. `absent` is a sure answer: the name, or the type at it, does not exist. */
export type DnsAnswer =
  | (Aliased & {
      readonly status: "found";
      readonly records: readonly DnsRecord[];
      /** The resolver says that it proved the answer by DNSSEC (the AD bit of RFC 4035, 3.2.3); absent where nobody said. */
      readonly isAuthenticated?: boolean;
    })
  | (Aliased & { readonly status: "absent"; readonly kind: "name" | "type" })
  | { readonly status: "failed"; readonly because: DnsFailure };

/** An answer may have been found, or missed, at another name. */
interface Aliased {
  /** The names that aliases (CNAME) led to, in order: the last is the one that was found or is absent. Absent where there was none. */
  readonly aliases?: readonly string[];
}

/** Reasons for having no answer. Never to be taken for "not there". */
export const dnsFailures = [
  "timeout",
  "server-failed",
  "refused",
  "malformed",
  /** A zone or recording says nothing of it. */
  "not-recorded",
  "name-invalid",
  /** The message asked more than {@link limits} allows. */
  "too-many",
] as const;

/** Why a question has no answer. */
export type DnsFailure = (typeof dnsFailures)[number];

/** One record, after aliases were followed. */
export interface DnsRecord {
  readonly type: DnsType;
  /** The owner, lower case, without the last dot. */
  readonly name: string;
  /** 0 where the source does not say. */
  readonly ttlSeconds: number;
  /**
   * The value as a master file would write it, names without the last dot; the strings of a TXT record apart, without
   * quotes and escapes, one unit a byte.
   */
  readonly value: string | readonly string[];
  /** A text that stands in a zone file without quotes, so that a semicolon would have ended it. */
  readonly isUnquoted?: true;
  /** The line of a zone file that it was read from, counted from 1. */
  readonly writtenAt?: { readonly file: string; readonly line: number };
}
