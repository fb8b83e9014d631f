import type { Gap } from "../../../model/document.ts";
import type { ExpectedReason, ExpectedRecord } from "../../../model/domain/expected.ts";
import type { RecordText } from "../../../model/record.ts";

/** What became of one record that is asked for. */
export type Judged = Pick<ExpectedRecord, "current" | "state" | "reason" | "elsewhere" | "record">;

/** It is there and will do. */
export function met(records: readonly RecordText[]): Judged {
  return judged(records, "met");
}

/** Nothing that is meant for it is there. */
export const missing: Judged = judged([], "missing");

/** What is there will not do. */
export function different(records: readonly RecordText[], reason: ExpectedReason): Judged {
  return { ...judged(records, "different"), reason };
}

/** Nobody can tell. */
export function unknown(gap: Gap): Judged {
  return judged([], gap);
}

function judged(records: readonly RecordText[], state: ExpectedRecord["state"]): Judged {
  return { current: records.map(({ text }) => text), state, reason: undefined, elsewhere: undefined, record: records[0] };
}
