import * as v from "valibot";
import type { Check, Hit } from "../../model/check.ts";
import type { MxFault, MxPart } from "../../model/domain/mx.ts";
import { isAtOrBelow } from "../../parse/zone/names.ts";
import { asWritten, params } from "../params.ts";
import { isElsewhere } from "./elsewhere.ts";
import { type FaultParams, recordFault } from "./record-fault.ts";
import { whole } from "./whole.ts";

/** Finds what an MX record has wrong. */
export const mxFault: Check<"mx", FaultParams<MxFault>> = recordFault({
  name: "mx-fault",
  part: "mx",
  kinds: { "target-address": true, "null-preference": true },
  recordsOf: ({ records }) => records,
});

interface AbsentParams {
  /** Whether the domain itself has an address. */
  readonly fallback: "found" | "absent";
}

/** Finds a domain without MX record, by whether mail could go to the domain's own address instead. */
export const mxAbsent: Check<"mx", AbsentParams> = {
  name: "mx-absent",
  part: "mx",
  facts: ["name"],
  parseParams: params(v.strictObject({ fallback: v.picklist(["found", "absent"]) }), asWritten),
  run: ({ domain, fallback }, sought, others) => {
    if (isElsewhere(others, "mx", domain)) return "record-unusable";
    if (fallback === "unknown") return "lookup-failed";
    return fallback === sought.fallback ? [{ facts: { name: domain } }] : [];
  },
};

interface NullParams {
  readonly conflict: "others" | "sender";
}

/** Finds a null MX (RFC 7505) that other MX records, or mail sent from the domain, contradict. */
export const mxNull: Check<"mx", NullParams> = {
  name: "mx-null",
  part: "mx",
  facts: ["name", "count"],
  parseParams: params(v.strictObject({ conflict: v.picklist(["others", "sender"]) }), asWritten),
  run: (part, { conflict }) => {
    const nulls = part.records.filter(({ value }) => value?.host === "");
    const [first] = nulls;
    const others = part.records.length - nulls.length;
    if (!first || (conflict === "others") !== others > 0) return [];
    if (conflict === "sender" && part.isSender === undefined) return "lookup-failed";
    return conflict === "others" || part.isSender === true
      ? [{ facts: { name: part.domain, count: others }, at: whole(first.record) }]
      : [];
  },
};

interface SetParams {
  readonly kind: "host-twice" | "single" | "preferences-equal";
  /** Hosts below these names are many machines behind one name. */
  readonly except: { readonly providers: readonly { readonly suffixes: readonly string[] }[] };
}

const setSchema: v.GenericSchema<unknown, SetParams> = v.strictObject({
  kind: v.picklist(["host-twice", "single", "preferences-equal"]),
  except: v.optional(v.object({ providers: v.array(v.object({ suffixes: v.array(v.string()) })) }), { providers: [] }),
});

/** Finds what is odd about a domain's MX records taken together. */
export const mxSet: Check<"mx", SetParams> = {
  name: "mx-set",
  part: "mx",
  facts: ["name", "host", "preference", "count"],
  parseParams: params(setSchema, asWritten),
  run: (part, { kind, except }) => {
    if (kind === "host-twice") return hostsTwice(part);
    const suffixes = except.providers.flatMap((provider) => provider.suffixes);
    // What a provider has its customers write is for the provider to judge.
    if (part.hosts.every(({ name }) => suffixes.some((suffix) => isAtOrBelow(name, suffix)))) return [];
    return kind === "preferences-equal" ? preferencesEqual(part) : singleHost(part);
  },
};

function hostsTwice({ domain, records }: MxPart): readonly Hit[] {
  const seen = new Set<string>();
  return records.flatMap(({ record, value }) => {
    if (!value || value.host === "") return [];
    if (!seen.has(value.host)) {
      seen.add(value.host);
      return [];
    }
    const { host, preference } = value;
    return [{ facts: { name: domain, host, preference, count: records.length }, at: whole(record) }];
  });
}

function preferencesEqual({ domain, hosts }: MxPart): readonly Hit[] {
  const [first, second] = hosts;
  if (!first || !second || hosts.some(({ preference }) => preference !== first.preference)) return [];
  const { name: host, preference, record } = first;
  return [{ facts: { name: domain, host, preference, count: hosts.length }, at: whole(record) }];
}

/** One host with one address of a kind; several addresses are several machines. */
function singleHost({ domain, records, hosts }: MxPart): readonly Hit[] {
  const [only] = hosts;
  if (!only || records.length > 1 || only.state !== "found") return [];
  const four = only.addresses.filter((address) => !address.includes(":")).length;
  const isMany = four > 1 || only.addresses.length - four > 1;
  if (isMany) return [];
  const { name: host, preference, record } = only;
  return [{ facts: { name: domain, host, preference, count: 1 }, at: whole(record) }];
}
