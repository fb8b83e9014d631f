import * as v from "valibot";
import type { Check } from "../../model/check.ts";
import { asWritten, noParams, params } from "../params.ts";
import { whole } from "./whole.ts";

interface EndParams {
  readonly state: "absent" | "claimable";
}

const schema: v.GenericSchema<unknown, EndParams> = v.strictObject({ state: v.picklist(["absent", "claimable"]) });

/** Finds aliases that lead to a name that is absent, or that anyone could have. */
export const aliasEndState: Check<"aliases", EndParams> = {
  name: "alias-end-state",
  part: "aliases",
  facts: ["name", "end", "registrable"],
  parseParams: params(schema, asWritten),
  run: ({ ends, unknown }, { state }) => {
    const hits = ends
      .filter((each) => each.state === state)
      .map(({ name, end, registrable, record }) => ({ facts: { name, end, registrable }, at: whole(record) }));
    return hits.length === 0 && unknown.length > 0 ? "lookup-failed" : hits;
  },
};

/** Finds names of mail that a wildcard answers for. */
export const wildcardShadow: Check<"wildcard", Readonly<Record<string, never>>> = {
  name: "wildcard-shadow",
  part: "wildcard",
  facts: ["wildcard", "name"],
  parseParams: noParams,
  run: ({ name: wildcard, shadowed }) => shadowed.map(({ name, record }) => ({ facts: { wildcard, name }, at: whole(record) })),
};
