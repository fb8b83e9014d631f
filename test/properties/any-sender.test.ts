/** Whatever a stranger writes into a message or the DNS: an answer, in time. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Dns, type DnsAnswer, dnsFailures } from "../../src/model/dns.ts";
import { book } from "../support/rule-book.ts";
import { authenticated } from "../support/senders.ts";

const signed = book.rules.find(({ id }) => id === "auth/dkim-failed")?.examples.passes[0]?.message ?? "";

const word = fc.constantFrom(
  "v=spf1",
  "include:a.example",
  "redirect=a.example",
  "-all",
  "ip4:0.0.0.0/0",
  "%{",
  "%{d}",
  "v=DMARC1;",
  "p=reject;",
  "sp=;",
  "psd=y;",
  "v=DKIM1;",
  "k=rsa;",
  "k=ed25519;",
  "p=AAAA",
  "p=;",
  "\u0000",
  "é",
  "exp=a.example",
);
const text = fc.oneof(
  fc.array(word, { maxLength: 8 }).map((words) => words.join(" ")),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const answer: fc.Arbitrary<DnsAnswer> = fc.oneof(
  fc.record({ status: fc.constant("failed" as const), because: fc.constantFrom(...dnsFailures) }),
  fc.record({ status: fc.constant("absent" as const), kind: fc.constantFrom("name" as const, "type" as const) }),
  fc.record({
    status: fc.constant("found" as const),
    records: fc.array(
      fc.record({
        type: fc.constantFrom("TXT" as const, "A" as const, "MX" as const, "PTR" as const, "CNAME" as const),
        name: fc.constant("a.example"),
        ttlSeconds: fc.nat(),
        value: fc.oneof(text, fc.array(text, { maxLength: 3 })),
      }),
      { maxLength: 3 },
    ),
  }),
);

/** A DNS that says the same thing to the same question, and anything at all. */
function anyDns(answers: readonly DnsAnswer[]): Dns {
  return {
    lookup: (name, type) =>
      Promise.resolve(answers[(name.length * 7 + type.length) % answers.length] ?? { status: "absent", kind: "name" }),
  };
}

const line = fc.constantFrom(
  ...signed.split("\n"),
  "DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=k; h=from; bh=; b=",
  "DKIM-Signature:",
  "DKIM-Signature: ;;;=;a=;l=-1;x=99999999999999999999;t=z",
  "ARC-Seal: i=1; cv=none; a=rsa-sha256; d=a.example; s=k; b=",
  "ARC-Message-Signature: i=1; a=rsa-sha256; d=a.example; s=k; h=from; bh=; b=",
  "ARC-Authentication-Results: i=1; mx; spf=pass",
  "Authentication-Results: mx; dkim=pass header.d=a.example",
  'From: a@b@c, <>, "x" <y@z.example>',
  "From: (((",
  "Received: from x ([192.0.2.1])",
  " folded",
  "",
);

const message = fc.oneof(
  fc.array(line, { maxLength: 30 }).map((lines) => Buffer.from(lines.join("\r\n"), "latin1")),
  fc.uint8Array({ maxLength: 300 }),
);

test("any bytes and any answers give an answer, and never a fault of ours", async () => {
  await fc.assert(
    fc.asyncProperty(
      message,
      fc.array(answer, { minLength: 1, maxLength: 6 }),
      fc.constantFrom("a@a.example", "", "x"),
      async (bytes, answers, mailFrom) => {
        const envelope = { ip: "192.0.2.1", helo: "a.example", mailFrom };
        const found = await authenticated(new Uint8Array(bytes), { dns: anyDns(answers), envelope });
        expect(JSON.stringify(found)).not.toContain("check-failed");
      },
    ),
    { numRuns: 400 },
  );
});

const field = (name: string, value: string): string => `${name}: ${value}\n`;
const many = (count: number, unit: string): string => unit.repeat(count);
const signature = (fields: string): string =>
  field("DKIM-Signature", `v=1; a=rsa-sha256; c=relaxed/relaxed; d=a.example; s=k; h=${fields}; bh=AAAA; b=AAAA`);
const base = field("From", "a@a.example");

test.for([
  ["signatures", many(2_000, signature("from")) + base],
  ["names in h=", many(10, signature(many(30_000, "from:"))) + base],
  ["fields", many(8_000, field("X-A", "b")) + signature(many(250, "x-a:from:")) + base],
  ["folded lines", field("Subject", `a${many(100_000, "\n b")}`) + signature("from:subject") + base],
  ["blanks", field("Subject", many(400_000, " ")) + signature("from:subject") + base],
  [
    "ARC sets",
    Array.from({ length: 3_000 }, (_, at) => field("ARC-Seal", `i=${at}; cv=pass; a=rsa-sha256; d=a.example; s=k; b=`)).join("") +
      base,
  ],
  ["results", many(5_000, field("Authentication-Results", `mx; ${many(20, "dkim=pass header.d=a.example; ")}`)) + base],
  ["semicolons", many(10, field("DKIM-Signature", many(40_000, ";"))) + base],
  ["quotes", many(10, field("Authentication-Results", `mx; ${many(40_000, '"')}`)) + base],
  ["comments", field("From", many(100_000, "(")) + field("Authentication-Results", many(100_000, "("))],
  ["addresses", field("From", many(20_000, "a@a.example, "))],
  ["at signs", field("From", many(100_000, "@"))],
  ["blanks in the body", `${signature("from")}${base}\n${many(2_000_000, " ")}x${many(2_000_000, "\n")}`],
  ["line feeds in the body", `${signature("from")}${base}\n${many(2_000_000, "a\n")}`],
  ["boundaries", `${signature("from")}${field("Content-Type", "multipart/mixed; boundary=b")}${base}\n${many(500_000, "--b\n")}`],
] as const)("a flood of %s takes a moment", async ([, text]) => {
  const bytes = new Uint8Array(Buffer.from(text, "latin1"));
  const start = performance.now();
  await authenticated(bytes, {
    dns: anyDns([{ status: "absent", kind: "name" }]),
    envelope: { ip: "192.0.2.1", helo: "a.example", mailFrom: "a@a.example" },
  });
  expect(performance.now() - start).toBeLessThan(5_000);
});
