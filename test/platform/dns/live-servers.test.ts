import { afterEach, expect, test } from "vitest";
import { Asking } from "../../../src/collect/domain/asking.ts";
import { collectPropagation } from "../../../src/collect/domain/propagation/collect-propagation.ts";
import type { PropagationPart } from "../../../src/model/domain/propagation.ts";
import type { Endpoint } from "../../../src/platform/dns/endpoint.ts";
import { liveServers } from "../../../src/platform/dns/live-servers.ts";
import {
  addressRecord,
  answerTo,
  type Got,
  type Lie,
  LyingServer,
  prefixed,
  rawRecord,
  record,
  soaRecord,
  txtRecord,
  wireName,
} from "../../support/lying-server.ts";
import { questionFor } from "../../support/sender-worlds.ts";
import { world } from "../../support/worlds.ts";

const open: LyingServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const opt = rawRecord(Buffer.of(0), 41, Buffer.alloc(0), 0);

function mx(preference: number, host: string): Buffer {
  return record("example.com", "MX", Buffer.concat([Buffer.of(0, preference), wireName(host)]), 3_600);
}

const zone: Readonly<Record<string, readonly Buffer[]>> = {
  "example.com SOA": [soaRecord("example.com", 300)],
  "example.com NS": [
    record("example.com", "NS", wireName("ns1.example.net")),
    record("example.com", "NS", wireName("ns2.example.net")),
  ],
  "example.com TXT": [txtRecord("example.com", "v=spf1 -all"), txtRecord("example.com", "another")],
  "example.com MX": [mx(10, "mx1.example.com"), mx(20, "mx2.example.com")],
  "_dmarc.example.com TXT": [txtRecord("_dmarc.example.com", "v=DMARC1; p=reject")],
};

/** A server with these records, over UDP and TCP, that knows EDNS. */
function holding(held: typeof zone, flags: readonly ("aa" | "ra")[] = ["aa"]): Lie {
  return (got) => {
    const answers = held[`${got.name.toLowerCase()} ${got.type}`] ?? [];
    const authority = answers.length > 0 ? [] : [soaRecord("example.com", 300, 250)];
    return said(got, answerTo(got, { flags, answers, authority, additional: got.hasEdns ? [opt] : [] }));
  };
}

function said({ transport }: Got, packet: Buffer): readonly Buffer[] {
  return [transport === "tcp" ? prefixed(packet) : packet];
}

const dns = world(`
example.com NS ns1.example.net.
example.com NS ns2.example.net.
com. NS ns.registry.example.net.
ns1.example.net A 192.175.48.53
ns2.example.net A 192.31.196.53
ns.registry.example.net A 192.175.48.99`);

interface Played {
  readonly first: Lie;
  readonly second: Lie;
  readonly above?: Lie;
  readonly resolver?: Lie;
}

async function played({ first, second, above = () => [], resolver = holding(zone, ["ra"]) }: Played): Promise<PropagationPart> {
  const endpoints = await Promise.all([first, second, above, resolver].map(listening));
  const [one, two, registry, asked] = endpoints;
  const byAddress = new Map([
    ["192.175.48.53", one],
    ["192.31.196.53", two],
    ["192.175.48.99", registry],
  ]);
  const resolvers = asked ? [asked] : [];
  const servers = liveServers({ resolvers, endpointOf: (address) => byAddress.get(address), timeoutMs: 150 });
  const part = await collectPropagation(new Asking(questionFor([]), dns, undefined, servers));
  if (typeof part === "string") throw new Error(part);
  return part;
}

async function listening(lie: Lie): Promise<Endpoint> {
  const server = new LyingServer(lie);
  open.push(server);
  return server.listen();
}

/** Questions of which not everybody says the same. */
function different({ questions }: PropagationPart) {
  return questions.filter(({ served, remembered }) => served.length > 1 || remembered.some(({ state }) => state !== "same"));
}

test("servers with the same records in another order agree, and so does a resolver", async () => {
  const turned = { ...zone, "example.com MX": [mx(20, "MX2.example.com"), mx(10, "mx1.EXAMPLE.com")] };
  const part = await played({ first: holding(zone), second: holding(turned) });
  expect(different(part)).toEqual([]);
  expect(part.servers.map(({ state, serial, tcp, edns }) => ({ state, serial, tcp, edns }))).toEqual([
    { state: "serving", serial: 1, tcp: "taken", edns: "taken" },
    { state: "serving", serial: 1, tcp: "taken", edns: "taken" },
  ]);
  expect(part.questions.map(({ name, type }) => `${name} ${type}`)).toEqual([
    "example.com TXT",
    "example.com MX",
    "_dmarc.example.com TXT",
    "_mta-sts.example.com TXT",
    "_smtp._tls.example.com TXT",
  ]);
});

