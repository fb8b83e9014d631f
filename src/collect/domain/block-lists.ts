import * as v from "valibot";
import { type BlockList, listingReasons } from "../../model/domain/block-list.ts";

const reason = v.picklist(listingReasons);
const code = v.pipe(v.string(), v.regex(/^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/, "must be an address of 127.0.0.0/8"));

const table: v.GenericSchema<unknown, { readonly lists: readonly BlockList[] }> = v.strictObject({
  lists: v.array(
    v.pipe(
      v.strictObject({
        zone: v.string(),
        lists: v.picklist(["addresses", "domains"]),
        hasIpv6: v.optional(v.boolean(), false),
        test: v.strictObject({ listed: v.string(), absent: v.string() }),
        codes: v.optional(v.record(code, reason), {}),
        bits: v.optional(v.record(v.pipe(v.string(), v.regex(/^\d{1,3}$/)), reason), {}),
        refusals: v.optional(v.array(code), []),
        terms: v.pipe(v.string(), v.url()),
      }),
      v.transform(({ zone, lists, hasIpv6, test, codes, bits, refusals }) => ({
        zone,
        lists,
        hasIpv6,
        test,
        codes,
        bits,
        refusals,
      })),
    ),
  ),
});

/** The block lists of `rules/tables/dnsbls.yaml`; undefined when the table does not fit. */
export function readBlockLists(written: unknown): readonly BlockList[] | undefined {
  const parsed = v.safeParse(table, written);
  return parsed.success ? parsed.output.lists : undefined;
}
