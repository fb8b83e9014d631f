import type { DnsType } from "./dns.ts";
import type { Range } from "./place.ts";

/** One record of the DNS as a text to judge: places of its faults lead into {@link text}. */
export interface RecordText {
  /** The owner asked for, lower case, without the last dot. */
  readonly name: string;
  readonly type: DnsType;
  readonly ttlSeconds: number;
  /** The value; of a TXT record its strings joined (RFC 7208, 3.3), one unit a byte. */
  readonly text: string;
  /** The strings of a TXT record apart; the one text of other types. */
  readonly strings: readonly string[];
  /** Index into the document's sources, which hold {@link text}. */
  readonly source: number;
}

/** Something in a record that does not fit its grammar, or will not do what it was written for. */
export interface RecordFault<Kind extends string = string> {
  readonly kind: Kind;
  /** In the record's text. */
  readonly at: Range;
  /** The offending text, cut short. */
  readonly written: string;
  /** What to write in its place; empty where nobody can tell. */
  readonly suggestion: string;
}

/** What came of reading a record's text. */
export interface RecordReading<T, Kind extends string = string> {
  /** What was understood, faults passed over; undefined when nothing can be made of it. */
  readonly value: T | undefined;
  /** In the order of their places. */
  readonly faults: readonly RecordFault<Kind>[];
  /** The whole record with its faults mended, which reads without any; undefined where there is none, or one cannot be mended. */
  readonly repaired: string | undefined;
}

/** A record and what was read in it. */
export interface ReadRecord<T, Kind extends string = string> extends RecordReading<T, Kind> {
  readonly record: RecordText;
}

/** A text that was fetched, or handed in, beside the DNS: places of its faults lead into {@link text}. */
export interface FileText {
  /** As a reader of reports knows it, such as `mta-sts.txt`. */
  readonly name: string;
  readonly text: string;
  /** Index into the document's sources. */
  readonly source: number;
}

/** Such a text and what was read in it. */
export interface ReadFile<T, Kind extends string = string> extends RecordReading<T, Kind> {
  readonly record: FileText;
}

/** What pasting does to a record: marks of the form it was copied from are now part of its text. */
export type PasteFault =
  | "paste-quote"
  | "paste-backslash"
  | "paste-bracket"
  | "paste-line"
  | "paste-armor"
  | "paste-character"
  | "semicolon-missing";
