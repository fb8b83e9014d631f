import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { receivedEnvelope } from "../../src/parse/authentication/envelope.ts";
import { keyFactsOf } from "../../src/parse/authentication/key-record.ts";
import { readClaims } from "../../src/parse/authentication/results.ts";
import { readSignatures } from "../../src/parse/authentication/signatures.ts";
import { headersOf, messageBytes } from "../support/senders.ts";

const headerOf = (text: string) => headersOf(messageBytes(`${text}\n\nHello\n`));

function claims(value: string): readonly string[] {
  return readClaims(headerOf(`Authentication-Results: ${value}`)).map(
    ({ server, method, result, reason, properties }) =>
      `${server}: ${method}=${result}${reason === undefined ? "" : ` (${reason})`} ${JSON.stringify(properties)}`,
  );
}

test("Authentication-Results as RFC 8601 has it", () => {
  expect(claims("mx.example.net; none")).toEqual([]);
  expect(claims("mx.example.net 1; spf=pass smtp.mailfrom=example.com")).toEqual([
    'mx.example.net: spf=pass {"smtp.mailfrom":"example.com"}',
  ]);
  expect(
    claims(
      'mx.example.net (a (nested; b) comment);\n dkim/1 = Pass (good) reason = "it; fits"\n header.i=@example.com header.b="ab=="; dmarc=fail policy.dmarc=none',
    ),
  ).toEqual([
    'mx.example.net: dkim=pass (it; fits) {"header.i":"@example.com","header.b":"ab=="}',
    'mx.example.net: dmarc=fail {"policy.dmarc":"none"}',
  ]);
  expect(claims('mx; spf=pass smtp.mailfrom="a b"@example.com')).toEqual(['mx: spf=pass {"smtp.mailfrom":"a b@example.com"}']);
  for (const odd of ["", ";", "=;=", "a;b", '"open', "((((", "mx; =pass", "mx; spf=", "mx; spf= ; dkim=;", ";;;;=="])
    expect(claims(odd)).toEqual([]);
});

test("a flood of results is read up to a limit", () => {
  const field = `Authentication-Results: mx; ${Array.from({ length: 500 }, () => "spf=pass").join("; ")}\n`;
  expect(readClaims(headerOf(field.repeat(30) + "To: x")).length).toBe(200);
});

test.for([
  ["from mail.example.com (mail.example.com [192.0.2.1]) by mx.example.net", "192.0.2.1", "mail.example.com"],
  ["from mail.example.com ([IPv6:2001:db8::1]) by mx.example.net", "2001:db8::1", "mail.example.com"],
  ["from host.example.com ([192.0.2.1] helo=mail.example.com) by mx", "192.0.2.1", "mail.example.com"],
  ["from [192.0.2.1] (helo=mail.example.com) by mx.example.net", "192.0.2.1", "mail.example.com"],
  ["from unknown (HELO mail.example.com) (192.0.2.1) by mx.example.net", "192.0.2.1", "mail.example.com"],
  ["from mail.example.com (2001:db8:8:11f::13) by mx.example.net with HTTPS", "2001:db8:8:11f::13", "mail.example.com"],
  ["from [10.0.0.1] (mail.example.com [192.0.2.1]) by mx.example.net", "192.0.2.1", "[10.0.0.1]"],
] as const)("Received: %s", ([value, ip, helo]) => {
  const envelope = receivedEnvelope(
    headerOf(`Received: by relay.example.net\nReceived: ${value}; Thu, 1 Jan 2026 10:00:00 +0000\nReturn-Path: <a@example.com>`),
  );
  expect(envelope).toEqual({ ip, helo, mailFrom: "a@example.com" });
});

test("steps inside a network are passed over, and what stands below a field without an address is not believed", () => {
  const outside = "Received: from m.example.com ([192.0.2.1]) by mx";
  for (const inside of ["::1", "127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "fd00::1", "fe80::1"])
    expect(receivedEnvelope(headerOf(`Received: from own.example (${inside}) by mx\n${outside}`))?.ip).toBe("192.0.2.1");
  expect(receivedEnvelope(headerOf(`Received: from own.example by mx\n${outside}`))).toBeUndefined();
});

test("a Received field that names no address is no envelope", () => {
  expect(receivedEnvelope(headerOf("Received: from mail.example.com by mx.example.net"))).toBeUndefined();
  expect(receivedEnvelope(headerOf("Received: by mx.example.net"))).toBeUndefined();
  expect(receivedEnvelope(headerOf("Subject: x"))).toBeUndefined();
});

test("the sender is the field's own, else Return-Path, else not known", () => {
  const received = "Received: from m.example.com ([192.0.2.1]) by mx";
  expect(receivedEnvelope(headerOf(`${received} (envelope-from <b@example.com>)\nReturn-Path: <a@example.com>`))?.mailFrom).toBe(
    "b@example.com",
  );
  expect(receivedEnvelope(headerOf(`${received}\nReturn-Path: <>`))?.mailFrom).toBe("");
  expect(receivedEnvelope(headerOf(received))?.mailFrom).toBeUndefined();
});

test.for([[512], [768], [1024], [2048], [4096]] as const)("an RSA key of %i bits is measured, in both of its forms", ([bits]) => {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  for (const type of ["spki", "pkcs1"] as const) {
    const p = publicKey.export({ format: "der", type }).toString("base64");
    expect(keyFactsOf(`v=DKIM1; k=rsa; p=${p}`)).toEqual({ type: "rsa", bits });
    expect(keyFactsOf(`p=${p.slice(0, 40)}`).bits).toBeUndefined();
  }
});

test("what holds no key has no size", () => {
  for (const record of ["", "p=", "v=DKIM1; p=%%%", "k=rsa; p=AAAA", "p=MIGf", `p=${"A".repeat(10_000)}`])
    expect(keyFactsOf(record).bits).toBeUndefined();
  expect(keyFactsOf(`k=ed25519; p=${Buffer.alloc(32, 1).toString("base64")}`)).toEqual({ type: "ed25519", bits: 256 });
  expect(keyFactsOf("k=other; p=AAAA")).toEqual({ type: undefined, bits: undefined });
});

test("claims and tags past the units that are read cost nothing", () => {
  const header = headerOf(
    [
      `Authentication-Results: mx; ${"a=b;".repeat(1_000_000)}`,
      `DKIM-Signature: d=example.com; ${Array.from({ length: 500_000 }, (_, at) => `t${at}=;`).join("")} s=late`,
    ].join("\n"),
  );
  const before = performance.now();
  expect(readClaims(header)).toHaveLength(200);
  expect(readSignatures(header, 0)).toMatchObject([{ domain: "example.com", selector: "" }]);
  expect(performance.now() - before).toBeLessThan(200);
});
