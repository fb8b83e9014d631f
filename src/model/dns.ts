/** How the core asks the DNS. `platform/` answers from the network, a zone file or a recording; tests pretend. */
export interface Dns {
  /** Never rejects: a world that does not answer is an answer too. */
  readonly lookup: (name: string, type: DnsType) => Promise<DnsAnswer>;
}

export type DnsType = "A" | "AAAA" | "CNAME" | "MX" | "NS" | "PTR" | "SOA" | "TLSA" | "TXT" | "CAA" | "DS";

/** What came of a question. `absent` is a sure answer: the name, or the type at it, does not exist. */
export type DnsAnswer =
  | { readonly status: "found"; readonly records: readonly DnsRecord[] }
  | { readonly status: "absent"; readonly kind: "name" | "type" }
  | { readonly status: "failed"; readonly because: DnsFailure };

/** Why a question has no answer. Never to be taken for "not there". */
export type DnsFailure = "timeout" | "server-failed" | "refused" | "malformed" | "not-recorded" | "name-invalid";

/** One record, after aliases were followed. */
export interface DnsRecord {
  readonly type: DnsType;
  /** The owner, lower case, without the last dot. */
  readonly name: string;
  readonly ttlSeconds: number;
  /** The value as a master file would write it, without quotes; the strings of a TXT record apart. */
  readonly value: string | readonly string[];
}
