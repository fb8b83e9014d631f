import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { asWritten, count, params } from "./params.ts";

interface Params {
  readonly localPartMax: number;
  readonly domainMax: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ localPartMax: count, domainMax: count });

/** Finds addresses longer than a server must take. */
export const addressLength: Check<"headers", Params> = {
  name: "address-length",
  part: "headers",
  facts: ["address", "localPart", "domain"],
  parseParams: params(schema, asWritten),
  run: ({ from, sender, replyTo, to, cc }, { localPartMax, domainMax }) =>
    [from, sender, replyTo, to, cc]
      .flat()
      .filter(({ localPart, domain }) => localPart.length > localPartMax || domain.length > domainMax)
      .map(({ address, localPart, domain, at }) => ({
        facts: { address: excerpt(address), localPart: localPart.length, domain: domain.length },
        at,
      })),
};
