import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { txtAnswerBytes } from "../../../src/parse/records/spf/answer-size.ts";
import { addressOf, networkOf, printAddress } from "../../../src/parse/records/spf/networks.ts";
import { printRecord } from "../../../src/parse/records/spf/print.ts";
import { readSpf } from "../../../src/parse/records/spf/read-record.ts";
import { isMeantForSpf, isSenderId } from "../../../src/parse/records/spf/version.ts";
import { records } from "../../support/spf-worlds.ts";

interface Row {
  readonly text: string;
  readonly kind: string;
  readonly written: string;
  readonly suggestion?: string;
  readonly repaired?: string;
}

const rows: readonly Row[] = [
  { text: " v=spf1 a -all", kind: "version-wrong", written: " ", repaired: "v=spf1 a -all" },
  { text: '"v=spf1 a -all"', kind: "version-wrong", written: '"', repaired: "v=spf1 a -all" },
  { text: "v=spf10 a -all", kind: "version-wrong", written: "v=spf10", suggestion: "v=spf1", repaired: "v=spf1 a -all" },
  { text: "v=spf1; a -all", kind: "version-wrong", written: "v=spf1;", suggestion: "v=spf1", repaired: "v=spf1 a -all" },
  { text: "spf1 a -all", kind: "version-wrong", written: "spf1", suggestion: "v=spf1", repaired: "v=spf1 a -all" },
  { text: "v=spf 1 a -all", kind: "version-wrong", written: "v=spf 1", suggestion: "v=spf1", repaired: "v=spf1 a -all" },
  { text: "v=spf1-all", kind: "version-wrong", written: "v=spf1", suggestion: "v=spf1 ", repaired: "v=spf1 -all" },
  { text: "v=spf1 a v=spf1 mx -all", kind: "version-repeated", written: "v=spf1", repaired: "v=spf1 a mx -all" },
  { text: "v=spf1 include -all", kind: "syntax", written: "include" },
  { text: "v=spf1 include: -all", kind: "syntax", written: "include:" },
  { text: "v=spf1 include:example -all", kind: "syntax", written: "example" },
  { text: "v=spf1 a:192.0.2.1 -all", kind: "address-wrong", written: "a:192.0.2.1", repaired: "v=spf1 ip4:192.0.2.1 -all" },
  ...["include: a.example", "include :a.example", "include a.example"].map((written) => ({
    text: `v=spf1 ${written} -all`,
    kind: "syntax",
    written,
    suggestion: "include:a.example",
    repaired: "v=spf1 include:a.example -all",
  })),
  { text: "v=spf1 ip4: 192.0.2.1 -all", kind: "syntax", written: "ip4: 192.0.2.1", repaired: "v=spf1 ip4:192.0.2.1 -all" },
  { text: "v=spf1 redirect= a.example", kind: "syntax", written: "redirect= a.example", repaired: "v=spf1 redirect=a.example" },
  { text: "v=spf1 a - all", kind: "syntax", written: "- all", suggestion: "-all", repaired: "v=spf1 a -all" },
  { text: "\xef\xbb\xbfv=spf1 a -all", kind: "byte-illegal", written: "\xef\xbb\xbf", repaired: "v=spf1 a -all" },
  { text: "v=spf1\xc2\xa0a -all", kind: "byte-illegal", written: "\xc2\xa0", suggestion: " ", repaired: "v=spf1 a -all" },
  { text: "v=spf1\ta -all", kind: "byte-illegal", written: "\t", suggestion: " ", repaired: "v=spf1 a -all" },
  { text: "v=spf1\xe2\x80\x8b a -all", kind: "byte-illegal", written: "\xe2\x80\x8b", repaired: "v=spf1 a -all" },
  { text: "v=spf1\xe2\x80\x8ba -all", kind: "version-wrong", written: "v=spf1\xe2\x80\x8b", repaired: "v=spf1 a -all" },
  {
    text: "v=spf1 include:\xc2\xa0a.example -all",
    kind: "byte-illegal",
    written: "\xc2\xa0",
    repaired: "v=spf1 include:a.example -all",
  },
  { text: "v=spf1 mx -all.", kind: "syntax", written: "-all.", suggestion: "-all", repaired: "v=spf1 mx -all" },
  { text: "v=spf1 mx -all:x", kind: "syntax", written: ":x", repaired: "v=spf1 mx -all" },
  { text: "v=spf1 ~redirect=a.example", kind: "syntax", written: "~redirect", repaired: "v=spf1 redirect=a.example" },
  { text: "v=spf1 a, mx -all", kind: "separator-wrong", written: "a,", suggestion: "a", repaired: "v=spf1 a mx -all" },
  { text: "v=spf1 a;mx -all", kind: "separator-wrong", written: "a;mx", suggestion: "a mx" },
  { text: "v=spf1 ip4:192.0.2.1,ip4:192.0.2.9 -all", kind: "separator-wrong", written: "ip4:192.0.2.1,ip4:192.0.2.9" },
  {
    text: "v=spf1 include:a.example-all",
    kind: "separator-wrong",
    written: "include:a.example-all",
    suggestion: "include:a.example -all",
  },
  { text: "v=spf1 ipv4:192.0.2.1 -all", kind: "mechanism-unknown", written: "ipv4:192.0.2.1", suggestion: "ip4:192.0.2.1" },
  { text: "v=spf1 ip:2001:db8::1 -all", kind: "mechanism-unknown", written: "ip:2001:db8::1", suggestion: "ip6:2001:db8::1" },
  {
    text: "v=spf1 includes:a.example -all",
    kind: "mechanism-unknown",
    written: "includes:a.example",
    suggestion: "include:a.example",
  },
  {
    text: "v=spf1 _spf.a.example -all",
    kind: "mechanism-unknown",
    written: "_spf.a.example",
    suggestion: "include:_spf.a.example",
  },
  { text: "v=spf1 a ~al", kind: "mechanism-unknown", written: "~al", suggestion: "~all" },
  { text: "v=spf1 nonsense -all", kind: "mechanism-unknown", written: "nonsense" },
  { text: "v=spf1 ip4=192.0.2.1 -all", kind: "modifier-mistaken", written: "ip4=192.0.2.1", suggestion: "ip4:192.0.2.1" },
  { text: "v=spf1 redirct=a.example", kind: "modifier-mistaken", written: "redirct=a.example", suggestion: "redirect=a.example" },
  { text: "v=spf1 192.0.2.1 -all", kind: "address-wrong", written: "192.0.2.1", suggestion: "ip4:192.0.2.1" },
  { text: "v=spf1 ip4:2001:db8::1 -all", kind: "address-wrong", written: "ip4:2001:db8::1", suggestion: "ip6:2001:db8::1" },
  { text: "v=spf1 ip6 -all", kind: "address-wrong", written: "ip6" },
  { text: "v=spf1 ip4:192.0.2.300 -all", kind: "address-wrong", written: "ip4:192.0.2.300" },
  { text: "v=spf1 ip4:192.0.02.1 -all", kind: "address-wrong", written: "ip4:192.0.02.1", suggestion: "ip4:192.0.2.1" },
  { text: "v=spf1 ip4:192.0.2.0/33 -all", kind: "prefix-wrong", written: "/33" },
  { text: "v=spf1 ip4:192.0.2.0/024 -all", kind: "prefix-wrong", written: "/024", suggestion: "/24" },
  { text: "v=spf1 ip4:192.0.2.0/24//64 -all", kind: "prefix-wrong", written: "/24//64", suggestion: "/24" },
  { text: "v=spf1 ip6:2001:db8::/129 -all", kind: "prefix-wrong", written: "/129" },
  { text: "v=spf1 a/33 -all", kind: "prefix-wrong", written: "/33" },
  { text: "v=spf1 mx/24/64 -all", kind: "prefix-wrong", written: "/24/64", suggestion: "/24//64" },
  { text: "v=spf1 exists:%{d0}.example -all", kind: "macro-wrong", written: "%{d0}", suggestion: "%{d}" },
  { text: "v=spf1 exists:%{c}.example -all", kind: "macro-wrong", written: "%{c}" },
  { text: "v=spf1 exists:%{x}.example -all", kind: "macro-wrong", written: "%{x}" },
  { text: "v=spf1 exists:%i.a.example -all", kind: "macro-wrong", written: "%i", suggestion: "%{i}" },
  { text: "v=spf1 exists:%{i.a.example -all", kind: "macro-wrong", written: "%{i.a.example" },
  { text: "v=spf1 redirect=a.example redirect=b.example", kind: "modifier-repeated", written: "redirect=b.example" },
  {
    text: "v=spf1 -all exp=a.example exp=a.example",
    kind: "modifier-repeated",
    written: "exp=a.example",
    repaired: "v=spf1 -all exp=a.example",
  },
  { text: "v=spf1 a\t-all", kind: "byte-illegal", written: "\t", suggestion: " ", repaired: "v=spf1 a -all" },
  { text: "v=spf1 a \xe2\x80\x93all", kind: "byte-illegal", written: "\xe2\x80\x93", suggestion: "-", repaired: "v=spf1 a -all" },
  { text: "v=spf1 include:b\xc3\xbc.example -all", kind: "byte-illegal", written: "\xc3\xbc" },
  { text: 'v=spf1 include:a.example" -all', kind: "character-stray", written: '"', repaired: "v=spf1 include:a.example -all" },
  { text: "v=spf1 a\\ -all", kind: "character-stray", written: "\\", repaired: "v=spf1 a -all" },
  {
    text: "v=spf1 -all include:a.example",
    kind: "after-all",
    written: "include:a.example",
    repaired: "v=spf1 include:a.example -all",
  },
  { text: "v=spf1 a -all ~all", kind: "all-repeated", written: "~all", repaired: "v=spf1 a -all" },
  {
    text: "v=spf1 a -all redirect=a.example",
    kind: "redirect-ignored",
    written: "redirect=a.example",
    repaired: "v=spf1 a -all",
  },
  {
    text: "v=spf1 -include:a.example -all",
    kind: "qualifier-misused",
    written: "-include:a.example",
    suggestion: "include:a.example",
  },
];