test("it is told who says what, and for how long a resolver remembers", async () => {
  const before = { ...zone, "_dmarc.example.com TXT": [txtRecord("_dmarc.example.com", "v=DMARC1; p=none")] };
  const remembered = { ...zone, "example.com TXT": [txtRecord("example.com", "v=spf1 ?all", 1_234)], "example.com MX": [] };
  const part = await played({ first: holding(zone), second: holding(before), resolver: holding(remembered, ["ra"]) });
  expect(different(part).map(({ name, type, served, remembered: [resolver] }) => ({ name, type, served, resolver }))).toEqual([
    {
      name: "example.com",
      type: "TXT",
      served: [{ values: ["another", "v=spf1 -all"], servers: bothServers, ttlSeconds: 300 }],
      resolver: { resolver: expect.stringMatching(/^127\.0\.0\.1:/), state: "old", values: ["v=spf1 ?all"], ttlSeconds: 1_234 },
    },
    {
      name: "example.com",
      type: "MX",
      served: [{ values: ["10 mx1.example.com", "20 mx2.example.com"], servers: bothServers, ttlSeconds: 3_600 }],
      resolver: { resolver: expect.any(String), state: "old", values: [], ttlSeconds: 250 },
    },
    {
      name: "_dmarc.example.com",
      type: "TXT",
      served: [
        { values: ["v=DMARC1; p=reject"], servers: bothServers.slice(0, 1), ttlSeconds: 300 },
        { values: ["v=DMARC1; p=none"], servers: bothServers.slice(1), ttlSeconds: 300 },
      ],
      resolver: { resolver: expect.any(String), state: "same", values: ["v=DMARC1; p=reject"], ttlSeconds: 300 },
    },
  ]);
});

const bothServers = ["ns1.example.net (192.175.48.53)", "ns2.example.net (192.31.196.53)"];

test("a server that is silent is not different, and one that refuses is lame", async () => {
  const refusing: Lie = (got) => said(got, answerTo(got, { rcode: 5, flags: [] }));
  const part = await played({ first: () => [], second: refusing });
  expect(part.servers.map(({ state, rcode }) => ({ state, rcode }))).toEqual([
    { state: "silent", rcode: "" },
    { state: "lame", rcode: "REFUSED" },
  ]);
  expect(part.questions.flatMap(({ served }) => served)).toEqual([]);
  expect(new Set(part.questions.flatMap(({ remembered }) => remembered.map(({ state }) => state)))).toEqual(new Set(["unheld"]));
});

test("a server that drops what has EDNS, and one that is closed to TCP, are told apart from silent ones", async () => {
  const whole = holding(zone);
  const dropsEdns: Lie = (got, server) => (got.hasEdns ? [] : whole(got, server));
  const dropsTcp: Lie = (got, server) => (got.transport === "tcp" ? [] : whole(got, server));
  const part = await played({ first: dropsEdns, second: dropsTcp });
  expect(part.servers.map(({ state, tcp, edns }) => ({ state, tcp, edns }))).toEqual([
    { state: "serving", tcp: "missing", edns: "missing" },
    { state: "serving", tcp: "missing", edns: "taken" },
  ]);
  expect(part.open).toEqual({ tcp: false, edns: true });
  expect(different(part)).toEqual([]);
});

test("the zone above is asked for its delegation and the addresses beside it", async () => {
  const above: Lie = (got) => {
    const authority = [record("example.com", "NS", wireName("NS1.example.com"))];
    const additional = [addressRecord("ns1.example.com", "192.175.48.77"), opt];
    return said(got, answerTo(got, { flags: [], authority, additional }));
  };
  const part = await played({ first: holding(zone), second: holding(zone), above });
  expect(part.delegation).toEqual({ hosts: ["ns1.example.com"] });
  expect(part.ownHosts).toEqual(["ns1.example.net", "ns2.example.net"]);
  expect(part.glue).toEqual([{ host: "ns1.example.com", above: ["192.175.48.77"], own: [] }]);
  expect(part.open).toEqual({ tcp: true, edns: true });
});
