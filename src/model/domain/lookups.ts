import type { DnsFailure, DnsType } from "../dns.ts";

/** How the asking went. */
export interface Lookups {
  /** Questions that were asked. */
  readonly asked: number;
  /** Those without an answer, by name and type: what rests on them is unjudged. */
  readonly failed: readonly FailedLookup[];
}

export interface FailedLookup {
  readonly name: string;
  readonly type: DnsType;
  readonly because: DnsFailure;
}
