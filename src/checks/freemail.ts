import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { domainTable } from "./domain-table.ts";
import { usable } from "./header-fields.ts";
import { params } from "./params.ts";

interface Raw {
  readonly freemail: { readonly domains: readonly string[] };
  /** Domains of the table that another rule speaks of. */
  readonly except: readonly string[];
}

const schema: v.GenericSchema<unknown, Raw> = v.strictObject({ freemail: domainTable, except: v.array(v.string()) });

/** Finds senders at a provider of free mailboxes. */
export const freemail: Check<"headers", ReadonlySet<string>> = {
  name: "freemail",
  part: "headers",
  facts: ["address", "domain"],
  parseParams: params(
    schema,
    ({ freemail: { domains }, except }) => new Set(domains.filter((domain) => !except.includes(domain))),
  ),
  run: ({ from }, domains) =>
    usable(from)
      .filter(({ domain }) => domains.has(domain))
      .map(({ address, domain, at }) => ({ facts: { address: address.slice(0, 120), domain }, at })),
};
