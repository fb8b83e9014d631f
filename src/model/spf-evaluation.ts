import type { SpfResult } from "./authentication.ts";
import type { DnsAnswer, DnsFailure, DnsType } from "./dns.ts";
import type { Range } from "./place.ts";

/** What a receiver asks of a domain when a host sends in its name (RFC 7208, 4.1). */
export interface SpfQuestion {
  /** The address of the sending host. */
  readonly ip: string;
  /** Whom the mail is from in the envelope; `postmaster` at the greeting's name for the null sender. */
  readonly sender: string;
  /** The name the host greeted with. */
  readonly helo: string;
  /** Whose record is asked for first. */
  readonly domain: string;
  /** The moment it is asked, in milliseconds since 1970; explanations may quote it. */
  readonly nowMs: number;
}

/** What a domain says of a host, and how it came to that. */
export interface SpfEvaluation {
  readonly result: SpfResult;
  /** Why the result is permerror or temperror; undefined for any other. */
  readonly problem: SpfProblem | undefined;
  /** What the domain's owner says to those who are refused (RFC 7208, 6.2); undefined where nothing. */
  readonly explanation: string | undefined;
  /** Terms that asked the DNS, of the ten that a check may have (RFC 7208, 4.6.4). */
  readonly lookups: number;
  /** Those of them that found nothing, of which there may be two. */
  readonly voidLookups: number;
  readonly trace: SpfTrace;
}

/** How one record was gone through. */
export interface SpfTrace {
  readonly domain: string;
  /** The record's text; undefined where there is not exactly one. */
  readonly record: string | undefined;
  /** Terms in the order they were come to; those after a match are not among them. */
  readonly steps: readonly SpfStep[];
  /** What the record alone came to. */
  readonly result: SpfResult;
}

/** One term of a record, held against a host. */
export interface SpfStep {
  /** In the record's text. */
  readonly at: Range;
  readonly written: string;
  readonly outcome: "matched" | "unmatched" | "failed";
  /** The name its macros come to; undefined where it names none. */
  readonly target: string | undefined;
  readonly asked: readonly SpfLookup[];
  /** Counted from the beginning of the check, this term with them. */
  readonly lookups: number;
  readonly voidLookups: number;
  /** The record that `include` or `redirect` led to. */
  readonly inner: SpfTrace | undefined;
}

/** One question to the DNS. */
export interface SpfLookup {
  readonly name: string;
  readonly type: DnsType;
  readonly status: DnsAnswer["status"];
}

/** Why a check could not be ended. All but a failed lookup are the domain owner's to mend. */
export interface SpfProblem {
  readonly kind: SpfProblemKind;
  /** Whose record it is. */
  readonly domain: string;
  /** The term that was come to, as written; empty for the record as a whole. */
  readonly term: string;
  /** The name that was asked for; empty where none was. */
  readonly name: string;
  /** Why there was no answer, of a lookup that failed. */
  readonly because: DnsFailure | undefined;
}

export type SpfProblemKind =
  | "lookup-failed"
  | "records-several"
  | "record-malformed"
  | "target-without-record"
  | "target-invalid"
  | "lookups-exceeded"
  | "void-lookups-exceeded"
  | "mx-hosts-exceeded";
