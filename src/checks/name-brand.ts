import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { normalisePhrase } from "../parse/text/normalise.ts";
import { organisationOf } from "../parse/text/organisation.ts";
import { usable } from "./header-fields.ts";
import { params } from "./params.ts";

/** A brand: how it is written, normalised, and the domains that send in its name. */
interface Brand {
  readonly names: readonly string[];
  readonly domains: readonly string[];
}

interface Raw {
  readonly brands: { readonly brands: readonly Brand[] };
}

const schema: v.GenericSchema<unknown, Raw> = v.strictObject({
  brands: v.object({
    brands: v.array(v.strictObject({ names: v.array(v.string()), domains: v.array(v.string()) })),
  }),
});

/** Senders that are looked at; a mail has one. */
const SENDERS_MAX = 10;

/** Finds display names that give a brand whose domains the mail is not from. */
export const nameBrand: Check<"headers", readonly Brand[]> = {
  name: "name-brand",
  part: "headers",
  facts: ["name", "brand", "domain"],
  parseParams: params(schema, ({ brands: { brands } }) => brands),
  run: ({ from }, brands) =>
    usable(from.slice(0, SENDERS_MAX)).flatMap(({ name, domain, at }) => {
      const said = ` ${normalisePhrase(name).slice(0, 1_000)} `;
      const owner = organisationOf(domain);
      const brand = brands.find(({ names }) => names.some((each) => holds(said, each)));
      if (!brand || brand.domains.some((each) => each === owner || each === domain)) return [];
      return [{ facts: { name: excerpt(name), brand: brand.names[0] ?? "", domain }, at }];
    }),
};

/** A brand in letters stands as a word; ideographs have no words to stand apart from. */
function holds(said: string, brand: string): boolean {
  for (let at = said.indexOf(brand); at !== -1; at = said.indexOf(brand, at + 1)) {
    if (/[^\u0000-\u024F]/.test(brand)) return true;
    if (!/[a-z0-9]/.test(said.charAt(at - 1)) && !/[a-z0-9]/.test(said.charAt(at + brand.length))) return true;
  }
  return false;
}
