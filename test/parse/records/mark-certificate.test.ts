import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readMarkCertificate } from "../../../src/parse/records/mark-certificate.ts";
import { book } from "../../support/rule-book.ts";

const [example] = book.rules.find(({ id }) => id === "dns/bimi-certificate-unfit")?.examples.passes ?? [];
const pem = example?.domain?.markCertificate ?? "";

test("a certificate tells its days, domains, use and logo", () => {
  expect(readMarkCertificate(pem)).toMatchObject({
    begins: { ms: Date.UTC(2025, 6, 1), day: "2025-07-01" },
    ends: { ms: Date.UTC(2046, 6, 1), day: "2046-07-01" },
    domains: ["example.com"],
    isForMarks: true,
  });
  expect(readMarkCertificate(pem)?.logo?.slice(0, 2)).toEqual(Uint8Array.of(0x1f, 0x8b));
});

test("the first of several certificates counts", () => {
  expect(
    readMarkCertificate(`of the domain\n${pem}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`),
  ).toBeDefined();
});

test.for([
  "",
  "no certificate",
  "-----BEGIN CERTIFICATE-----",
  "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
  `-----BEGIN CERTIFICATE-----\n${"A".repeat(200_000)}\n-----END CERTIFICATE-----`,
])("%#: what is none has no reading", (text) => {
  expect(readMarkCertificate(text)).toBeUndefined();
});

test("a damaged certificate never throws", () => {
  const body = pem.replace(/-----.*-----|\s/g, "");
  const bytes = Uint8Array.from(atob(body), (unit) => unit.charCodeAt(0));
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, value, cut) => {
      const damaged = bytes.slice(0, Math.max(cut, 1));
      damaged[Math.min(at, damaged.length - 1)] = value;
      const base64 = btoa(String.fromCharCode(...damaged));
      readMarkCertificate(`-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`);
    }),
    { numRuns: 500 },
  );
});
