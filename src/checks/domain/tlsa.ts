import type { Check } from "../../model/check.ts";
import type { TlsaFault } from "../../model/domain/tlsa.ts";
import { noParams } from "../params.ts";
import { type FaultParams, recordFault } from "./record-fault.ts";
import { whole } from "./whole.ts";

type NoParams = Readonly<Record<string, never>>;

/** Finds what a TLSA record has wrong. */
export const tlsaFault: Check<"tlsa", FaultParams<TlsaFault>> = recordFault({
  name: "tlsa-fault",
  part: "tlsa",
  kinds: {
    "field-missing": true,
    "usage-unknown": true,
    "usage-unfit": true,
    "selector-unknown": true,
    "matching-unknown": true,
    "hex-malformed": true,
    "digest-length": true,
  },
  recordsOf: ({ hosts }) => hosts.flatMap(({ records }) => records),
});

/** Finds mail servers without TLSA records beside others that have some (RFC 7672, 2.2). */
export const tlsaUncovered: Check<"tlsa", NoParams> = {
  name: "tlsa-uncovered",
  part: "tlsa",
  facts: ["host", "name", "other"],
  parseParams: noParams,
  run: ({ hosts }) => {
    const covered = hosts.find(({ records }) => records.length > 0);
    if (!covered) return [];
    return hosts
      .filter(({ records }) => records.length === 0)
      .map(({ host, name }) => ({ facts: { host, name, other: covered.host } }));
  },
};

/** Finds mail servers that show a certificate which none of their TLSA records matches. */
export const tlsaUnmatched: Check<"tlsa", NoParams> = {
  name: "tlsa-unmatched",
  part: "tlsa",
  facts: ["host", "name"],
  parseParams: noParams,
  run: ({ hosts }) => {
    const compared = hosts.filter(({ isMatched }) => isMatched !== undefined);
    if (compared.length === 0) return "not-in-input";
    return compared.flatMap(({ host, name, isMatched, records: [first] }) =>
      isMatched === false && first ? [{ facts: { host, name }, at: whole(first.record) }] : [],
    );
  },
};

/** Finds TLSA records that nobody can prove, so that none counts (RFC 7672, 2.1.1). */
export const tlsaUnsigned: Check<"tlsa", NoParams> = {
  name: "tlsa-unsigned",
  part: "tlsa",
  facts: ["host", "name"],
  parseParams: noParams,
  run: ({ hosts }) => {
    const published = hosts.flatMap(({ records: [first], ...rest }) => (first ? [{ ...rest, first }] : []));
    const hits = published
      .filter(({ security }) => security === "unsigned")
      .map(({ host, name, first }) => ({ facts: { host, name }, at: whole(first.record) }));
    return hits.length === 0 && published.some(({ security }) => security === "unknown") ? "lookup-failed" : hits;
  },
};
