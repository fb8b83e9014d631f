import * as v from "valibot";
import type { Check, Facts, Hit, Sight } from "../../model/check.ts";
import type { MxHost, MxPart } from "../../model/domain/mx.ts";
import { addressKind } from "../../parse/zone/address-kinds.ts";
import { isAtOrBelow, plainName } from "../../parse/zone/names.ts";
import { asWritten, noParams, params } from "../params.ts";
import { whole } from "./whole.ts";

const hostKinds = ["alias", "address-absent", "address-special", "unregistered", "dot-missing"] as const;

interface HostParams {
  readonly kind: (typeof hostKinds)[number];
}

/** Finds hosts of MX records that do not take mail, or not surely. What one kind tells, another does not tell again. */
export const mxHost: Check<"mx", HostParams> = {
  name: "mx-host",
  part: "mx",
  facts: ["name", "host", "target", "address", "use", "registrable", "meant"],
  parseParams: params(v.strictObject({ kind: v.picklist(hostKinds) }), asWritten),
  run: (part, { kind }) => sightOf(part, (host) => hitsOf[kind](part, host)),
};

type HitsOf = (part: MxPart, host: MxHost) => readonly Hit[];

const hitsOf: Readonly<Record<HostParams["kind"], HitsOf>> = {
  alias: ({ domain }, host) =>
    host.aliasTarget !== "" && (host.state === "found" || host.state === "unknown") ? [hit(domain, host)] : [],
  "address-absent": ({ domain }, host) =>
    host.state !== "found" && host.state !== "unknown" && host.unregistered === "" && host.meant === ""
      ? [hit(domain, host)]
      : [],
  "address-special": ({ domain }, host) =>
    host.addresses.flatMap((address) => {
      const use = addressKind(address);
      return use === undefined ? [] : [hit(domain, host, { address, use })];
    }),
  unregistered: ({ domain }, host) => (host.unregistered === "" ? [] : [hit(domain, host)]),
  "dot-missing": ({ domain }, host) => (host.meant === "" ? [] : [hit(domain, host)]),
};

function hit(name: string, host: MxHost, more: Facts = {}): Hit {
  const { aliasTarget: target, unregistered: registrable, meant, record, at } = host;
  const facts = { name, host: host.name, target, address: "", use: "", registrable, meant, ...more };
  return { facts, at: { source: record.source, ...at } };
}

function sightOf({ hosts }: MxPart, look: (host: MxHost) => readonly Hit[]): Sight {
  const hits = hosts.flatMap(look);
  return hits.length === 0 && hosts.some(({ state }) => state === "unknown") ? "lookup-failed" : hits;
}

/** Finds domains none of whose hosts can be reached over IPv6. */
export const mxIpv6: Check<"mx", Readonly<Record<string, never>>> = {
  name: "mx-ipv6",
  part: "mx",
  facts: ["name", "count"],
  parseParams: noParams,
  run: ({ domain, hosts }) => {
    const [first] = hosts;
    if (!first || hosts.some(({ hasIpv6 }) => hasIpv6 === true)) return [];
    if (hosts.some(({ hasIpv6 }) => hasIpv6 === undefined)) return "lookup-failed";
    // A host that is missing may be the one that had it, and another rule speaks of that.
    if (hosts.some(({ state }) => state !== "found")) return "record-unusable";
    return [{ facts: { name: domain, count: hosts.length }, at: whole(first.record) }];
  },
};

interface ProviderParams {
  readonly providers: readonly Provider[];
}

interface Provider {
  readonly name: string;
  /** Names below which its hosts stand. */
  readonly suffixes: readonly string[];
}

const providerSchema: v.GenericSchema<unknown, { readonly providers: ProviderParams }> = v.strictObject({
  providers: v.object({ providers: v.array(v.object({ name: v.string(), suffixes: v.array(v.string()) })) }),
});

/** Finds domains whose hosts belong to several providers. */
export const mxProviders: Check<"mx", ProviderParams> = {
  name: "mx-providers",
  part: "mx",
  facts: ["name", "provider", "other", "host"],
  parseParams: params(providerSchema, (raw) => raw.providers),
  run: ({ domain, hosts }, { providers }) => {
    const known = hosts.flatMap((host) => {
      const provider = providers.find(({ suffixes }) => suffixes.some((suffix) => isAtOrBelow(host.name, suffix)));
      return provider ? [{ host, provider: provider.name }] : [];
    });
    const [first] = known;
    const other = known.find(({ provider }) => provider !== first?.provider);
    if (!first || !other) return [];
    const facts = { name: domain, provider: first.provider, other: other.provider, host: other.host.name };
    return [{ facts, at: { source: other.host.record.source, ...other.host.at } }];
  },
};

interface ApprovedParams {
  /** Names that hosts may have, or stand below; any where none is given. */
  readonly hosts: readonly string[];
}

const approvedSchema: v.GenericSchema<unknown, ApprovedParams> = v.strictObject({ hosts: v.array(v.string()) });

/** Finds hosts of MX records that the owner's list does not have. */
export const mxUnapproved: Check<"mx", ApprovedParams> = {
  name: "mx-unapproved",
  part: "mx",
  facts: ["name", "host"],
  parseParams: params(approvedSchema, ({ hosts }) => ({ hosts: hosts.map(plainName) })),
  run: ({ domain, hosts: found }, { hosts }) =>
    found
      .filter((host) => hosts.length > 0 && !hosts.some((name) => isAtOrBelow(host.name, name)))
      .map(({ name: host, record, at }) => ({ facts: { name: domain, host }, at: { source: record.source, ...at } })),
};
