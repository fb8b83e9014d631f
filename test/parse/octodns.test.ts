import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineStarts, positionOf } from "../../src/model/lines.ts";
import { readOctodns } from "../../src/parse/zone/read-octodns.ts";

const read = (text: string) => readOctodns({ file: "example.com.yaml", text }, "example.com");

const file = `---
'':
  - type: MX
    ttl: 300
    values:
      - preference: 10
        exchange: mail.example.com.
      - priority: 20
        value: backup
  - type: TXT
    values:
      - v=spf1 include:_spf.example.net -all
      - "one\\\\; two"
_dmarc:
  type: TXT
  value: v=DMARC1\\; p=none
www:
  octodns:
    cloudflare: {proxied: true}
  type: CNAME
  value: Target.example.net.
host:
  - {type: A, value: 192.0.2.1}
  - {type: AAAA, value: '2001:DB8::1'}
  - {type: SRV, values: []}
_25._tcp.host:
  type: TLSA
  value: {certificate_usage: 3, selector: 1, matching_type: 1, certificate_association_data: ABCD}
caa:
  type: CAA
  value: {flags: 0, tag: issue, value: ca.example}
sub:
  type: NS
  values: [ns.example.net.]
`;

test("an octoDNS file is a zone", () => {
  const { zone, problems } = read(file);
  expect(problems).toEqual([]);
  expect(zone.records.map(({ name, type, value, writtenAt }) => [name, type, value, writtenAt?.line])).toEqual([
    ["example.com", "MX", "10 mail.example.com", 6],
    ["example.com", "MX", "20 backup.example.com", 8],
    ["example.com", "TXT", ["v=spf1 include:_spf.example.net -all"], 12],
    ["example.com", "TXT", ["one; two"], 13],
    ["_dmarc.example.com", "TXT", ["v=DMARC1; p=none"], 16],
    ["www.example.com", "CNAME", "target.example.net", 21],
    ["host.example.com", "A", "192.0.2.1", 23],
    ["host.example.com", "AAAA", "2001:db8::1", 24],
    ["_25._tcp.host.example.com", "TLSA", "3 1 1 abcd", 28],
    ["caa.example.com", "CAA", "0 issue ca.example", 31],
    ["sub.example.com", "NS", "ns.example.net", 34],
  ]);
  expect(zone.records.map(({ ttlSeconds }) => ttlSeconds).slice(0, 3)).toEqual([300, 300, 3_600]);
  expect(zone.covered).toEqual(["example.com"]);
});

test("types that nothing asks for, and octoDNS's own, are passed over, and their names are there", () => {
  const { zone, problems } = read(
    "a: {type: sshfp, value: x}\nb: {type: CloudflareProvider/LINK, value: x}\nc: {type: URLFWD}\nd: {type: ALIAS}",
  );
  expect(problems).toEqual([]);
  expect(zone.records).toEqual([]);
  expect(zone.names).toEqual(["a.example.com", "b.example.com", "c.example.com", "d.example.com"]);
});

test("a type that nobody knows is told, with the one that may be meant", () => {
  const [problem] = read("a: {type: CNAM, value: b.example.}").problems;
  expect(problem?.message.en).toBe('"CNAM" is no type of record.');
  expect(problem?.hint.en).toContain("CNAME");
});

test("a long text is cut into strings, and one in strings is joined first", () => {
  const long = "x".repeat(600);
  expect(read(`a: {type: TXT, value: ${long}}`).zone.records[0]?.value).toEqual([
    long.slice(0, 255),
    long.slice(0, 255),
    long.slice(0, 90),
  ]);
  expect(read(`a: {type: TXT, value: '"v=DKIM1\\; " "p=AB"'}`).zone.records[0]?.value).toEqual(["v=DKIM1; p=AB"]);
  expect(read("a: {type: TXT, value: é}").zone.records[0]?.value).toEqual(["\u00c3\u00a9"]);
});

describe("problems have a place", () => {
  test.for([
    ["a: [", 1, 5],
    ["- a", 1, 1],
    ["a: 7", 1, 4],
    ["a: {value: 1}", 1, 4],
    ["a..b: {type: A, value: 192.0.2.1}", 1, 7],
    ["a:\n  type: A\n  value: 192.0.2.256", 3, 10],
    ["a:\n  type: MX\n  values:\n  - {exchange: a.}", 4, 5],
    ["a:\n  type: A", 2, 3],
    ["a:\n  value: x\n  type: TEXT", 3, 9],
    ["a: [{type: 7, value: x}]", 1, 5],
    ["a:\n  ttl: soon\n  type: A\n  value: 192.0.2.1", 2, 8],
  ] as const)("%j", ([text, line, column]) => {
    const [problem] = read(text).problems;
    const at = problem && positionOf(lineStarts(text), problem.at.start, text);
    expect([at?.line, at?.column]).toEqual([line, column]);
    expect(problem?.message.zh).not.toBe("");
  });
});

test("any text gives a zone or problems, and records only of names below the zone", () => {
  const value = fc.oneof(fc.string(), fc.constantFrom("192.0.2.1", "a.example.", 10, null, { exchange: "a." }));
  const entry = fc.record(
    { type: fc.constantFrom("A", "MX", "TXT", "CNAME", "XX", 7), ttl: value, value, values: fc.array(value) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.dictionary(fc.string(), fc.oneof(entry, fc.array(entry), value)).map((given) => JSON.stringify(given)),
      ),
      (text) => {
        const { zone, problems } = read(text);
        for (const { name } of zone.records) expect(name === "example.com" || name.endsWith(".example.com")).toBe(true);
        for (const { at } of problems) expect(at.start >= 0 && at.end <= text.length).toBe(true);
      },
    ),
  );
});

test.for(["null", "~x", "0x10", "1.0", "true"])("a name is what is written, be it %s", (name) => {
  const { zone, problems } = read(`"":\n  type: A\n  value: 192.0.2.1\n${name}:\n  type: A\n  value: 192.0.2.2\n`);
  expect(problems).toEqual([]);
  expect(zone.records.map((record) => [record.name, record.writtenAt?.line])).toEqual([
    ["example.com", 3],
    [`${name}.example.com`, 6],
  ]);
});
