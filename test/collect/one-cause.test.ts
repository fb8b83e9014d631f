/** One cause is one finding. */
import { expect, test } from "vitest";
import { signatureTrait } from "../../src/checks/signature-trait.ts";
import { signatureVerdict } from "../../src/checks/signature-verdict.ts";
import type { Authentication, DkimReason, Signature } from "../../src/model/authentication.ts";

const at = { source: 0, start: 0, end: 1 };
const signature = {
  domain: "example.com",
  selector: "k",
  algorithm: "rsa-sha256",
  canonicalization: { header: "relaxed", body: "relaxed" },
  fields: ["from"],
  coverage: [],
  bodyLimit: undefined,
  signedAtSeconds: undefined,
  expiresAtSeconds: 1,
  isExpired: false,
  isFuture: false,
  at,
  verification: "offline",
} as const;
const gap = "offline";

function verified(result: "pass" | "fail", reason: DkimReason): Signature {
  const verification = {
    result,
    reason,
    lenient: undefined,
    keyType: "rsa",
    keyBits: 2048,
    isTesting: false,
    uncoveredBytes: 0,
  } as const;
  return { ...signature, isExpired: true, verification };
}

function authentication(signatures: readonly Signature[]): Authentication {
  return {
    nowMs: 0,
    isDraft: false,
    author: { fromFields: 1, addresses: 1, domains: ["example.com"], at },
    signatures,
    spf: { mailFrom: gap, helo: gap },
    dmarc: { rfc9989: gap, rfc7489: gap, fault: gap },
    arc: gap,
    claims: [],
    disagreements: [],
    uncompared: undefined,
    fault: undefined,
  };
}

const expired = verified("fail", "expired");
const good: Signature = { ...verified("pass", "verified"), isExpired: false };

test.for([
  ["alone", [expired], ["none-verifies"]],
  ["beside a good one", [expired, good], ["expired"]],
  ["not verified", [{ ...expired, verification: gap }], ["expired"]],
  ["with another fault", [verified("fail", "body-changed")], ["none-verifies", "expired"]],
] as const)("an expired signature %s is told once for each cause", ([, signatures, expected]) => {
  const part = authentication(signatures);
  const sights = {
    "none-verifies": signatureVerdict.run(part, { seeks: "none-verifies" }, {}),
    "one-fails": signatureVerdict.run(part, { seeks: "one-fails" }, {}),
    expired: signatureTrait.run(part, { seeks: "expired" }, {}),
  };
  const told = Object.entries(sights).filter(([, sight]) => typeof sight !== "string" && sight.length > 0);
  expect(told.map(([name]) => name)).toEqual(expected);
});
