import * as v from "valibot";
import type { SenderProvider } from "../../../model/domain/sender.ts";

const catalogue = v.array(
  v.object({ id: v.string(), records: v.array(v.object({ purpose: v.string(), includes: v.optional(v.array(v.string())) })) }),
);

/** The ESPs of `rules/tables/esps/` with the names their customers include; none where the rule book has no such table. */
export function readProviders(table: unknown): readonly SenderProvider[] {
  const parsed = v.safeParse(catalogue, table);
  if (!parsed.success) return [];
  return parsed.output.map(({ id, records }) => ({ id, includes: records.flatMap(({ includes = [] }) => includes) }));
}
