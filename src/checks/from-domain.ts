import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { isPublicHost } from "../parse/text/organisation.ts";
import { usable } from "./header-fields.ts";
import { noParams } from "./params.ts";

/** Finds sender addresses whose domain nobody can look up: no public suffix, a bare host, an IP address. */
export const fromDomain: Check<"headers", Readonly<Record<string, never>>> = {
  name: "from-domain",
  part: "headers",
  facts: ["domain"],
  parseParams: noParams,
  run: ({ from }) =>
    usable(from)
      .filter(({ domain }) => !isPublicHost(domain))
      .map(({ domain, at }) => ({ facts: { domain: excerpt(domain) }, at })),
};
