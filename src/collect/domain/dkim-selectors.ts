import * as v from "valibot";
import type { KnownSelector } from "../../model/domain/dkim.ts";

const label = v.pipe(v.string(), v.regex(/^[a-z\d](?:[a-z\d._-]{0,61}[a-z\d])?$/, "must be a selector in lower case"));

const schema = v.object({
  providers: v.array(v.object({ provider: v.pipe(v.string(), v.minLength(1)), selectors: v.array(label) })),
});

/** The selectors of `rules/tables/dkim-selectors.yaml`, each once, in the table's order; undefined for any other table. */
export function readKnownSelectors(table: unknown): readonly KnownSelector[] | undefined {
  const parsed = v.safeParse(schema, table);
  if (!parsed.success) return undefined;
  const known = new Map<string, KnownSelector>();
  for (const { provider, selectors } of parsed.output.providers)
    for (const selector of selectors) if (!known.has(selector)) known.set(selector, { selector, provider });
  return [...known.values()];
}
