import * as v from "valibot";
import type { Check } from "../../model/check.ts";
import { asWritten, count, noParams, params } from "../params.ts";
import { whole } from "./whole.ts";

interface StateParams {
  readonly state: "alias" | "absent";
  /** `zone-file`: of those that the zone file says all of only; `elsewhere`: of the others. */
  readonly from: "zone-file" | "elsewhere";
}

const stateSchema: v.GenericSchema<unknown, StateParams> = v.strictObject({
  state: v.picklist(["alias", "absent"]),
  from: v.picklist(["zone-file", "elsewhere"]),
});

/** Finds name servers that are aliases, or have no address. */
export const nameServerState: Check<"nameServers", StateParams> = {
  name: "name-server-state",
  part: "nameServers",
  facts: ["name", "host"],
  parseParams: params(stateSchema, asWritten),
  run: ({ name, servers }, { state, from }) => {
    const meant = servers.filter(({ isInZoneFile }) => isInZoneFile === (from === "zone-file"));
    if (meant.length === 0 && from === "zone-file") return "not-in-input";
    const hits = meant
      .filter((server) => server.state === state)
      .map(({ host, record }) => ({ facts: { name, host }, at: whole(record) }));
    return hits.length === 0 && meant.some((server) => server.state === "unknown") ? "lookup-failed" : hits;
  },
};

interface CountParams {
  readonly serversMin: number;
}

const countSchema: v.GenericSchema<unknown, CountParams> = v.strictObject({ serversMin: count });

/** Finds a zone with too few name servers (RFC 1034, 4.1). */
export const nameServersFew: Check<"nameServers", CountParams> = {
  name: "name-servers-few",
  part: "nameServers",
  facts: ["name", "count", "serversMin"],
  parseParams: params(countSchema, asWritten),
  run: ({ name, servers }, { serversMin }) => {
    const hosts = new Set(servers.map(({ host }) => host)).size;
    return hosts < serversMin ? [{ facts: { name, count: hosts, serversMin } }] : [];
  },
};

interface SoaParams {
  readonly expireSecondsMin: number;
  readonly minimumSecondsMax: number;
}

const soaSchema: v.GenericSchema<unknown, SoaParams> = v.strictObject({ expireSecondsMin: count, minimumSecondsMax: count });

/** Finds values of a SOA record with which secondaries or caches do what nobody wants (RFC 1912, 2.2; RFC 2308, 5). */
export const soaOdd: Check<"soa", SoaParams> = {
  name: "soa-odd",
  part: "soa",
  facts: ["name", "kind", "value", "bound"],
  parseParams: params(soaSchema, asWritten),
  run: ({ record, soa }, { expireSecondsMin, minimumSecondsMax }) => {
    if (!soa) return "record-unusable";
    const { mailbox, serial, refreshSeconds, retrySeconds, expireSeconds, minimumSeconds } = soa;
    const odd = [
      { is: mailbox.includes("@"), kind: "mailbox", value: mailbox, bound: mailbox.replace("@", ".") },
      { is: serial === 0, kind: "serial", value: serial, bound: 1 },
      { is: retrySeconds >= refreshSeconds, kind: "retry", value: retrySeconds, bound: refreshSeconds },
      { is: expireSeconds < expireSecondsMin, kind: "expire", value: expireSeconds, bound: expireSecondsMin },
      { is: minimumSeconds > minimumSecondsMax, kind: "minimum", value: minimumSeconds, bound: minimumSecondsMax },
    ];
    return odd
      .filter(({ is }) => is)
      .map(({ kind, value, bound }) => ({ facts: { name: record.name, kind, value, bound }, at: whole(record) }));
  },
};

/** Finds a host for which nobody may issue a certificate (RFC 8659, 4.2). */
export const caaForbids: Check<"caa", Readonly<Record<string, never>>> = {
  name: "caa-forbids",
  part: "caa",
  facts: ["host", "name"],
  parseParams: noParams,
  run: ({ host, records }) => {
    const issuers = records.filter(({ tag }) => tag === "issue");
    const [first] = issuers;
    // What stands before a semicolon is the authority; nothing there is nobody.
    const isForbidden = first !== undefined && issuers.every(({ value }) => value.startsWith(";") || value === "");
    return isForbidden ? [{ facts: { host, name: first.record.name }, at: whole(first.record) }] : [];
  },
};
