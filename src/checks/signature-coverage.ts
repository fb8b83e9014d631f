import * as v from "valibot";
import { type Authentication, type Signature, watchedFields } from "../model/authentication.ts";
import type { Check, Sight } from "../model/check.ts";
import { properName } from "./header-fields.ts";
import { asWritten, params } from "./params.ts";
import { isTrusted, verificationOf } from "./signatures.ts";

interface Params {
  readonly fields: readonly (typeof watchedFields)[number][];
  /** `any`: a signature each; `together`: one signature for all that are there; `twice`: once more than they are there. */
  readonly by: "any" | "together" | "twice";
  /** Looks only where this field is in the message. */
  readonly onlyWith?: (typeof watchedFields)[number] | undefined;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  fields: v.pipe(v.array(v.picklist(watchedFields)), v.minLength(1)),
  by: v.picklist(["any", "together", "twice"]),
  onlyWith: v.optional(v.picklist(watchedFields)),
});

/** Asks which header fields the signatures cover. One that is known to fail covers nothing; where nothing is known, all count. */
export const signatureCoverage: Check<"authentication", Params> = {
  name: "signature-coverage",
  part: "authentication",
  facts: ["fields", "domain"],
  parseParams: params(schema, asWritten),
  run: (authentication, given) => (authentication.isDraft ? "not-sent-yet" : uncovered(authentication, given)),
};

function uncovered({ signatures }: Authentication, { fields, by, onlyWith }: Params): Sight {
  const counting = signatures.filter((signature) => verificationOf(signature) === undefined || isTrusted(signature));
  const [first] = counting;
  if (!first || (onlyWith !== undefined && !isPresent(first, onlyWith))) return [];
  const asked = fields.filter((name) => isPresent(first, name));
  const missed = counting.map((signature) => asked.filter((name) => !covers(signature, name, by === "twice")));
  const missing = by === "together" ? fewest(missed) : asked.filter((name) => missed.every((names) => names.includes(name)));
  return missing.length === 0
    ? []
    : [{ facts: { fields: missing.map(properName).join(", "), domain: first.domain }, at: first.at }];
}

function isPresent({ coverage }: Signature, name: string): boolean {
  return coverage.some((each) => each.name === name && each.present > 0);
}

function covers({ coverage }: Signature, field: string, twice: boolean): boolean {
  return coverage.some(({ name, present, signed }) => name === field && signed >= (twice ? present + 1 : 1));
}

function fewest<Name>(lists: readonly (readonly Name[])[]): readonly Name[] {
  return lists.toSorted((a, b) => a.length - b.length)[0] ?? [];
}
