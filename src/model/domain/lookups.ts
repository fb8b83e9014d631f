import type { DnsFailure, DnsType } from "../dns.ts";

/** How the asking went. */
export interface Lookups {
  /** The domain that was asked about. */
  readonly domain: string;
  /** Questions that were asked. */
  readonly asked: number;
  /** Those for names at or below the domain itself. */
  readonly ownAsked: number;
  /** Questions for other names that got an answer: so that it is not the resolver that fails. */
  readonly othersAnswered: number;
  /** Those without an answer, by name and type: what rests on them is unjudged. */
  readonly failed: readonly FailedLookup[];
}

export interface FailedLookup {
  readonly name: string;
  readonly type: DnsType;
  readonly because: DnsFailure;
}
