import type { RecordText } from "../record.ts";

/** What is wrong with the zone file that the domain is judged from, beside its records. */
export interface ZoneFilePart {
  readonly faults: readonly ZoneFileFault[];
}

export interface ZoneFileFault {
  readonly kind: ZoneFault;
  readonly record: RecordText;
  /** The offending name or text. */
  readonly written: string;
  /** What to write in its place; empty where nobody can tell. */
  readonly suggestion: string;
}

export type ZoneFault =
  /** The record's own name ends with the zone's name twice. */
  | "owner-doubled"
  /** The name it points to does. */
  | "target-doubled"
  /** Other records stand beside an alias (RFC 2181, 10.1). */
  | "alias-not-alone"
  /** It stands at or below a name that is delegated to other servers (RFC 1034, 4.2.1); the first of them is told. */
  | "delegated"
  /** Nothing is left of a record of mail but its version: the rest stood behind a semicolon and is a comment. */
  | "text-cut";
