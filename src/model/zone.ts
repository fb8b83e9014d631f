import type { DnsRecord } from "./dns.ts";

/** What a master file says of the DNS. */
export interface Zone {
  readonly records: readonly DnsRecord[];
  /** Every owner, those of types that are not read included. */
  readonly names: readonly string[];
  /** Names below which whatever is not named does not exist. */
  readonly covered: readonly string[];
}
