import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { servedAnswersDiffer } from "../../../src/checks/domain/propagation.ts";
import { Asking } from "../../../src/collect/domain/asking.ts";
import { collectPropagation } from "../../../src/collect/domain/propagation/collect-propagation.ts";
import type { Dns, DnsRecord } from "../../../src/model/dns.ts";
import { dnsTypes } from "../../../src/model/dns.ts";
import type { PropagationPart } from "../../../src/model/domain/propagation.ts";
import { limits } from "../../../src/model/limits.ts";
import type { ServerAnswer, ServerQuestion, ServerReply, Servers } from "../../../src/model/servers.ts";
import { jsonPropagation, propagationLines } from "../../../src/render/propagation.ts";
import { styleFor } from "../../../src/render/style.ts";
import { type FakeServer, fakeServers } from "../../support/fake-servers.ts";
import { questionFor } from "../../support/sender-worlds.ts";
import { world } from "../../support/worlds.ts";

const held: readonly DnsRecord[] = [
  { type: "SOA", name: "example.com", ttlSeconds: 300, value: "ns.example.net admin.example.com 7 2 3 4 60" },
  { type: "TXT", name: "example.com", ttlSeconds: 300, value: ["v=spf1 ", "-all"] },
  { type: "MX", name: "example.com", ttlSeconds: 300, value: "10 mx.example.com" },
];
const older = held.map((record) => (record.type === "TXT" ? { ...record, value: ["v=spf1 ?all"] } : record));

const oldest = held.map((record) => (record.type === "TXT" ? { ...record, ttlSeconds: 1_800, value: ["v=spf1 +all"] } : record));

const named = world(`
example.com NS ns1.example.net.
example.com NS ns2.example.net.
ns1.example.net A 192.175.48.53
ns2.example.net A 192.31.196.53`);

async function partOf(servers: Servers, dns: Dns = named): Promise<PropagationPart> {
  const part = await collectPropagation(new Asking(questionFor([]), dns, undefined, servers));
  if (typeof part === "string") throw new Error(part);
  return part;
}

function among(servers: Readonly<Record<string, FakeServer>>): Servers {
  return fakeServers(new Map(Object.entries(servers)), held);
}

const timeout: Promise<ServerReply> = Promise.resolve({ status: "failed", because: "timeout" });

/** What is known above the domain. */
const above = world("com. NS ns.registry.example.\nns.registry.example. A 192.175.48.99");

/** Servers that note what they are asked. */
function noting(servers: Servers): Servers & { readonly asked: (ServerQuestion & { readonly server: string })[] } {
  const asked: (ServerQuestion & { readonly server: string })[] = [];
  return {
    ...servers,
    asked,
    ask: (server, question) => {
      asked.push({ server, ...question });
      return servers.ask(server, question);
    },
  };
}

describe("whom is asked", () => {
  test("nobody, where nobody wanted it", async () => {
    expect(await collectPropagation(new Asking(questionFor([]), named))).toBe("servers-not-asked");
  });

  test("no address that is not public", async () => {
    const servers = noting(among({}));
    const dns = world("example.com NS ns.example.net.\nns.example.net A 127.0.0.1\nns.example.net AAAA fd00::1");
    const part = await partOf(servers, dns);
    expect(part.servers.map(({ address, state }) => `${address} ${state}`)).toEqual(["127.0.0.1 private", "fd00::1 private"]);
    expect(servers.asked).toEqual([]);
  });

  test("no more servers than allowed, however many a zone names", async () => {
    const hosts = Array.from({ length: 100 }, (_, at) => `example.com NS ns${at}.example.net.`);
    const addresses = Array.from({ length: 100 }, (_, at) => `ns${at}.example.net A 192.175.48.${at}`);
    const servers = noting(among({}));
    await partOf(servers, world([...hosts, ...addresses].join("\n")));
    expect(new Set(servers.asked.map(({ server }) => server)).size).toBe(limits.serversAskedMax);
  });

  test("a silent server for its zone only", async () => {
    const servers = noting(among({ "192.31.196.53": { is: "silent", held } }));
    await partOf(servers);
    const silent = servers.asked.filter(({ server }) => server === "192.31.196.53");
    expect(silent.map(({ type, way }) => `${type} ${way}`)).toEqual(["SOA udp", "SOA plain"]);
  });

  test("a server that falls silent, or a silent resolver, no more than a few questions", async () => {
    const servers = noting({
      ...among({ "198.51.100.1": { is: "silent-resolver", held } }),
      ask: (server, question) =>
        question.type === "SOA" || server !== "192.31.196.53"
          ? among({ "198.51.100.1": { is: "silent-resolver", held } }).ask(server, question)
          : timeout,
    });
    const part = await partOf(servers);
    const asked = (server: string, type: string) => servers.asked.filter((each) => each.server === server && each.type === type);
    expect([...asked("192.31.196.53", "TXT"), ...asked("192.31.196.53", "MX")].length).toBe(limits.serverTimeoutsMax);
    expect(servers.asked.filter(({ server }) => server === "198.51.100.1").length).toBe(limits.serverTimeoutsMax);
    expect(part.servers.map(({ state }) => state)).toEqual(["serving", "serving"]);
    expect(new Set(part.questions.flatMap(({ silent }) => silent))).toEqual(new Set(["ns2.example.net"]));
  });

  test("no zone above what was registered, where the domain is not there", async () => {
    const servers = noting(among({}));
    const dns: Dns = {
      lookup: (name, type) =>
        name === "example.com" ? Promise.resolve({ status: "absent", kind: "name" }) : above.lookup(name, type),
    };
    expect(await collectPropagation(new Asking(questionFor([]), dns, undefined, servers))).toBe("not-in-input");
    expect(servers.asked.every(({ server, type }) => server === "192.175.48.99" && type === "NS")).toBe(true);
  });

  test("servers that the zone above knows, where resolvers get no answer", async () => {
    const dns: Dns = {
      lookup: (name, type) =>
        name.endsWith("example.com") ? Promise.resolve({ status: "failed", because: "server-failed" }) : above.lookup(name, type),
    };
    const referral: readonly DnsRecord[] = [
      { type: "NS", name: "example.com", ttlSeconds: 60, value: "ns1.example.com" },
      { type: "A", name: "ns1.example.com", ttlSeconds: 60, value: "192.175.48.53" },
    ];
    const part = await partOf(among({ "192.175.48.99": { held: [], referral }, "192.175.48.53": { held, is: "lame" } }), dns);
    expect(part).toMatchObject({
      zone: "example.com",
      servers: [{ host: "ns1.example.com", address: "192.175.48.53", state: "lame" }],
    });
  });

  test("a zone that nobody knows of is a gap", async () => {
    const silence: Dns = { lookup: () => Promise.resolve({ status: "failed", because: "timeout" }) };
    expect(await collectPropagation(new Asking(questionFor([]), silence, undefined, among({})))).toBe("lookup-failed");
  });
});

