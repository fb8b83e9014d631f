import { afterEach, describe, expect, test } from "vitest";
import type { Dns, DnsAnswer, DnsType } from "../../../src/model/dns.ts";
import { dnsTypes } from "../../../src/model/dns.ts";
import { limits } from "../../../src/model/limits.ts";
import { liveDns } from "../../../src/platform/dns/live-dns.ts";
import {
  addressRecord,
  aliasRecord,
  answerTo,
  type Got,
  type Lie,
  LyingServer,
  record,
  soaRecord,
  txtRecord,
  wireName,
} from "../../support/lying-server.ts";

const open: LyingServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

interface World {
  readonly dns: Dns;
  readonly server: LyingServer;
  /** Sets the clock of the client, in milliseconds. */
  readonly at: (nowMs: number) => void;
}

async function world(lie: Lie, timeoutMs = 5_000): Promise<World> {
  const server = new LyingServer(lie);
  open.push(server);
  let now = 0;
  const dns = liveDns({ servers: [await server.listen()], timeoutMs, nowMs: () => now });
  return { dns, server, at: (nowMs) => (now = nowMs) };
}

/** A server that has these records, and tells the rest by an SOA. */
function having(records: Readonly<Partial<Record<DnsType, readonly Buffer[]>>>): Lie {
  return (got) => {
    const answers = (got.type && records[got.type]) ?? [];
    return [answerTo(got, { answers, authority: answers.length > 0 ? [] : [soaRecord("example", 60)] })];
  };
}

test("answers are written as a master file would", async () => {
  const bytes = (...numbers: readonly number[]) => Buffer.from(numbers);
  const { dns } = await world(
    having({
      A: [addressRecord("a.example", "192.0.2.1")],
      AAAA: [record("a.example", "AAAA", Buffer.from("20010db8000000000000000000000001", "hex"))],
      CNAME: [aliasRecord("a.example", "B.Example")],
      MX: [record("a.example", "MX", Buffer.concat([bytes(0, 10), wireName("Mail.example")]))],
      NS: [record("a.example", "NS", wireName("ns.example"))],
      PTR: [record("a.example", "PTR", wireName("host.example"))],
      SOA: [soaRecord("a.example", 5)],
      TXT: [record("a.example", "TXT", Buffer.from("\x07v=spf1 \x04-all\x00", "latin1"))],
      TLSA: [record("a.example", "TLSA", bytes(3, 1, 1, 0xab, 0xcd))],
      DS: [record("a.example", "DS", bytes(0, 9, 8, 2, 0xff))],
      CAA: [record("a.example", "CAA", Buffer.from("\x00\x05ISSUEca.example", "latin1"))],
    }),
  );
  const values = await Promise.all(
    dnsTypes.map(async (type) => {
      const answer = await dns.lookup("A.example.", type);
      return [type, answer.status === "found" ? answer.records.map(({ value }) => value) : answer];
    }),
  );
  expect(Object.fromEntries(values)).toEqual({
    A: ["192.0.2.1"],
    AAAA: ["2001:db8::1"],
    CNAME: ["b.example"],
    MX: ["10 mail.example"],
    NS: ["ns.example"],
    PTR: ["host.example"],
    SOA: ["ns.a.example admin.a.example 1 2 3 4 5"],
    TXT: [["v=spf1 ", "-all", ""]],
    TLSA: ["3 1 1 abcd"],
    DS: ["9 8 2 ff"],
    CAA: ["0 issue ca.example"],
  });
});

test("a record says its owner and time to live, and the answer whether it was proved", async () => {
  const { dns } = await world((got) => [
    answerTo(got, { flags: ["ra", "ad"], answers: [txtRecord("A.EXAMPLE", "x", 7), txtRecord("a.example", "y", 9)] }),
  ]);
  expect(await dns.lookup("a.example", "TXT")).toEqual({
    status: "found",
    isAuthenticated: true,
    records: [
      { type: "TXT", name: "a.example", ttlSeconds: 7, value: ["x"] },
      { type: "TXT", name: "a.example", ttlSeconds: 7, value: ["y"] },
    ],
  });
});

