/** One cause is one finding. */
import { expect, test } from "vitest";
import { signatureVerdict } from "../../src/checks/signature-verdict.ts";
import type { DkimReason } from "../../src/model/authentication.ts";
import { judgeExample } from "../support/judge-example.ts";
import { book } from "../support/rule-book.ts";

test.for(["dkim-key-weak", "dkim-from-unsigned"])(
  "what auth/%s tells is not told again as a signature that does not verify",
  async (id) => {
    const own = book.rules.find((rule) => rule.id === `auth/${id}`);
    for (const other of ["auth/dkim-failed", "auth/dkim-failed-beside"]) {
      const rule = book.rules.find((each) => each.id === other);
      const [example] = own?.examples.fails ?? [];
      if (!rule || !example) throw new Error(`No rule ${id}`);
      expect((await judgeExample(book, rule, { zone: "example.com A 192.0.2.1", ...example }))?.outcome).not.toBe("broken");
    }
  },
);

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
} as const;
const gap = "offline";

test.for([
  ["expired", { isExpired: true }, 0],
  ["algorithm-obsolete", { algorithm: "rsa-sha1" }, 0],
  ["body-changed", { isExpired: true }, 1],
  ["key-absent", { algorithm: "rsa-sha1" }, 1],
] as const satisfies readonly (readonly [DkimReason, object, number])[])(
  "%s of %o is told %i times",
  ([reason, change, count]) => {
    const verification = {
      result: "fail",
      reason,
      lenient: undefined,
      keyType: "rsa",
      keyBits: 2048,
      isTesting: false,
      uncoveredBytes: 0,
    } as const;
    const sight = signatureVerdict.run(
      {
        nowMs: 0,
        isDraft: false,
        author: { fromFields: 1, addresses: 1, domains: ["example.com"], at },
        signatures: [{ ...signature, ...change, verification }],
        spf: { mailFrom: gap, helo: gap },
        dmarc: { rfc9989: gap, rfc7489: gap, fault: gap },
        arc: gap,
        claims: [],
        disagreements: [],
        uncompared: undefined,
        fault: undefined,
      },
      { seeks: "none-verifies" },
      {},
    );
    expect(sight).toHaveLength(count);
  },
);
