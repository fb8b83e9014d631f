import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zoneDns } from "../../src/collect/zone-dns.ts";
import { lineStarts, positionOf } from "../../src/model/lines.ts";
import { isIpv4, isIpv6 } from "../../src/parse/zone/addresses.ts";
import { readZone } from "../../src/parse/zone/read-zone.ts";

/** Each record as `name TYPE value`. */
function recordsOf(text: string): readonly string[] {
  const { zone, problems } = readZone(text);
  expect(problems).toEqual([]);
  return zone.records.map(
    ({ name, type, value }) => `${name} ${type} ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
}

describe("a master file", () => {
  test("directives, relative names, inherited owners, classes and times to live", () => {
    const text = `$ORIGIN Example.COM.
$TTL 1h30m
@  IN SOA ns hostmaster ( 2026010101 ; serial
                          1d 2h 4w
                          300 )
   NS ns
   IN 600 MX 10 mail
www 60 IN A 192.0.2.1
    AAAA 2001:DB8::1
alias CNAME www
other.example.org. TXT "x"
`;
    expect(recordsOf(text)).toEqual([
      "example.com SOA ns.example.com hostmaster 2026010101 86400 7200 2419200 300",
      "example.com NS ns.example.com",
      "example.com MX 10 mail.example.com",
      "www.example.com A 192.0.2.1",
      "www.example.com AAAA 2001:db8::1",
      "alias.example.com CNAME www.example.com",
      'other.example.org TXT ["x"]',
    ]);
    expect(readZone(text).zone.records.map(({ ttlSeconds }) => ttlSeconds)).toEqual([5400, 5400, 600, 60, 5400, 5400, 5400]);
  });

  test("strings: quotes, escapes, several, comments in quotes, bytes of UTF-8", () => {
    expect(recordsOf('a.example TXT "one; two" "three" \\; four ; five\nb.example TXT "a\\"b\\\\c\\233" "é"')).toEqual([
      'a.example TXT ["one; two","three",";","four"]',
      `b.example TXT ${JSON.stringify(['a"b\\c\u00e9', "\u00c3\u00a9"])}`,
    ]);
  });

  test("a list of names, types and values is one too", () => {
    expect(
      recordsOf('example.com TXT "v=spf1 -all"\n_dmarc.example.com. TXT "v=DMARC1; p=none"\nexample.com SRV 1 2 3 x.example\n'),
    ).toEqual(['example.com TXT ["v=spf1 -all"]', '_dmarc.example.com TXT ["v=DMARC1; p=none"]']);
  });

  test.for([
    ["$INCLUDE other.zone\n", 1, 1, "$INCLUDE"],
    ["\na.example A 1.2.3\n", 2, 13, "IPv4"],
    ["a.example AAAA 1.2.3.4", 1, 16, "IPv6"],
    ['a.example TXT "open\nb.example A 192.0.2.1', 1, 15, "quoted string"],
    ["a.example TXT ( x\n", 1, 15, "parenthesis is opened"],
    ["a.example TXT x )", 1, 17, "parenthesis is closed"],
    ["www A 192.0.2.1", 1, 1, "no origin"],
    ["@ A 192.0.2.1", 1, 1, "no origin"],
    [" A 192.0.2.1", 1, 2, "no name before"],
    ["a..example A 192.0.2.1", 1, 1, "no name of the DNS"],
    [`${"a".repeat(64)}.example A 192.0.2.1`, 1, 1, "no name of the DNS"],
    ["a\\.b.example A 192.0.2.1", 1, 1, "dot inside a label"],
    ["a.example TXT v=spf1 -all", 1, 15, "blanks in it and no quotes"],
    [`a.example TXT "${"x".repeat(256)}"`, 1, 15, "256 bytes"],
    ["a.example MX mail.example", 1, 14, "words"],
    ["a.example 192.0.2.1", 1, 11, "no type"],
    ["a.example CH TXT x", 1, 11, "class IN"],
    ["a.example A 192.0.2.1\nshop.example FOO bar", 2, 14, '"FOO" is no type'],
    ["shop.example TXTT bar", 1, 14, '"TXTT" is no type'],
    ["shop.example TYPE16 \\# 4 03616263", 1, 14, '"TYPE16" is no type'],
    ["shop.example TYPE65536 x", 1, 14, "no type"],
    ["", 1, 1, "no records"],
    ["; nothing\n$TTL 60\n", 1, 1, "no records"],
    ["$TTL soon", 1, 6, "time to live"],
    ["a.example TXT \\999", 1, 15, "backslash"],
  ] as const)("%j is told at its place", ([text, line, column, part]) => {
    const [problem] = readZone(text).problems;
    expect(problem?.message.en).toContain(part);
    expect(problem?.hint.zh).toMatch(/。$/);
    expect(positionOf(lineStarts(text), problem?.at.start ?? -1, text)).toMatchObject({ line, column });
  });

  test("a mistyped type is asked about", () => {
    expect(readZone("shop.example TXTT bar").problems[0]?.hint.en).toMatch(/^Did you mean "TXT"\? /);
    expect(readZone("shop.example FOO bar").problems[0]?.hint.en).toMatch(/^Write NAME TYPE VALUE/);
  });

  test.for(["HINFO", "srv", "NAPTR", "SSHFP", "HTTPS", "SVCB", "RRSIG", "DNSKEY", "NSEC", "TYPE65535"])(
    "%s is passed over, and its name is known",
    (type) => {
      const { zone, problems } = readZone(`shop.example ${type} 1 2 3 x.example.`);
      expect([problems, zone.records, zone.names]).toEqual([[], [], ["shop.example"]]);
    },
  );

  test("any text gives a zone or problems, and records only of names that can be", () => {
    const piece = fc.constantFrom(
      "$ORIGIN",
      "$TTL",
      "@",
      "a",
      "example.com.",
      "IN",
      "TXT",
      "A",
      "MX",
      '"',
      "(",
      ")",
      ";",
      "\\",
      "\n",
      " ",
      "1h",
      "192.0.2.1",
      "*",
    );
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(text, (written) => {
        const { zone, problems } = readZone(written);
        for (const { name } of zone.records) expect(name.split(".").every((label) => label.length <= 63)).toBe(true);
        for (const { at } of problems) expect(at.start >= 0 && at.end <= written.length).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test.for([
    ["backslashes", "\\"],
    ["quotes", '"'],
    ["parentheses", "("],
    ["escaped quotes", '\\"'],
    ["words", "a "],
    ["comments", ";\n"],
    ["records", "a.example A 192.0.2.1\n"],
  ] as const)("a megabyte of %s is read in a moment", ([, unit]) => {
    const start = performance.now();
    readZone(unit.repeat(1_000_000 / unit.length));
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

test.for([
  ["192.0.2.1", true, false],
  ["192.0.2.01", false, false],
  ["192.0.2.256", false, false],
  ["192.0.2", false, false],
  ["::", false, true],
  ["::1", false, true],
  ["2001:db8::1", false, true],
  ["1:2:3:4:5:6:7:8", false, true],
  ["1:2:3:4:5:6:7::", false, true],
  ["1:2:3:4:5:6:7:8:9", false, false],
  ["1:2:3:4:5:6:7", false, false],
  ["1::2::3", false, false],
  ["::ffff:192.0.2.1", false, true],
  ["192.0.2.1::", false, false],
  ["1:2:3:4:5:6:192.0.2.1", false, true],
  ["12345::", false, false],
  [":::", false, false],
  ["", false, false],
] as const)("%s", ([text, four, six]) => {
  expect([isIpv4(text), isIpv6(text)]).toEqual([four, six]);
});

describe("answers from a zone", () => {
  const dns = zoneDns(
    readZone(`$ORIGIN example.com.
@ SOA ns hostmaster 1 1 1 1 1
@ NS ns
a.b.c A 192.0.2.1
*.wild TXT "any"
own.wild TXT "own"
alias CNAME a.b.c
loop CNAME loop2
loop2 CNAME loop
away CNAME host.example.net.
gone CNAME nothing.example.com.
sub NS ns.sub
ns.sub A 192.0.2.2
`).zone,
  );

  test.for([
    ["a.b.c.example.com", "A", { status: "found" }],
    ["A.B.C.Example.COM.", "A", { status: "found" }],
    ["a.b.c.example.com", "TXT", { status: "absent", kind: "type" }],
    ["b.c.example.com", "A", { status: "absent", kind: "type" }],
    ["x.example.com", "A", { status: "absent", kind: "name" }],
    ["x.wild.example.com", "TXT", { status: "found" }],
    ["x.y.wild.example.com", "TXT", { status: "found" }],
    ["own.wild.example.com", "TXT", { status: "found" }],
    ["x.own.wild.example.com", "TXT", { status: "absent", kind: "name" }],
    ["x.wild.example.com", "A", { status: "absent", kind: "type" }],
    ["alias.example.com", "A", { status: "found" }],
    ["alias.example.com", "CNAME", { status: "found" }],
    ["loop.example.com", "A", { status: "failed", because: "server-failed" }],
    ["away.example.com", "A", { status: "failed", because: "not-recorded" }],
    ["gone.example.com", "A", { status: "absent", kind: "name" }],
    ["ns.sub.example.com", "A", { status: "found" }],
    ["x.sub.example.com", "A", { status: "failed", because: "not-recorded" }],
    ["example.net", "A", { status: "failed", because: "not-recorded" }],
    ["com", "A", { status: "failed", because: "not-recorded" }],
    [`${"a".repeat(64)}.example.com`, "A", { status: "failed", because: "name-invalid" }],
  ] as const)("%s %s", async ([name, type, expected]) => {
    expect(await dns.lookup(name, type)).toMatchObject(expected);
  });

  test("without SOA and $ORIGIN, only what stands below a name that is listed is known to be absent", async () => {
    const list = zoneDns(readZone('_dmarc.example.com TXT "v=DMARC1; p=none"').zone);
    expect(await list.lookup("x._dmarc.example.com", "TXT")).toEqual({ status: "absent", kind: "name" });
    expect(await list.lookup("example.com", "TXT")).toEqual({ status: "failed", because: "not-recorded" });
  });

  test("an empty zone knows nothing, and one of the root everything", async () => {
    expect(await zoneDns(readZone("").zone).lookup("example.com", "A")).toEqual({ status: "failed", because: "not-recorded" });
    expect(await zoneDns(readZone("$ORIGIN .\n").zone).lookup("example.com", "A")).toEqual({ status: "absent", kind: "name" });
  });
});

test.each(["a", "\\a", "\\100", ";", "é"])("a line as long as may be, of %j, is read without a fault of ours", (unit) => {
  const string = unit.repeat(Math.floor((524_288 - 40) / unit.length));
  for (const text of [`a.example. TXT "${string}"`, `a.example. TXT ${string}`]) expect(() => readZone(text)).not.toThrow();
});
