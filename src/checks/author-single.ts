import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { noParams } from "./params.ts";

/** Asks whether From names one domain, as whoever authenticates a message must know which (RFC 9989, 5.3.1). */
export const authorSingle: Check<"authentication", Readonly<Record<string, never>>> = {
  name: "author-single",
  part: "authentication",
  facts: ["fromFields", "domains"],
  parseParams: noParams,
  run: ({ author: { fromFields, domains, at } }) =>
    fromFields > 1 || domains.length > 1 ? [{ facts: { fromFields, domains: excerpt(domains.join(", ")) }, at }] : [],
};