describe("a record with one fault has that fault alone, where it is, and with what to write", () => {
  test.for(rows)("$text", ({ text, kind, written, suggestion, repaired }) => {
    const { faults, repaired: mended } = readSpf(text);
    expect(faults).toEqual([expect.objectContaining({ kind, written })]);
    if (suggestion !== undefined) expect(faults[0]?.suggestion).toBe(suggestion);
    if (repaired !== undefined) expect(mended).toBe(repaired);
    if (mended !== undefined) expect(readSpf(mended).faults).toEqual([]);
  });
});

test("strings that lost the blank between them are told by what they ran into", () => {
  const strings = ["v=spf1 include:a.example", "include:b.example -all"];
  const { faults, repaired } = readSpf(strings.join(""), strings);
  expect(faults).toEqual([
    expect.objectContaining({ kind: "strings-joined", suggestion: "include:a.example include:b.example" }),
  ]);
  expect(repaired).toBe("v=spf1 include:a.example include:b.example -all");
});

test.for([
  ["v=spf1 include:a.exa", "mple -all"],
  ["v=spf1 include:a.example ", "-all"],
  ["v=spf1 ip4:192.0.2.1", "0 -all"],
])("a string may end anywhere: %j", (strings) => expect(readSpf(strings.join(""), strings).faults).toEqual([]));