test("a question asks for recursion, with EDNS, in letters of random case, under another id and port each time", async () => {
  const ports = new Set<number>();
  const { dns, server } = await world((got, { from }) => {
    ports.add(from?.port ?? 0);
    return [answerTo(got, { answers: [txtRecord(got.name, "x")] })];
  });
  for (let at = 0; at < 40; at++) await dns.lookup(`abcdefghijklmnopqrstuvwxyz${at}.example`, "TXT");
  expect(server.got.every(({ hasEdns, recursionDesired }) => hasEdns && recursionDesired)).toBe(true);
  expect(new Set(server.got.map(({ bytes }) => bytes.readUInt16BE(0))).size).toBeGreaterThan(35);
  expect(new Set(server.got.map(({ name }) => name.slice(0, 26))).size).toBeGreaterThan(35);
  expect(ports.size).toBeGreaterThan(1);
});

describe("what is not there", () => {
  const soa = [soaRecord("example", 60)];
  test.for<readonly [string, Parameters<typeof answerTo>[1], DnsAnswer]>([
    ["a name", { rcode: 3, authority: soa }, { status: "absent", kind: "name" }],
    ["a name, the resolver's word for it", { rcode: 3 }, { status: "absent", kind: "name" }],
    ["a name, by nobody who could know", { rcode: 3, flags: [] }, { status: "failed", because: "server-failed" }],
    ["a type", { authority: soa, flags: [] }, { status: "absent", kind: "type" }],
    ["a type, the zone's own word for it", { flags: ["aa"] }, { status: "absent", kind: "type" }],
    [
      "a referral",
      { flags: [], authority: [record("example", "NS", wireName("ns.other"))] },
      { status: "failed", because: "server-failed" },
    ],
    ["another zone's SOA", { flags: [], authority: [soaRecord("other", 60)] }, { status: "failed", because: "server-failed" }],
    ["a lame server", { flags: [] }, { status: "failed", because: "server-failed" }],
    ["SERVFAIL", { rcode: 2 }, { status: "failed", because: "server-failed" }],
    ["REFUSED", { rcode: 5 }, { status: "failed", because: "refused" }],
    ["NOTAUTH", { rcode: 9 }, { status: "failed", because: "server-failed" }],
  ])("%s", async ([, said, expected]) => {
    const { dns, server } = await world((got) => [answerTo(got, said)]);
    expect(await dns.lookup("a.example", "TXT")).toEqual(expected);
    expect(server.got.length).toBe(expected.status === "failed" ? limits.dnsTriesMax : 1);
  });
});

test.for([
  [""],
  ["a..b"],
  [`${"a".repeat(64)}.example`],
  [`${"a.".repeat(127)}example`],
  ["a b.example"],
  ["a\\.b"],
  ["é.example"],
])("%j is no name to ask for", async ([name = ""]) => {
  const { dns, server } = await world(having({}));
  expect(await dns.lookup(name, "TXT")).toEqual({ status: "failed", because: "name-invalid" });
  expect(server.got).toEqual([]);
});

describe("aliases", () => {
  test("within an answer are followed and told, with the shortest time on the way", async () => {
    const { dns, server } = await world((got) => [
      answerTo(got, {
        answers: [aliasRecord("a.example", "B.example", 5), aliasRecord("b.example", "c.example"), txtRecord("c.example", "x")],
      }),
    ]);
    expect(await dns.lookup("a.example", "TXT")).toEqual({
      status: "found",
      isAuthenticated: false,
      aliases: ["b.example", "c.example"],
      records: [{ type: "TXT", name: "c.example", ttlSeconds: 5, value: ["x"] }],
    });
    expect(server.got.length).toBe(1);
  });

  test("that end without an answer are asked on", async () => {
    const next = new Map([
      ["a.example", aliasRecord("a.example", "b.example", 9)],
      ["b.example", aliasRecord("b.example", "c.other", 5)],
    ]);
    const { dns, server } = await world((got) => {
      const alias = next.get(got.name.toLowerCase());
      return [answerTo(got, { answers: [alias ?? txtRecord(got.name, "x", 7)] })];
    });
    expect(await dns.lookup("a.example", "TXT")).toEqual({
      status: "found",
      isAuthenticated: false,
      aliases: ["b.example", "c.other"],
      records: [{ type: "TXT", name: "c.other", ttlSeconds: 5, value: ["x"] }],
    });
    expect(server.got.map(({ name }) => name.toLowerCase())).toEqual(["a.example", "b.example", "c.other"]);
  });

  test("may lead to a name that is not there", async () => {
    const { dns } = await world((got) => [
      answerTo(got, { rcode: 3, answers: [aliasRecord("a.example", "b.example")], authority: [soaRecord("example", 60)] }),
    ]);
    expect(await dns.lookup("a.example", "TXT")).toEqual({ status: "absent", kind: "name", aliases: ["b.example"] });
  });
});

