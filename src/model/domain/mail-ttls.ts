import type { RecordText } from "../record.ts";

/** How long records of mail are remembered. */
export interface MailTtlsPart {
  readonly records: readonly RecordText[];
  /** Times to live are those of the zone, not what is left of them in a cache. */
  readonly areWhole: boolean;
}
