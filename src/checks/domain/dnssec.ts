import * as v from "valibot";
import type { Check } from "../../model/check.ts";
import type { TlsaPart } from "../../model/domain/tlsa.ts";
import { asWritten, count, noParams, params } from "../params.ts";
import { whole } from "./whole.ts";

type NoParams = Readonly<Record<string, never>>;

/** Finds a domain whose records nobody can prove. */
export const dnssecAbsent: Check<"dnssec", NoParams> = {
  name: "dnssec-absent",
  part: "dnssec",
  facts: ["name"],
  parseParams: noParams,
  run: ({ name, security }, _, { tlsa }) => {
    if (security === "unknown") return "lookup-failed";
    if (security === "signed") return [];
    // TLSA records that nobody can prove say so themselves, and louder.
    return unprovedServers(tlsa).some((host) => host.endsWith(`.${name}`)) ? "record-unusable" : [{ facts: { name } }];
  },
};

/** Finds mail servers elsewhere whose records nobody can prove, though the domain's own can be. */
export const dnssecServers: Check<"dnssec", NoParams> = {
  name: "dnssec-servers",
  part: "dnssec",
  facts: ["name", "host"],
  parseParams: noParams,
  run: ({ name, security, servers }, _, { tlsa }) => {
    if (security !== "signed") return "record-unusable";
    const unsigned = servers.filter((server) => server.security === "unsigned");
    if (unsigned.length === 0 && servers.some((server) => server.security === "unknown")) return "lookup-failed";
    const told = unprovedServers(tlsa);
    return unsigned.filter(({ host }) => !told.includes(host)).map(({ host }) => ({ facts: { name, host } }));
  },
};

/** Mail servers with TLSA records in zones that are not signed. */
function unprovedServers(tlsa: TlsaPart | undefined): readonly string[] {
  return (tlsa?.hosts ?? [])
    .filter(({ records, security }) => records.length > 0 && security === "unsigned")
    .map(({ host }) => host);
}

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
