import * as v from "valibot";
import type { Check } from "../../model/check.ts";
import type { HostName, HostsPart, SendingHost } from "../../model/domain/hosts.ts";
import { asWritten, noParams, params } from "../params.ts";
import { genericPart } from "./generic-name.ts";
import { whole } from "./whole.ts";

type NoParams = Readonly<Record<string, never>>;

/** Finds sending addresses without a name (PTR). */
export const ptrAbsent: Check<"hosts", NoParams> = {
  name: "ptr-absent",
  part: "hosts",
  facts: ["ip", "reverseName"],
  parseParams: noParams,
  run: ({ hosts }) => {
    const nameless = hosts.filter(({ names }) => names?.length === 0);
    if (nameless.length === 0 && hosts.some(({ names }) => names === undefined)) return "lookup-failed";
    return nameless.map(({ ip, reverseName }) => ({ facts: { ip, reverseName } }));
  },
};

/** Finds sending addresses none of whose names leads back to them. */
export const ptrUnconfirmed: Check<"hosts", NoParams> = {
  name: "ptr-unconfirmed",
  part: "hosts",
  facts: ["ip", "name"],
  parseParams: noParams,
  run: (part) => {
    const named = namedIn(part);
    if (named.length === 0) return "record-unusable";
    const lost = named.filter(({ names }) => names.every(({ isConfirmed }) => isConfirmed === false));
    const isUnsure = named.some(({ names }) => !names.some(({ isConfirmed }) => isConfirmed === true));
    if (lost.length === 0 && isUnsure) return "lookup-failed";
    return lost.map(({ ip, names: [first] }) => ({ facts: { ip, name: first.name }, at: whole(first.record) }));
  },
};

interface GenericParams {
  /** Words between the marks of a name that providers give to addresses of their own customers. */
  readonly words: readonly string[];
}

const genericSchema: v.GenericSchema<unknown, GenericParams> = v.strictObject({ words: v.array(v.string()) });

/** Finds names that look made by a provider for whoever has the address. */
export const ptrGeneric: Check<"hosts", GenericParams> = {
  name: "ptr-generic",
  part: "hosts",
  facts: ["ip", "name", "kind", "part"],
  parseParams: params(genericSchema, asWritten),
  run: (part, { words }) => {
    const named = namedIn(part);
    if (named.length === 0) return "record-unusable";
    return named.flatMap(({ ip, names }) => {
      const generic = names.map(({ name, record }) => ({ name, record, found: genericPart(name, ip, words) }));
      const [first] = generic;
      // One name of its own is enough.
      if (first?.found === undefined || generic.some(({ found }) => found === undefined)) return [];
      return [{ facts: { ip, name: first.name, ...first.found }, at: whole(first.record) }];
    });
  },
};

/** Finds sending addresses that have names, none of which is the one they greet with. */
export const heloDiffers: Check<"hosts", NoParams> = {
  name: "helo-differs",
  part: "hosts",
  facts: ["ip", "name", "helo"],
  parseParams: noParams,
  run: (part) => {
    const { helo } = part;
    if (helo === undefined) return "not-in-input";
    const named = namedIn(part);
    if (named.length === 0) return "record-unusable";
    return named
      .filter(({ names }) => names.every(({ name }) => name !== helo))
      .map(({ ip, names: [first] }) => ({ facts: { ip, name: first.name, helo }, at: whole(first.record) }));
  },
};

type Named = Pick<SendingHost, "ip"> & { readonly names: readonly [HostName, ...HostName[]] };

/** The hosts that have names. */
function namedIn({ hosts }: HostsPart): readonly Named[] {
  return hosts.flatMap(({ ip, names: [first, ...others] = [] }) => (first ? [{ ip, names: [first, ...others] as const }] : []));
}