describe("what is remembered", () => {
  const counted =
    (said: (got: Got) => Parameters<typeof answerTo>[1]): Lie =>
    (got) => [answerTo(got, said(got))];

  test("one question is asked once by all who ask at the same time, whatever the letters", async () => {
    const { dns, server } = await world(counted(({ name }) => ({ answers: [txtRecord(name, "x")] })));
    const asked = ["a.example", "A.example", "a.example."].map((name) => dns.lookup(name, "TXT"));
    const [first, ...others] = await Promise.all(asked);
    expect(others).toEqual([first, first]);
    expect(server.got.length).toBe(1);
  });

  test.for<readonly [string, Parameters<typeof answerTo>[1], number]>([
    ["an answer, for its time to live", { answers: [txtRecord("a.example", "x", 30)] }, 30],
    ["an answer with the highest bit in its time, not at all", { answers: [txtRecord("a.example", "x", 0x8000_0000)] }, 0],
    ["what is absent, for the minimum of the zone", { rcode: 3, authority: [soaRecord("example", 20, 900)] }, 20],
    [
      "what is absent, no longer than three hours",
      { authority: [soaRecord("example", 90_000, 90_000)] },
      limits.dnsAbsentSecondsMax,
    ],
    ["an answer, no longer than a day", { answers: [txtRecord("a.example", "x", 900_000)] }, limits.dnsFoundSecondsMax],
    ["a failure, for seconds", { rcode: 5 }, limits.dnsFailedSeconds],
  ])("%s", async ([, said, seconds]) => {
    const { dns, server, at } = await world(counted(() => said));
    await dns.lookup("a.example", "TXT");
    const once = server.got.length;
    at(Math.max(0, seconds * 1000 - 1));
    await dns.lookup("a.example", "TXT");
    expect(server.got.length).toBe(seconds === 0 ? once * 2 : once);
    at(seconds * 1000);
    await dns.lookup("a.example", "TXT");
    expect(server.got.length).toBeGreaterThan(once);
  });

  test("a name that is denied denies no name below it", async () => {
    const { dns } = await world((got) => [
      got.name.toLowerCase() === "example"
        ? answerTo(got, { rcode: 3, authority: [soaRecord("example", 60)] })
        : answerTo(got, { answers: [txtRecord(got.name, "x")] }),
    ]);
    expect((await dns.lookup("example", "TXT")).status).toBe("absent");
    expect((await dns.lookup("_dmarc.example", "TXT")).status).toBe("found");
  });
});

test("no more than so many questions wait for one server", async () => {
  let waiting = 0;
  let most = 0;
  const { dns, server } = await world(async (got) => {
    most = Math.max(most, ++waiting);
    await new Promise((resolve) => setTimeout(resolve, 5));
    waiting--;
    return [answerTo(got, { answers: [txtRecord(got.name, "x")] })];
  });
  const answers = await Promise.all(Array.from({ length: 1_500 }, (_, at) => dns.lookup(`n${at}.example`, "TXT")));
  expect(answers.filter(({ status }) => status !== "found")).toEqual([]);
  expect(most).toBeLessThanOrEqual(limits.dnsOpenPerServerMax);
  expect(server.got.length).toBe(1_500);
});

test("the next server is asked when one fails, and first when one was silent for long", async () => {
  const silent = new LyingServer(() => []);
  const good = new LyingServer((got) => [answerTo(got, { answers: [txtRecord(got.name, "x")] })]);
  open.push(silent, good);
  const dns = liveDns({ servers: [await silent.listen(), await good.listen()], timeoutMs: 200 });
  for (let at = 0; at < 6; at++) expect((await dns.lookup(`n${at}.example`, "TXT")).status).toBe("found");
  expect(silent.got.length).toBe(3);
});

test("without any server there is no answer", async () => {
  expect(await liveDns({ servers: [] }).lookup("a.example", "TXT")).toEqual({ status: "failed", because: "server-failed" });
});