/** Servers of which one answers for a name otherwise than by what it holds. */
function saying(server: string, name: string, answer: Partial<ServerAnswer>): Servers {
  const below = among({ "198.51.100.1": { is: "resolver", held } });
  return {
    ...below,
    ask: async (address, question) => {
      const reply = await below.ask(address, question);
      const isMeant = address === server && question.name === name && reply.status === "answered";
      return isMeant ? { ...reply, isAuthoritative: false, isRecursive: false, answers: [], ...answer } : reply;
    },
  };
}

function ns(name: string): DnsRecord {
  return { type: "NS", name, ttlSeconds: 60, value: "ns.example.org" };
}

describe("what is no answer", () => {
  const dmarc = "_dmarc.example.com";
  const at = ({ questions }: PropagationPart) => questions.find(({ name }) => name === dmarc);

  test.for<readonly [string, Partial<ServerAnswer>]>([
    ["an error", { rcode: "SERVFAIL", isAuthoritative: true }],
    ["a referral upwards", { authority: [ns("com")] }],
    ["nothing, without authority", {}],
  ])("of a name server: %s", async ([, answer]) => {
    const part = await partOf(saying("192.31.196.53", dmarc, answer));
    expect(at(part)).toMatchObject({ served: [{ servers: ["ns1.example.net (192.175.48.53)"] }], silent: ["ns2.example.net"] });
  });

  test("a name in a zone below, of which a name server has nothing to say", async () => {
    const part = await partOf(saying("192.31.196.53", dmarc, { authority: [ns(dmarc)] }));
    expect(at(part)?.silent).toEqual([]);
  });

  test("of a server that asks nobody: that it knows nothing", async () => {
    const part = await partOf(saying("198.51.100.1", "example.com", { authority: [ns("com")] }));
    expect(part.questions[0]?.remembered).toMatchObject([{ state: "unknown" }]);
  });

  test("of a resolver with the zone's word for it is one, and holds no longer than the zone says", async () => {
    const soa: DnsRecord = { type: "SOA", name: "example.com", ttlSeconds: 3_600, value: "ns admin 1 2 3 4 60" };
    const part = await partOf(saying("198.51.100.1", "example.com", { authority: [soa] }));
    expect(part.questions[0]?.remembered).toMatchObject([{ state: "old", values: [], ttlSeconds: 60 }]);
  });
});

test("servers that throw are silent", async () => {
  const thrown: Servers = {
    resolvers: ["198.51.100.1"],
    ask: () => {
      throw new Error("no such server");
    },
  };
  const part = await partOf(thrown);
  expect(part.servers.map(({ state }) => state)).toEqual(["silent", "silent"]);
});

