import type { RecordText } from "../record.ts";

/** A wildcard (RFC 4592) that answers for names at which mail looks for a record of its own. */
export interface WildcardPart {
  /** `*.` and the domain. */
  readonly name: string;
  /** The names it answers for, each with the record it gives there. */
  readonly shadowed: readonly { readonly name: string; readonly record: RecordText }[];
}
