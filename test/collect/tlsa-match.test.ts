import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isMatched } from "../../src/collect/domain/tlsa-match.ts";
import type { Certificate } from "../../src/model/domain/tlsa.ts";
import { limits } from "../../src/model/limits.ts";
import { readCertificates } from "../../src/parse/records/certificate.ts";
import { readTlsa } from "../../src/parse/records/tlsa.ts";

/** Made by openssl for this test, which also gave the digests; its key is kept nowhere. */
const pem = `-----BEGIN CERTIFICATE-----
MIIBijCCAS+gAwIBAgIUbSUHSnInGo3ktlqwLyS3Xq3AsrwwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPbXgxLmV4YW1wbGUuY29tMB4XDTI2MTEyNTAxMjUxNloXDTM2
MTEyMjAxMjUxNlowGjEYMBYGA1UEAwwPbXgxLmV4YW1wbGUuY29tMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEXcPsdjbXrEonzk66vRgQgaj6bmhPhET1JIpQA43V
LDXxzY3me/AYJKUQlTJlc/jxlq+1JQZQY5NPD7qaPh5ucKNTMFEwHQYDVR0OBBYE
FKso5/7oPIhwMabuk7TbH4M5PVLNMB8GA1UdIwQYMBaAFKso5/7oPIhwMabuk7Tb
H4M5PVLNMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAOJPZoSw
jEGx70pE0JCJ3l749wwmJwhXjJ8N39h9iv/WAiEAvmte/wgDc9A7NZsqRthPlGj8
h5KvpBJGYuN9MbSaBAM=
-----END CERTIFICATE-----`;
const keySha256 = "724a63ce8b6c1822e6c7ba0f9287754b5c96f4e69826619a177ee8477252f76b";
const wholeSha512 =
  "63cd8227a4ac6693094ebbec0898a66fe86b39e6f2a63fc98594f014b9f9a1f619d596d055771d27841d9c32c272117aab734a12f3208a0e50375dca0fd5c965";

const shown = readCertificates(pem);

function matched(texts: readonly string[], certificates: readonly Certificate[] = shown): Promise<boolean | undefined> {
  const record = { name: "", type: "TLSA", ttlSeconds: 0, text: "", strings: [], source: 0 } as const;
  return isMatched(
    texts.map((text) => ({ record, ...readTlsa(text) })),
    certificates,
  );
}

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

describe("a record matches", () => {
  test.for([
    [`3 1 1 ${keySha256}`],
    [`3 0 2 ${wholeSha512}`],
    [`2 1 1 ${keySha256}`],
    [`3 1 0 ${hexOf(shown[0]?.publicKey ?? new Uint8Array())}`],
    [`3 1 1 ${"00".repeat(32)}`, `3 1 1 ${keySha256}`],
  ])("%s", async (texts) => {
    expect(await matched(texts)).toBe(true);
  });
});

test("a digest of the key is none of the whole", async () => {
  expect(await matched([`3 0 1 ${keySha256}`])).toBe(false);
});

test("usage 3 means the server's own certificate, usage 2 one of those above it", async () => {
  const other: Certificate = { whole: Uint8Array.of(1), publicKey: Uint8Array.of(2) };
  expect(await matched([`3 1 1 ${keySha256}`], [other, ...shown])).toBe(false);
  expect(await matched([`2 1 1 ${keySha256}`], [other, ...shown])).toBe(true);
});

test("nothing is said without a certificate, or a record that can be used", async () => {
  expect(await matched([`3 1 1 ${keySha256}`], [])).toBeUndefined();
  expect(await matched([`1 1 1 ${keySha256}`])).toBeUndefined();
});

test("certificates of a text are read in order, so many and no more", () => {
  expect(readCertificates(`text ${pem}\n${pem} text`)).toEqual([...shown, ...shown]);
  expect(readCertificates(pem.repeat(limits.certificatesMax + 5)).length).toBe(limits.certificatesMax);
  expect(readCertificates(pem.replace("MIIB", "MIIC"))).toEqual([]);
});

test("no bytes make the reader of certificates throw", () => {
  const whole = shown[0]?.whole ?? new Uint8Array();
  const changed = fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => whole.with(at, byte));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ minLength: 1 }), changed), (bytes) => {
      const text = `-----BEGIN CERTIFICATE-----${btoa(String.fromCharCode(...bytes))}-----END CERTIFICATE-----`;
      for (const { publicKey } of readCertificates(text)) expect(publicKey[0]).toBe(0x30);
    }),
  );
});