test.for([
  "v=spf1",
  "v=spf1 ",
  "V=SPF1 A MX -ALL",
  "v=spf1 a:%{d} mx/24//64 ?ptr exists:%{ir}.%{v}._spf.%{d2} ra=x rp=100 redirect=_spf.%{o}",
])("a record without fault: %s", (text) => {
  const { value, faults } = readSpf(text);
  expect(faults).toEqual([]);
  expect(value?.isWellFormed).toBe(true);
});

test.for([
  ["v=spf1 -all", true],
  ["  spf1 a", true],
  ["v=sfp1 a -all", true],
  ["ip4:192.0.2.1 include:a.example ~all", true],
  ["spf2.0/pra -all", false],
  ["spf check by someone", false],
  ["google-site-verification=spf", false],
] as const)("%s is meant for SPF: %s", ([text, isMeant]) => expect(isMeantForSpf(text)).toBe(isMeant));

test("Sender ID is known by its version", () => {
  expect(isSenderId("spf2.0/pra,mfrom -all")).toBe(true);
  expect(isSenderId("v=spf1 -all")).toBe(false);
});

const texts = fc.oneof(
  records,
  fc.string({ unit: "binary", maxLength: 200 }).map((text) => `v=spf1 ${text}`),
  fc
    .string({ unit: fc.constantFrom(...Array.from('v=spf1 +-~?:/%{}.,;"\\\t\xe2\x80\x93aimxncludeptrs4all9')) })
    .map((text) => `v=spf1${text}`),
  fc.string(),
);

test("any text can be read, each fault stands where it says, and what is repaired reads without fault", () => {
  fc.assert(
    fc.property(texts, fc.nat(40), (text, cut) => {
      const { value, faults, repaired } = readSpf(text, [text.slice(0, cut), text.slice(cut)]);
      for (const { at, written } of faults) expect(text.slice(at.start, at.end).startsWith(written.replace(/…$/, ""))).toBe(true);
      for (const { at } of value?.terms ?? []) expect(text.slice(at.start, at.end)).toMatch(/^[^ ]+$/);
      if (repaired !== undefined) expect(readSpf(repaired).faults).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test("what was printed reads as what it was printed from", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const terms = readSpf(text).value?.terms ?? [];
      const printed = printRecord(terms);
      const again = readSpf(printed).value?.terms ?? [];
      expect(printRecord(again)).toBe(printed);
      expect(again.map(withoutPlace)).toEqual(terms.map(withoutPlace));
    }),
    { numRuns: 2_000 },
  );
});

function withoutPlace(term: object): object {
  return JSON.parse(
    JSON.stringify(term, (key, value: unknown) => (key === "at" ? undefined : typeof value === "bigint" ? String(value) : value)),
  );
}

test("addresses are read back from how they are printed", () => {
  fc.assert(
    fc.property(fc.constantFrom<4 | 6>(4, 6), fc.bigInt(0n, 2n ** 128n - 1n), (family, number) => {
      const address = { family, value: family === 4 ? number & 0xffffffffn : number };
      expect(addressOf(printAddress(address))).toEqual(address);
      expect(networkOf(address, 0).first).toBe(0n);
    }),
  );
});

test("an answer is as long as on the wire: two texts at example.com, with EDNS", () => {
  expect(txtAnswerBytes("example.com", [["v=spf1 -all"], ["x".repeat(255), "y"]])).toBe(
    12 + 13 + 4 + 11 + (12 + 12) + (12 + 256 + 2),
  );
});
