import * as v from "valibot";
import type { Check } from "../../model/check.ts";
import { excerpt } from "../../model/excerpt.ts";
import { asWritten, noParams, params } from "../params.ts";
import { whole } from "./whole.ts";

interface EndParams {
  readonly state: "absent" | "claimable";
  /** `policy-host`: of the name that serves the MTA-STS policy; `others`: of all but that one. */
  readonly of: "policy-host" | "others" | "all";
}

const schema: v.GenericSchema<unknown, EndParams> = v.strictObject({
  state: v.picklist(["absent", "claimable"]),
  of: v.picklist(["policy-host", "others", "all"]),
});

/** Finds aliases that lead to a name that is absent, or that anyone could have. */
export const aliasEndState: Check<"aliases", EndParams> = {
  name: "alias-end-state",
  part: "aliases",
  facts: ["name", "end", "registrable"],
  parseParams: params(schema, asWritten),
  run: (part, { state, of }) => {
    const isMeant = (name: string) => of === "all" || name.startsWith("mta-sts.") === (of === "policy-host");
    const unknown = part.unknown.filter(isMeant);
    const hits = part.ends
      .filter((each) => each.state === state && isMeant(each.name))
      .map(({ name, end, registrable, record }) => ({ facts: { name, end, registrable }, at: whole(record) }));
    return hits.length === 0 && unknown.length > 0 ? "lookup-failed" : hits;
  },
};

/** Finds names of mail that a wildcard answers for; one hit for all of them. */
export const wildcardShadow: Check<"wildcard", Readonly<Record<string, never>>> = {
  name: "wildcard-shadow",
  part: "wildcard",
  facts: ["wildcard", "names"],
  parseParams: noParams,
  run: ({ name: wildcard, shadowed: [first, ...others] }) => {
    if (first === undefined) return [];
    const names = [...new Set([first, ...others].map(({ name }) => name))].join(", ");
    return [{ facts: { wildcard, names: excerpt(names) }, at: whole(first.record) }];
  },
};
