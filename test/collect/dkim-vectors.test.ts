/** Signed messages of RFC 6376, RFC 8463 and Exim, with the keys that go with them. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Signature } from "../../src/model/authentication.ts";
import { authenticated } from "../support/senders.ts";
import { texts } from "../support/worlds.ts";

const folder = fileURLToPath(new URL("../../../shared/corpus/protocol/dkimpy", import.meta.url));
const isThere = existsSync(folder);
const read = (name: string): string => (isThere ? readFileSync(`${folder}/${name}`, "latin1") : "");

const dns = texts({
  // RFC 8463, A.2
  "brisbane._domainkey.football.example.com": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
  "test._domainkey.football.example.com": read("test.txt").trim(),
  "sed._domainkey.test.ex": read("eximtest.dns").trim(),
});

const outcome = ({ algorithm, verification }: Signature): string =>
  `${algorithm} ${typeof verification === "string" ? verification : `${verification.result} ${verification.keyBits}`}`;

const vectors = [
  ["rfc6376.signed.msg", ["ed25519-sha256 pass 256", "rsa-sha256 pass 1024"]],
  ["rfc6376.signed.rsa.msg", ["rsa-sha256 pass 1024"]],
  ["ed25519test2.msg", ["ed25519-sha256 pass 256"]],
] as const;

describe.skipIf(!isThere)("signed messages (skipped where ../shared/corpus is missing)", () => {
  test.for(vectors)("%s verifies", async ([name, expected]) => {
    const { signatures } = await authenticated(read(name), { dns });
    expect(signatures.map(outcome)).toEqual(expected);
  });

  test.for(vectors)("%s with another body does not", async ([name]) => {
    const { signatures } = await authenticated(`${read(name)}One line more.\n`, { dns });
    for (const { verification } of signatures) expect(verification).toMatchObject({ result: "fail", reason: "body-changed" });
  });

  test.for(vectors)("%s with another sender does not", async ([name]) => {
    const { signatures } = await authenticated(read(name).replace(/^From: /m, "From: x"), { dns });
    for (const { verification } of signatures) expect(verification).toMatchObject({ result: "fail", reason: "signature-wrong" });
  });

  test.for(vectors)("%s without a key in the DNS does not", async ([name]) => {
    const { signatures } = await authenticated(read(name), { dns: texts({}) });
    for (const { verification } of signatures) expect(verification).toMatchObject({ result: "neutral", reason: "key-absent" });
  });

  test("a domain that is no name is no key to ask for", async () => {
    const { signatures } = await authenticated(read("test.message.baddomain"), { dns });
    expect(signatures.map(({ verification }) => verification)).toMatchObject([{ result: "neutral", reason: "syntax-wrong" }]);
  });
});
