import type { ReadParts } from "../../model/check.ts";
import type { ExpectedRecord } from "../../model/domain/expected.ts";

/** Whether a record that is missing was found where nobody looks for it, which a rule of its own tells. */
export function isElsewhere({ expected }: ReadParts, purpose: ExpectedRecord["purpose"], name: string): boolean {
  const records = expected?.providers.flatMap((provider) => provider.records) ?? [];
  return records.some((each) => each.elsewhere !== undefined && each.purpose === purpose && each.name === name);
}
