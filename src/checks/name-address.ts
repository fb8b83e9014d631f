import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { isForeign, usable } from "./header-fields.ts";
import { noParams } from "./params.ts";

/** An address in running text: bounded in every part, so that a long name costs no more than its length. */
const ADDRESS = /[\p{L}\p{N}._+-]{1,64}[@\uFF20\uFE6B]([\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6})/gu;
/** A longer name is no name. */
const NAME_UNITS_MAX = 1_000;

/** Finds display names that hold an address of another organisation than the one the mail is from. */
export const nameAddress: Check<"headers", Readonly<Record<string, never>>> = {
  name: "name-address",
  part: "headers",
  facts: ["name", "shown", "address"],
  parseParams: noParams,
  run: ({ from, sender, replyTo }) =>
    usable([...from, ...sender, ...replyTo]).flatMap(({ name, address, domain, at }) => {
      const shown = [...name.slice(0, NAME_UNITS_MAX).matchAll(ADDRESS)].find(([, host = ""]) =>
        isForeign(host.toLowerCase(), domain),
      );
      return shown ? [{ facts: { name: excerpt(name), shown: shown[0], address: excerpt(address) }, at }] : [];
    }),
};
