import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { DnsType } from "../../../src/model/dns.ts";
import { meaningOf } from "../../../src/parse/records/meaning.ts";

test.for<readonly [DnsType, string, string]>([
  ["MX", "10 Mail.Example.COM.", "10 mail.example.com"],
  ["NS", "NS1.example.net", "ns1.example.net"],
  ["TXT", "v=spf1 ip4:192.0.2.1  A -all ", "V=SPF1 IP4:192.0.2.1 a -ALL"],
  ["TXT", "v=DMARC1;p=Reject;rua=mailto:a@example.com", "V = DMARC1; rua=mailto:a@example.com; P=reject;"],
  ["TXT", "v=DKIM1; k=RSA; p=AbCd EfGh", "v=DKIM1;p=AbCdEfGh;k=rsa"],
  ["TXT", "k=rsa; p=AbCd", "k=rsa;p=AbCd"],
  ["TXT", "v=STSv1; id=20260101T000000;", "v=STSv1;id=20260101T000000"],
])("%s %j means %j", ([type, one, other]) => {
  expect(meaningOf(type, one)).toBe(meaningOf(type, other));
});

test.for<readonly [string, string]>([
  ["v=spf1 a mx -all", "v=spf1 mx a -all"],
  ["v=DKIM1; p=AbCd", "v=DKIM1; p=abcd"],
  ["v=DMARC1; p=none", "v=DMARC1; p=reject"],
  ["v=DMARC1; p=none; rua=mailto:A@example.com", "v=DMARC1; p=none; rua=mailto:a@example.com"],
  ["v=DMARC1; p=none; p=reject", "v=DMARC1; p=reject; p=none"],
  ["v=STSv1; id=a", "v=STSv1; id=A"],
  ["site-verification=AbC", "site-verification=abc"],
])("%j does not mean %j", ([one, other]) => {
  expect(meaningOf("TXT", one)).not.toBe(meaningOf("TXT", other));
});

test("what a meaning means is itself, and tags may stand in any order", () => {
  const tag = fc.tuple(
    fc.constantFrom("p", "sp", "rua", "adkim", "x"),
    fc.string({ maxLength: 8 }).map((each) => each.replace(/[;\s]/g, "")),
  );
  const tags = fc.uniqueArray(tag, { maxLength: 5, selector: ([name]) => name });
  const text = (all: readonly (readonly [string, string])[]): string =>
    ["v=DMARC1", ...all.map(([name, value]) => `${name}=${value}`)].join("; ");
  fc.assert(
    fc.property(tags, (all) => {
      const meaning = meaningOf("TXT", text(all));
      expect(meaningOf("TXT", meaning)).toBe(meaning);
      expect(meaningOf("TXT", text(all.toReversed()))).toBe(meaning);
    }),
  );
});

test("any text has a meaning, and the same each time", () => {
  fc.assert(
    fc.property(fc.constantFrom<DnsType>("TXT", "MX", "CNAME"), fc.string({ maxLength: 300 }), (type, text) => {
      expect(meaningOf(type, text)).toBe(meaningOf(type, text));
    }),
  );
});

test("a text with more tags than are read stays as it is", () => {
  const text = `v=DMARC1; ${"x=1; ".repeat(300)}p=none`;
  expect(meaningOf("TXT", text)).toBe(text);
});
