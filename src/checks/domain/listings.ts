import * as v from "valibot";
import type { Check } from "../../model/check.ts";
import { asWritten, params } from "../params.ts";

interface ListedParams {
  readonly lists: "addresses" | "domains";
}

const schema: v.GenericSchema<unknown, ListedParams> = v.strictObject({ lists: v.picklist(["addresses", "domains"]) });

/** Finds sending addresses, or the domain, on lists of those that mail is refused from. */
export const listed: Check<"listings", ListedParams> = {
  name: "listed",
  part: "listings",
  facts: ["entry", "list", "reason", "code"],
  parseParams: params(schema, asWritten),
  run: (part, { lists }) => {
    const asked = part.lists.filter((each) => each.lists === lists);
    if (asked.length === 0) return lists === "addresses" ? "address-not-given" : "not-in-input";
    const found = part.listings.filter((each) => each.lists === lists);
    // A list that is dead or lists everything is passed over; one that refused might have said yes.
    const isUnsure = part.unsure.some((each) => each.lists === lists);
    const isSure =
      asked.some(({ state }) => state === "working") && asked.every(({ state }) => state !== "refused" && state !== "unknown");
    if (found.length === 0 && (isUnsure || !isSure)) return "lookup-failed";
    return found.map(({ entry, list, reason, code }) => ({ facts: { entry, list, reason, code } }));
  },
};
