import * as v from "valibot";
import type { Check } from "../../model/check.ts";
import { asWritten, count, noParams, params } from "../params.ts";
import { whole } from "./whole.ts";

type NoParams = Readonly<Record<string, never>>;

/** Finds a domain whose records nobody can prove. */
export const dnssecAbsent: Check<"dnssec", NoParams> = {
  name: "dnssec-absent",
  part: "dnssec",
  facts: ["name"],
  parseParams: noParams,
  run: ({ name, security }) => (security === "unknown" ? "lookup-failed" : security === "unsigned" ? [{ facts: { name } }] : []),
};

/** Finds mail servers elsewhere whose records nobody can prove, though the domain's own can be. */
export const dnssecServers: Check<"dnssec", NoParams> = {
  name: "dnssec-servers",
  part: "dnssec",
  facts: ["name", "host"],
  parseParams: noParams,
  run: ({ name, security, servers }) => {
    if (security !== "signed") return "record-unusable";
    const unsigned = servers.filter((server) => server.security === "unsigned");
    if (unsigned.length === 0 && servers.some((server) => server.security === "unknown")) return "lookup-failed";
    return unsigned.map(({ host }) => ({ facts: { name, host } }));
  },
};

interface RetiredParams {
  readonly algorithms: readonly number[];
  readonly digestTypes: readonly number[];
}

const retiredSchema: v.GenericSchema<unknown, RetiredParams> = v.strictObject({
  algorithms: v.array(count),
  digestTypes: v.array(count),
});

/** Finds keys vouched for by an algorithm or digest that is no longer relied on; a digest only where no better one stands beside it. */
export const dsRetired: Check<"dnssec", RetiredParams> = {
  name: "ds-retired",
  part: "dnssec",
  facts: ["name", "kind", "number"],
  parseParams: params(retiredSchema, asWritten),
  run: ({ name, delegations }, { algorithms, digestTypes }) => {
    const hasBetter = delegations.some(({ digestType }) => !digestTypes.includes(digestType));
    return delegations.flatMap(({ record, algorithm, digestType }) => {
      const at = whole(record);
      if (algorithms.includes(algorithm)) return [{ facts: { name, kind: "algorithm", number: algorithm }, at }];
      const isWeak = digestTypes.includes(digestType) && !hasBetter;
      return isWeak ? [{ facts: { name, kind: "digest", number: digestType }, at }] : [];
    });
  },
};