test("whatever servers say, a report comes of it", async () => {
  const text = fc.string({ maxLength: 20 });
  const names = fc.constantFrom("example.com", "_dmarc.example.com", "other.example");
  const record = fc.record({
    type: fc.constantFrom(...dnsTypes),
    name: names,
    ttlSeconds: fc.nat(),
    value: fc.oneof(text, fc.array(text, { maxLength: 3 })),
  });
  const server = fc.record({ held: fc.array(record, { maxLength: 6 }).map((extra) => [...held, ...extra]) });
  const property = fc.asyncProperty(server, server, async (one, other) => {
    const part = await partOf(among({ "192.31.196.53": one, "198.51.100.1": { ...other, is: "resolver" } }));
    for (const lang of ["en", "zh"] as const) {
      const lines = propagationLines(part, { lang, style: styleFor("plain") });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey is looked for
      expect(lines.join("")).not.toMatch(/[\u0000-\u001f]/);
    }
    for (const { served } of part.questions) {
      const meanings = served.map(({ values }) => JSON.stringify(values));
      expect(new Set(meanings).size).toBe(meanings.length);
    }
  });
  await fc.assert(property, { numRuns: 100 });
});

const mixed = among({
  "192.31.196.53": { held: older, closed: ["tcp"] },
  "198.51.100.1": { held: oldest, is: "resolver" },
  "198.51.100.2": { held: held.filter(({ type }) => type !== "MX"), is: "resolver" },
});

test.for(["en", "zh"] as const)("a table shows who serves what, and what is remembered (%s)", async (lang) => {
  const lines = propagationLines(await partOf(mixed), { lang, style: styleFor("plain") });
  expect(`\n${lines.join("\n")}\n`).toBe(shown[lang]);
});

const shown = {
  en: `
  name server      address        state   serial  TCP  EDNS
  ns1.example.net  192.175.48.53  serves  7       yes  yes
  ns2.example.net  192.31.196.53  serves  7       no   yes

  record                      servers of the zone  198.51.100.1     198.51.100.2
  example.com TXT             differ               old, for 1800 s  the same
  example.com MX              agree                the same         old
  _dmarc.example.com TXT      agree: no record     the same         the same
  _mta-sts.example.com TXT    agree: no record     the same         the same
  _smtp._tls.example.com TXT  agree: no record     the same         the same
  example.com TXT
    ns1.example.net (192.175.48.53): v=spf1 -all
    ns2.example.net (192.31.196.53): v=spf1 ?all
    198.51.100.1 (1800 s): v=spf1 +all
  example.com MX
    ns1.example.net (192.175.48.53), ns2.example.net (192.31.196.53): 10 mx.example.com
    198.51.100.2: no such record
`,
  zh: `
  名称服务器       地址           状态          序列号  TCP     EDNS
  ns1.example.net  192.175.48.53  提供权威应答  7       支持    支持
  ns2.example.net  192.31.196.53  提供权威应答  7       不支持  支持

  记录                        区域的服务器    198.51.100.1          198.51.100.2
  example.com TXT             不一致          旧记录，还有 1800 秒  相同
  example.com MX              一致            相同                  旧记录
  _dmarc.example.com TXT      一致：无此记录  相同                  相同
  _mta-sts.example.com TXT    一致：无此记录  相同                  相同
  _smtp._tls.example.com TXT  一致：无此记录  相同                  相同
  example.com TXT
    ns1.example.net (192.175.48.53): v=spf1 -all
    ns2.example.net (192.31.196.53): v=spf1 ?all
    198.51.100.1 (1800 s): v=spf1 +all
  example.com MX
    ns1.example.net (192.175.48.53), ns2.example.net (192.31.196.53): 10 mx.example.com
    198.51.100.2: 无此记录
`,
};

test("resolvers that disagree are told with what they say, where nobody says what is right", async () => {
  const servers = among({
    "192.175.48.53": { held, is: "silent" },
    "192.31.196.53": { held, is: "silent" },
    "198.51.100.1": { held, is: "resolver" },
    "198.51.100.2": { held: oldest, is: "resolver" },
  });
  const lines = propagationLines(await partOf(servers), { lang: "en", style: styleFor("plain") });
  expect(lines.slice(4, 6)).toEqual([
    "  record                      servers of the zone  198.51.100.1  198.51.100.2",
    "  example.com TXT             not known            answers       answers",
  ]);
  expect(lines.slice(10)).toEqual([
    "  example.com TXT",
    "    198.51.100.1 (300 s): v=spf1 -all",
    "    198.51.100.2 (1800 s): v=spf1 +all",
  ]);
});

test("serial numbers are told with a difference, where they differ", async () => {
  const serials = async (serial: number): Promise<unknown> => {
    const later = older.map((each) => (each.type === "SOA" ? { ...each, value: `ns admin ${serial} 2 3 4 60` } : each));
    const sight = servedAnswersDiffer.run(await partOf(among({ "192.31.196.53": { held: later } })), {}, {});
    return typeof sight === "string" ? sight : sight.map(({ facts }) => facts["serials"]);
  };
  expect(await serials(6)).toEqual(["ns1.example.net 7, ns2.example.net 6"]);
  expect(await serials(7)).toEqual([""]);
});

test("a report in JSON has all of it", async () => {
  expect(jsonPropagation(await partOf(mixed))).toMatchObject({
    zone: "example.com",
    servers: [
      { host: "ns1.example.net", address: "192.175.48.53", state: "serving", serial: 7, tcp: "taken", edns: "taken" },
      { host: "ns2.example.net", address: "192.31.196.53", state: "serving", serial: 7, tcp: "missing", edns: "taken" },
    ],
  });
});
