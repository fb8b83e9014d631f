/** A server that lies: the answer is right or `failed`, never a wrong "not there", and the packets are few. */
import { createSocket } from "node:dgram";
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { DnsAnswer, DnsType } from "../../../src/model/dns.ts";
import { limits } from "../../../src/model/limits.ts";
import { askServer } from "../../../src/platform/dns/ask-server.ts";
import { liveDns } from "../../../src/platform/dns/live-dns.ts";
import { readMessage } from "../../../src/platform/dns/message.ts";
import { readAnswer } from "../../../src/platform/dns/read-answer.ts";
import {
  addressRecord,
  aliasRecord,
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

const open: LyingServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const NAME = "host.example";
const truth = txtRecord(NAME, "v=spf1 -all");
const right = (got: Got) => answerTo(got, { answers: [truth] });
const found = { status: "found", records: [{ value: ["v=spf1 -all"] }] };

/** What the client makes of a server, and what the server got. */
async function asked(
  lie: Lie,
  { timeoutMs = 5_000, type = "TXT" }: { readonly timeoutMs?: number; readonly type?: DnsType } = {},
): Promise<[DnsAnswer, readonly Got[]]> {
  const server = new LyingServer(lie);
  open.push(server);
  const dns = liveDns({ servers: [await server.listen()], timeoutMs });
  return [await dns.lookup(NAME, type), server.got];
}

/** For servers that stay silent: the time limit is the answer. */
const SHORT = { timeoutMs: 100 };

const failed = (because: string) => ({ status: "failed", because });

function changed(packet: Buffer, change: (bytes: Buffer) => void): Buffer {
  const copy = Buffer.from(packet);
  change(copy);
  return copy;
}

/** Packets that are not the answer, although they look like one. */
const forgeries: readonly (readonly [string, (got: Got) => Buffer])[] = [
  ["with another id", (got) => changed(right(got), (bytes) => bytes.writeUInt16BE(bytes.readUInt16BE(0) ^ 1, 0))],
  ["for another name", (got) => changed(right(got), (bytes) => bytes.write("ghost", 13, "latin1"))],
  [
    "for another type",
    (got) => changed(right(got), (bytes) => bytes.writeUInt16BE(1, got.bytes.indexOf(Buffer.from([0, 0, 16])) + 1)),
  ],
  [
    "of another class",
    (got) => changed(right(got), (bytes) => bytes.writeUInt16BE(3, got.bytes.indexOf(Buffer.from([0, 0, 16])) + 3)),
  ],
  ["that is a question itself", (got) => changed(right(got), (bytes) => bytes.writeUInt8((bytes[2] ?? 0) & 0x7f, 2))],
  ["of another operation", (got) => changed(right(got), (bytes) => bytes.writeUInt8((bytes[2] ?? 0) | 0x28, 2))],
  ["without a question", (got) => changed(right(got), (bytes) => bytes.writeUInt16BE(0, 4))],
  ["with two questions", (got) => changed(right(got), (bytes) => bytes.writeUInt16BE(2, 4))],
  ["of one byte", () => Buffer.of(1)],
  ["of nothing", () => Buffer.alloc(0)],
  ["cut within its header", (got) => right(got).subarray(0, 9)],
  ["cut within its question", (got) => right(got).subarray(0, 17)],
];

describe("a packet", () => {
  test.for(forgeries)("%s is passed over, and the right one waited for", async ([, forge]) => {
    const [answer, got] = await asked((each) => [forge(each), right(each)], { timeoutMs: 5_000 });
    expect(answer).toMatchObject(found);
    expect(got.length).toBe(1);
  });

  test.for(forgeries)("%s is no answer, however often it comes", async ([, forge]) => {
    const [answer, got] = await asked((each) => [forge(each), forge(each)], SHORT);
    expect(answer).toEqual(failed("timeout"));
    expect(got.length).toBe(limits.dnsTriesMax);
  });

  test("from another port is not heard", async () => {
    const other = createSocket("udp4");
    const [answer] = await asked((got, { from }) => {
      if (got.nth === 1) other.send(right(got), from?.port ?? 0, from?.address);
      return got.nth > 1 ? [answerTo(got, { answers: [txtRecord(NAME, "true")] })] : [];
    }, SHORT);
    other.close();
    expect(answer).toMatchObject({ status: "found", records: [{ value: ["true"] }] });
  });

  test("in other letters is asked for again, without random letters", async () => {
    const [answer, got] = await asked((each) => [changed(right(each), lowered)], { timeoutMs: 5_000 });
    expect(answer).toMatchObject(found);
    expect(got.length).toBeLessThanOrEqual(2);
    expect(got.at(-1)?.name).toBe(NAME);
  });
});

function lowered(bytes: Buffer): void {
  bytes.write(bytes.toString("latin1", 12, 12 + NAME.length + 2).toLowerCase(), 12, "latin1");
}

test("a server that changes letters always is not asked in random ones for long", async () => {
  const server = new LyingServer((got) => [
    changed(answerTo(got, { answers: [txtRecord(got.name, "x")] }), (bytes) => {
      bytes.write(got.name.toLowerCase(), 13, "latin1");
      bytes.writeUInt8(got.name.indexOf("."), 12);
      bytes.writeUInt8("example".length, 13 + got.name.indexOf("."));
    }),
  ]);
  open.push(server);
  const dns = liveDns({ servers: [await server.listen()], timeoutMs: 5_000 });
  for (let at = 0; at < 20; at++) expect((await dns.lookup(`abcdefghijklmno${at}.example`, "TXT")).status).toBe("found");
  expect(server.got.length).toBe(23);
});

describe("EDNS", () => {
  test.for([
    ["FORMERR", 1],
    ["NOTIMP", 4],
  ] as const)("refused by %s is left off, and stays off", async ([, rcode]) => {
    const server = new LyingServer((got) => [got.hasEdns ? answerTo(got, { rcode }).subarray(0, 12) : right(got)].map(headOnly));
    open.push(server);
    const dns = liveDns({ servers: [await server.listen()], timeoutMs: 5_000 });
    expect(await dns.lookup(NAME, "TXT")).toMatchObject(found);
    await dns.lookup(NAME, "A");
    expect(server.got.map(({ hasEdns }) => hasEdns)).toEqual([true, false, false]);
  });

  test("of another version (BADVERS, in the extended code) is left off", async () => {
    const opt = rawRecord(Buffer.of(0), 41, Buffer.alloc(0), 0x0100_0000);
    const [answer, got] = await asked((each) => [each.hasEdns ? answerTo(each, { additional: [opt] }) : right(each)]);
    expect(answer).toMatchObject(found);
    expect(got.length).toBe(2);
  });

  test("refused for ever is a failure", async () => {
    const [answer, got] = await asked((each) => [answerTo(each, { rcode: 1 })]);
    expect(answer).toEqual(failed("server-failed"));
    expect(got.length).toBeLessThanOrEqual(limits.dnsTriesMax * 2);
  });
});

/** An answer of 12 bytes says that it has no question. */
function headOnly(packet: Buffer): Buffer {
  return packet.length === 12 ? changed(packet, (bytes) => bytes.writeUInt16BE(0, 4)) : packet;
}

describe("an answer cut short", () => {
  const cut = (got: Got) => answerTo(got, { flags: ["tc", "ra"] });

  test("is asked for over TCP", async () => {
    const [answer, got] = await asked((each) => [each.transport === "udp" ? cut(each) : prefixed(right(each))], {
      timeoutMs: 5_000,
    });
    expect(answer).toMatchObject(found);
    expect(got.map(({ transport }) => transport)).toEqual(["udp", "tcp"]);
  });

  test("without saying so, at 512 bytes, too", async () => {
    const long = (got: Got) => answerTo(got, { answers: Array.from({ length: 40 }, (_, at) => txtRecord(NAME, `text ${at}`)) });
    const [answer, got] = await asked((each) => [each.transport === "udp" ? long(each).subarray(0, 512) : prefixed(long(each))], {
      timeoutMs: 5_000,
    });
    expect(answer).toMatchObject({ status: "found", records: { length: 40 } });
    expect(got.length).toBe(2);
  });

  test("over TCP as well is a failure, after few tries", async () => {
    const [answer, got] = await asked((each) => [each.transport === "udp" ? cut(each) : prefixed(cut(each))]);
    expect(answer).toEqual(failed("malformed"));
    expect(got.length).toBe(limits.dnsTriesMax * 2);
  });

  test("of 64 KB is read whole", async () => {
    const many = Array.from({ length: 4_000 }, (_, at) =>
      rawRecord(Buffer.of(0xc0, 12), 16, Buffer.from(`\x03${1000 + at}`.slice(0, 4), "latin1")),
    );
    const whole = (got: Got) => prefixed(answerTo(got, { answers: many }));
    const [answer] = await asked((each) => [each.transport === "udp" ? cut(each) : whole(each)], { timeoutMs: 5_000 });
    expect(answer.status).toBe("found");
  });

  test("in single bytes over TCP is put together", async () => {
    const pieces = (got: Got) => Array.from(prefixed(right(got)), (byte) => Buffer.of(byte));
    const [answer] = await asked((each) => (each.transport === "udp" ? [cut(each)] : pieces(each)), { timeoutMs: 5_000 });
    expect(answer).toMatchObject(found);
  });

  test.for([
    ["that drips and never ends", (got: Got) => [prefixed(right(got)).subarray(0, 20)], "timeout"],
    ["that is silent", () => [], "timeout"],
    ["that is empty", () => [Buffer.of(0, 0)], "malformed"],
    ["to another question", (got: Got) => [prefixed(forgeries[1]?.[1](got) ?? right(got))], "malformed"],
    ["of garbage", () => [prefixed(Buffer.alloc(100, 7))], "malformed"],
  ] as const)("%s over TCP is a failure in its time", async ([, pieces, because]) => {
    const isSilent = because === "timeout";
    const [answer, got] = await asked((each) => (each.transport === "udp" ? [cut(each)] : pieces(each)), isSilent ? SHORT : {});
    expect(answer).toEqual(failed(because));
    expect(got.length).toBeLessThanOrEqual(limits.dnsTriesMax * 2);
  });
});

describe("records nobody asked for", () => {
  const chaos = changed(txtRecord(NAME, "chaos"), (bytes) => bytes.writeUInt16BE(3, wireName(NAME).length + 2));
  /** Stands where the question ends: its header, name, type and class before it. */
  const selfPointer = Buffer.of(0xc0, 12 + wireName(NAME).length + 4);
  test.for<readonly [string, readonly Buffer[], object]>([
    ["beside the answer are not taken", [txtRecord("bank.example", "forged"), truth], found],
    ["of another type at the name are not taken", [addressRecord(NAME, "192.0.2.1"), truth], found],
    ["of another class are not taken", [chaos, truth], found],
    ["twice the same are one", [truth, truth], { status: "found", records: { length: 1 } }],
    ["alone do not say that there is nothing", [txtRecord("bank.example", "forged")], failed("malformed")],
    ["whose owner points at itself are no answer", [rawRecord(selfPointer, 16, Buffer.from("\x04true"))], failed("malformed")],
    ["of another class alone are no answer", [chaos], failed("malformed")],
    ["of another type at the name, alone, leave it without", [addressRecord(NAME, "192.0.2.1")], { status: "absent" }],
    [
      "behind an alias that leads elsewhere are not taken",
      [aliasRecord(NAME, "a.example"), txtRecord("b.example", "forged"), txtRecord("a.example", "v=spf1 -all")],
      { ...found, aliases: ["a.example"] },
    ],
  ])("%s", async ([, answers, expected]) => {
    const [answer] = await asked((got) => [answerTo(got, { answers })]);
    expect(answer).toMatchObject(expected);
  });

  test("do not undo what the zone says", async () => {
    const answers = [txtRecord("bank.example", "forged")];
    const [answer] = await asked((got) => [answerTo(got, { answers, authority: [soaRecord("example", 60)] })]);
    expect(answer).toMatchObject({ status: "absent", kind: "type" });
  });

  test("poison no other name", async () => {
    const server = new LyingServer((got) => [
      answerTo(got, {
        answers:
          got.name.toLowerCase() === NAME ? [truth, txtRecord("bank.example", "forged")] : [txtRecord("bank.example", "true")],
        additional: [txtRecord("bank.example", "forged")],
      }),
    ]);
    open.push(server);
    const dns = liveDns({ servers: [await server.listen()], timeoutMs: 5_000 });
    await dns.lookup(NAME, "TXT");
    expect(await dns.lookup("bank.example", "TXT")).toMatchObject({ records: [{ value: ["true"] }] });
  });
});

describe("values that do not fit their type", () => {
  const at = (type: DnsType, value: Buffer) => record(NAME, type, value);
  const bytes = (...numbers: readonly number[]) => Buffer.from(numbers);
  test.for<readonly [string, DnsType, Buffer]>([
    ["an address of three bytes", "A", at("A", bytes(1, 2, 3))],
    ["an address of five bytes", "A", at("A", bytes(1, 2, 3, 4, 5))],
    ["a long address that is short", "AAAA", at("AAAA", bytes(1, 2, 3, 4))],
    ["an exchange without a name", "MX", at("MX", bytes(0, 10))],
    ["an exchange with bytes behind it", "MX", at("MX", Buffer.concat([bytes(0, 10), wireName("a.example"), bytes(7)]))],
    ["a name with a dot in a label", "NS", at("NS", Buffer.from("\x03a.b\x07example\0", "latin1"))],
    ["a name with a zero in it", "NS", at("NS", Buffer.from("\x03a\0b\x07example\0", "latin1"))],
    ["a name with a blank in it", "PTR", at("PTR", wireName("a b.example"))],
    ["a name that is no UTF-8", "PTR", at("PTR", wireName("a\xff.example"))],
    ["a name of reserved labels", "PTR", at("PTR", bytes(0x80, 1, 0))],
    ["a name that points at itself", "PTR", rawRecord(wireName(NAME), 12, bytes(0xc0, 12 + 18 + 14 + 10))],
    ["a name that points ahead", "PTR", at("PTR", bytes(0xff, 0xff))],
    ["a string longer than its record", "TXT", at("TXT", bytes(9, 97))],
    ["a text without any string", "TXT", at("TXT", bytes())],
    ["a zone's data without numbers", "SOA", at("SOA", Buffer.concat([wireName("a"), wireName("b")]))],
    ["a certificate without data", "TLSA", at("TLSA", bytes(3, 1, 1))],
    ["a digest without data", "DS", at("DS", bytes(0, 1, 2, 3))],
    ["a tag longer than its record", "CAA", at("CAA", bytes(0, 9, 105))],
    ["an alias to the root", "TXT", aliasRecord(NAME, "")],
  ])("%s is malformed, not absent", async ([, type, answer]) => {
    const [came, got] = await asked((each) => [answerTo(each, { answers: [answer] })], { type });
    expect(came).toEqual(failed("malformed"));
    expect(got.length).toBe(limits.dnsTriesMax);
  });

  test("a record that is longer than the message is malformed", async () => {
    const [came] = await asked((each) => [answerTo(each, { answers: [truth] }).subarray(0, -3)]);
    expect(came).toEqual(failed("malformed"));
  });

  test("a broken record beside the answer changes nothing", async () => {
    const [came] = await asked((each) => [
      answerTo(each, { answers: [truth], additional: [record("x.example", "A", bytes(1))] }),
    ]);
    expect(came).toMatchObject(found);
  });
});

describe("aliases without end", () => {
  test.for<readonly [string, (got: Got) => readonly Buffer[], number]>([
    ["to itself", () => [aliasRecord(NAME, NAME)], 1],
    ["in a circle within an answer", () => [aliasRecord(NAME, "a.example"), aliasRecord("a.example", NAME)], 1],
    ["in a circle over answers", ({ name }) => [aliasRecord(name, name.toLowerCase() === NAME ? "a.example" : NAME)], 2],
    ["longer each time", ({ name }) => [aliasRecord(name, `x.${name}`)], limits.dnsAliasesMax + 1],
    [
      "many in one answer",
      () => Array.from({ length: 50 }, (_, at) => aliasRecord(at === 0 ? NAME : `n${at}.example`, `n${at + 1}.example`)),
      1,
    ],
  ])("%s are given up", async ([, answers, packets]) => {
    const [came, got] = await asked((each) => [answerTo(each, { answers: answers(each) })]);
    expect(came).toEqual(failed("server-failed"));
    expect(got.length).toBe(packets);
  });
});

describe("a server", () => {
  test("that is silent is given up after its tries", async () => {
    const [came, got] = await asked(() => [], SHORT);
    expect(came).toEqual(failed("timeout"));
    expect(got.length).toBe(limits.dnsTriesMax);
    expect(new Set(got.map(({ bytes }) => bytes.readUInt16BE(0))).size).toBe(limits.dnsTriesMax);
  });

  test("where nobody listens has failed", async () => {
    const server = new LyingServer(() => []);
    const endpoint = await server.listen();
    await server.close();
    expect(await liveDns({ servers: [endpoint], timeoutMs: 60 }).lookup(NAME, "TXT")).toEqual(failed("server-failed"));
  });

  test("that fails under a storm is asked no more often than each question's tries", async () => {
    const server = new LyingServer((got) => [answerTo(got, { rcode: 2 })]);
    open.push(server);
    const dns = liveDns({ servers: [await server.listen()], timeoutMs: 5_000 });
    const answers = await Promise.all(Array.from({ length: 300 }, (_, at) => dns.lookup(`n${at % 100}.example`, "TXT")));
    expect(answers).toEqual(answers.map(() => failed("server-failed")));
    expect(server.got.length).toBe(100 * limits.dnsTriesMax);
  });

  test("that answers to everything is believed, name by name", async () => {
    const server = new LyingServer((got) => [answerTo(got, { answers: [txtRecord(got.name, "wild")] })]);
    open.push(server);
    const dns = liveDns({ servers: [await server.listen()], timeoutMs: 5_000 });
    for (const name of ["a.example", "b.a.example"]) expect(await dns.lookup(name, "TXT")).toMatchObject({ records: [{ name }] });
  });

  test("is asked itself, without recursion, and all it says is told", async () => {
    const server = new LyingServer((got) => [
      answerTo(got, {
        rcode: 3,
        flags: ["aa"],
        authority: [soaRecord("example", 60, 77), record("example", "NS", wireName("ns.example"))],
      }),
    ]);
    open.push(server);
    expect(await askServer(await server.listen(), { name: "Gone.Example.", type: "A" })).toEqual({
      status: "answered",
      rcode: "NXDOMAIN",
      isAuthoritative: true,
      isRecursive: false,
      hasEdns: false,
      additional: [],
      answers: [],
      authority: [
        { type: "SOA", name: "example", ttlSeconds: 77, value: "ns.example admin.example 1 2 3 4 60" },
        { type: "NS", name: "example", ttlSeconds: 300, value: "ns.example" },
      ],
    });
    expect(server.got.map(({ recursionDesired }) => recursionDesired)).toEqual([false]);
  });
});

describe("any bytes", () => {
  const bytes = fc.uint8Array({ maxLength: 600 }).map((array) => Buffer.from(array));

  test("as a message are read or refused, and lead nowhere else", () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom("A", "MX", "TXT", "SOA", "CAA", "NS"), (packet, type) => {
        const message = readMessage(packet);
        if (message) readAnswer(message, NAME, type);
      }),
      { numRuns: 2_000 },
    );
  });

  test("behind a question's echo never crash or hang the client", async () => {
    const tails: Buffer[] = [];
    const server = new LyingServer((got) => {
      const tail = tails[0] ?? Buffer.alloc(0);
      const packet = Buffer.concat([answerTo(got), tail.subarray(6)]);
      tail.copy(packet, 6, 0, 6);
      return [got.transport === "udp" ? packet : prefixed(packet)];
    });
    open.push(server);
    const endpoint = await server.listen();
    await fc.assert(
      fc.asyncProperty(bytes, async (tail) => {
        tails[0] = tail;
        const before = server.got.length;
        const answer = await liveDns({ servers: [endpoint], timeoutMs: 2_000 }).lookup(NAME, "TXT");
        expect(["found", "absent", "failed"]).toContain(answer.status);
        expect(server.got.length - before).toBeLessThanOrEqual(limits.dnsTriesMax * 3);
      }),
      { numRuns: 100 },
    );
  });

  test("in a valid message with one byte changed give an answer that fits its type", () => {
    const question = { bytes: Buffer.from("00010100000100000000000004686f7374076578616d706c650000010001", "hex") };
    const base = answerTo(question, { answers: [aliasRecord(NAME, "a.example"), addressRecord("a.example", "192.0.2.1")] });
    fc.assert(
      fc.property(fc.nat(base.length - 1), fc.nat(255), (place, byte) => {
        const message = readMessage(changed(base, (packet) => packet.writeUInt8(byte, place)));
        const reading = message && readAnswer(message, NAME, "A");
        if (reading?.status !== "found") return;
        for (const { value } of reading.records) expect(value).toMatch(/^(?:\d{1,3}\.){3}\d{1,3}$/);
      }),
      { numRuns: 3_000 },
    );
  });

  test("with hops in a long chain cost no more than they should", () => {
    const chain = Buffer.alloc(16_000);
    for (let at = 0; at < chain.length; at += 2) chain.writeUInt16BE(0xc000 + Math.max(12, 12 + 18 + at - 2), at);
    const question = { bytes: Buffer.from("00010100000100000000000004686f7374076578616d706c650000100001", "hex") };
    const padding = rawRecord(Buffer.of(0), 99, chain);
    const hostile = Array.from({ length: 3_000 }, () => rawRecord(Buffer.of(0xfe, 0x80), 16, Buffer.of(1, 97)));
    const message = readMessage(answerTo(question, { answers: [padding, ...hostile] }));
    expect(message && readAnswer(message, NAME, "TXT")).toMatchObject(failed("malformed"));
  });
});
