import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import { withAuthentication } from "../../src/collect/authenticated.ts";
import { parseMessage } from "../../src/parse/message/parse-message.ts";
import { must } from "../../tools/must.ts";
import { texts } from "../support/worlds.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const key = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
const dns = texts({ "s._domainkey.example.com": `v=DKIM1; k=ed25519; p=${key}` });

/** A message signed as RFC 8463 has it, nothing in it changed by canonicalization. */
function signed(body: Buffer): Uint8Array {
  const hash = createHash("sha256").update(body).digest("base64");
  const from = "From: ann@example.com\r\n";
  const open = `DKIM-Signature: v=1; a=ed25519-sha256; c=simple/simple; d=example.com; s=s; h=from; bh=${hash}; b=`;
  const digest = createHash("sha256")
    .update(from + open)
    .digest();
  return Buffer.concat([Buffer.from(`${open}${sign(null, digest, privateKey).toString("base64")}\r\n${from}\r\n`), body]);
}

test.for([
  ["ASCII", Buffer.from("Hello\r\n")],
  ["Chinese in UTF-8, unencoded", Buffer.from("你好，世界 “quoted” €\r\n")],
  [
    "every byte but line ends",
    Buffer.concat([Buffer.from(Array.from({ length: 242 }, (_, at) => at + 14)), Buffer.from("\r\n")]),
  ],
] as const)("a signature over %s is verified over the bytes that came", async ([, body]) => {
  const document = must(parseMessage({ name: "a.eml", bytes: signed(body) }));
  const { parts } = await withAuthentication(document, { dns, nowMs: 0, envelope: undefined, trustsReceived: false });
  expect(parts.authentication?.signatures.map(({ verification }) => verification)).toMatchObject([{ result: "pass" }]);
});
