import type { DnsRecord } from "./dns.ts";

/** What a master file says of the DNS. */
export interface Zone {
  readonly records: readonly DnsRecord[];
  /** Every owner, those of types that are not read included. */
  readonly names: readonly string[];
  /** Names below which whatever is not named does not exist. */
  readonly covered: readonly string[];
  /** Names whose addresses the server looks up elsewhere when it is asked (ALIAS, ANAME), so that the file does not tell them. */
  readonly flattened?: readonly string[];
}
