import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { domainTable } from "./domain-table.ts";
import { usable } from "./header-fields.ts";
import { params } from "./params.ts";

const schema: v.GenericSchema<unknown, { readonly freemail: { readonly domains: readonly string[] } }> = v.strictObject({
  freemail: domainTable,
});

/** Finds senders at a provider of free mailboxes. */
export const freemail: Check<"headers", ReadonlySet<string>> = {
  name: "freemail",
  part: "headers",
  facts: ["address", "domain"],
  parseParams: params(schema, ({ freemail: { domains } }) => new Set(domains)),
  run: ({ from }, domains) =>
    usable(from)
      .filter(({ domain }) => domains.has(domain))
      .map(({ address, domain, at }) => ({ facts: { address: address.slice(0, 120), domain }, at })),
};
