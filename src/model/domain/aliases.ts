import type { RecordText } from "../record.ts";

/** Where the aliases (CNAME) of names that mail uses lead. */
export interface AliasesPart {
  readonly ends: readonly AliasEnd[];
  /** Names of which nobody knows whether they are aliases. */
  readonly unknown: readonly string[];
}

/** Where a chain of aliases ends. */
export interface AliasEnd {
  /** The name that is an alias. */
  readonly name: string;
  /** Its CNAME record. */
  readonly record: RecordText;
  /** The last name of the chain. */
  readonly end: string;
  /** `claimable`: the last name is absent, and so is the domain that would have to be registered to own it. */
  readonly state: "exists" | "absent" | "claimable" | "unknown";
  /** The domain that would have to be registered to own the last name; empty where the last name is not absent, or below no public suffix. */
  readonly registrable: string;
}
