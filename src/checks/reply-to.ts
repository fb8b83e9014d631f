import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { domainTable } from "./domain-table.ts";
import { fieldsNamed, isForeign, usable } from "./header-fields.ts";
import { params } from "./params.ts";

interface Params {
  /** An answer that goes to another organisation, or one that goes to a free mailbox. */
  readonly seeks: "other-organisation" | "free-mailbox";
  readonly freemail: ReadonlySet<string>;
}

interface Raw {
  readonly seeks: Params["seeks"];
  readonly freemail: { readonly domains: readonly string[] };
}

const schema: v.GenericSchema<unknown, Raw> = v.strictObject({
  seeks: v.picklist(["other-organisation", "free-mailbox"]),
  freemail: domainTable,
});

/** Compares where answers go with whom the mail says it is from. Lists put themselves into Reply-To, and are let be. */
export const replyTo: Check<"headers", Params> = {
  name: "reply-to",
  part: "headers",
  facts: ["from", "replyTo"],
  parseParams: params(schema, ({ seeks, freemail }) => ({ seeks, freemail: new Set(freemail.domains) })),
  run: (headers, { seeks, freemail }) => {
    const [from] = usable(headers.from);
    if (!from || fieldsNamed(headers, "list-post").length > 0) return [];
    return usable(headers.replyTo)
      .filter(({ domain }) => isForeign(domain, from.domain))
      .filter(({ domain }) => (freemail.has(domain) && !freemail.has(from.domain)) === (seeks === "free-mailbox"))
      .map(({ address, at }) => ({ facts: { from: from.address.slice(0, 120), replyTo: address.slice(0, 120) }, at }));
  },
};
