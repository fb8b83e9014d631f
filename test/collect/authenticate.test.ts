import { readdirSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import type { Envelope } from "../../src/model/authentication.ts";
import { book } from "../support/rule-book.ts";
import { authenticated } from "../support/senders.ts";
import { world } from "../support/worlds.ts";

const head = "Received: from mail.example.com ([192.0.2.1]) by mx.example.net; Thu, 1 Jan 2026 10:00:00 +0000\n";
const from = (address: string): string => `From: ${address}\nTo: bob@example.net\nSubject: Hi\n\nHello\n`;
const envelope: Envelope = { ip: "192.0.2.1", helo: "mail.example.com", mailFrom: "bounce@example.com" };

const zone = world(`
$ORIGIN example.com.
$TTL 1h
@              TXT "v=spf1 ip4:192.0.2.0/24 -all"
mail           TXT "v=spf1 ip4:192.0.2.1 -all"
_dmarc         TXT "v=DMARC1; p=reject; sp=quarantine"
_dmarc.b       TXT "v=DMARC1; p=quarantine"
_dmarc.strict  TXT "v=DMARC1; p=reject; aspf=s; adkim=s"
`);

/** The signed message of a rule's first example, its zone, and the message as changed. */
const signed = book.rules.find(({ id }) => id === "auth/dkim-failed")?.examples.passes[0];
const signedMessage = signed?.message ?? "";
const signedZone = world(signed?.zone ?? "");

test("without DNS the header alone is read, and everything else is unjudged", async () => {
  const { signatures, spf, dmarc, arc, isDraft } = await authenticated(signedMessage, { envelope });
  expect(signatures).toMatchObject([{ domain: "example.com", selector: "ed", verification: "offline" }]);
  expect([spf.mailFrom, spf.helo, dmarc.rfc9989, dmarc.rfc7489, arc]).toEqual(Array.from({ length: 5 }, () => "offline"));
  expect(isDraft).toBe(false);
});

test("both identities are asked about", async () => {
  const { spf } = await authenticated(head + from("ann@example.com"), { dns: zone, envelope });
  expect(spf).toMatchObject({
    mailFrom: { identity: "mail-from", domain: "example.com", result: "pass", lookups: 0 },
    helo: { identity: "helo", domain: "mail.example.com", result: "pass" },
  });
});

test("without an envelope SPF is unjudged, and DMARC with it unless DKIM proves the author", async () => {
  const unsigned = await authenticated(head + from("ann@example.com"), { dns: zone });
  expect([unsigned.spf.mailFrom, unsigned.spf.helo, unsigned.dmarc.rfc9989, unsigned.dmarc.rfc7489]).toEqual([
    "no-envelope",
    "no-envelope",
    "no-envelope",
    "no-envelope",
  ]);
  const proven = await authenticated(signedMessage, { dns: world(`${signed?.zone}_dmarc.example.com TXT "v=DMARC1; p=none"\n`) });
  expect(proven.dmarc).toMatchObject({ rfc9989: { result: "pass" }, rfc7489: { result: "pass" } });
});

test("a null sender is judged by the greeting, and an unknown one is not judged", async () => {
  const none = await authenticated(head + from("ann@example.com"), { dns: zone, envelope: { ...envelope, mailFrom: "" } });
  expect(none.spf.mailFrom).toMatchObject({ domain: "mail.example.com", result: "pass" });
  const unknown = await authenticated(head + from("ann@example.com"), {
    dns: zone,
    envelope: { ...envelope, mailFrom: undefined },
  });
  expect(unknown.spf).toMatchObject({ mailFrom: "no-envelope", helo: { result: "pass" } });
});

test("a draft is not held to what sending adds", async () => {
  const draft = await authenticated(from("ann@example.com"), { dns: zone });
  expect([draft.isDraft, draft.dmarc.rfc9989]).toEqual([true, "not-sent-yet"]);
});

test("DMARC: the tree of names and the list of suffixes, side by side", async () => {
  const judged = async (address: string, given = envelope) =>
    (await authenticated(head + from(address), { dns: zone, envelope: given })).dmarc;
  expect(await judged("ann@example.com")).toMatchObject({
    rfc9989: { result: "pass", policy: "reject", spf: { mode: "relaxed", domain: "example.com" } },
    rfc7489: { result: "pass", policy: "reject", spf: { mode: "relaxed", domain: "example.com" } },
  });
  // A record between author and organization: walked to by the new standard, passed over by the old one.
  expect(await judged("ann@a.b.example.com", { ...envelope, ip: "203.0.113.1" })).toMatchObject({
    rfc9989: { result: "fail", policy: "quarantine", policyDomain: "example.com" },
    rfc7489: { result: "fail", policy: "quarantine", policyDomain: "example.com" },
  });
  expect(await judged("ann@strict.example.com")).toMatchObject({
    rfc9989: { result: "fail", policy: "reject", spf: { mode: "strict", domain: undefined } },
    rfc7489: { result: "fail", policy: "reject", spf: { mode: "strict", domain: undefined } },
  });
});

test("several authors of several domains cannot be judged", async () => {
  const { dmarc, author } = await authenticated(head + from("ann@example.com, cat@example.org"), { dns: zone, envelope });
  expect(author.domains).toEqual(["example.com", "example.org"]);
  expect(dmarc).toMatchObject({ rfc9989: { result: "unusable" }, rfc7489: { result: "unusable" } });
});

test("the clock is the one that is given", async () => {
  const message = signedMessage.replace("t=1767261600", "t=1767261600; x=1767348000");
  const at = async (nowMs: number) => (await authenticated(message, { dns: signedZone, nowMs })).signatures[0];
  expect(await at(Date.UTC(2026, 0, 1, 12))).toMatchObject({ isExpired: false, isFuture: false });
  expect(await at(Date.UTC(2026, 0, 3))).toMatchObject({ isExpired: true });
  expect(await at(Date.UTC(2025, 0, 1))).toMatchObject({ isFuture: true });
});

test("what is covered is counted by name", async () => {
  const { signatures } = await authenticated(signedMessage);
  expect(signatures[0]?.coverage.filter(({ name }) => name === "from" || name === "list-unsubscribe")).toEqual([
    { name: "from", present: 1, signed: 1 },
    { name: "list-unsubscribe", present: 0, signed: 0 },
  ]);
});

test("more signatures than anyone needs are not verified, and say so", async () => {
  const extra = signedMessage.slice(0, signedMessage.indexOf("Received:"));
  const { signatures } = await authenticated(extra.repeat(14) + signedMessage, { dns: signedZone });
  const results = signatures.map(({ verification }) => (typeof verification === "string" ? verification : verification.result));
  expect(results).toEqual([...Array.from({ length: 10 }, () => "pass"), ...Array.from({ length: 5 }, () => "too-large")]);
});

test("claims that are not true are found, and what is not known contradicts nothing", async () => {
  const claim =
    "Authentication-Results: mx.example.net; spf=fail smtp.mailfrom=example.com; dkim=pass header.d=example.org; dmarc=fail header.from=example.com\n";
  const { claims, disagreements } = await authenticated(claim + head + from("ann@example.com"), { dns: zone, envelope });
  expect(claims.map(({ method, result }) => `${method}=${result}`)).toEqual(["spf=fail", "dkim=pass", "dmarc=fail"]);
  expect(disagreements.map(({ claim: { method }, found }) => `${method} is ${found}`)).toEqual(["spf is pass", "dmarc is pass"]);
  const offline = await authenticated(claim + head + from("ann@example.com"), { envelope });
  expect(offline.disagreements).toEqual([]);
});

test("what is found is plain data", async () => {
  const found = await authenticated(head + signedMessage, { dns: signedZone, envelope });
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
});

test("nothing is printed, and no part of mailauth that fetches is used", async () => {
  const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await authenticated(signedMessage.replace("c=relaxed/relaxed", "c=relaxed/relaxed; l=5"), { dns: signedZone, envelope });
  const calls = said.mock.calls.length;
  said.mockRestore();
  expect(calls).toBe(0);
  const folder = new URL("../../src/collect/", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const imported = sources.flatMap((name) =>
    [...readFileSync(new URL(name, folder), "utf8").matchAll(/from "(mailauth[^"]*)"/g)].map(([, path = ""]) => path),
  );
  expect([...new Set(imported)].sort()).toEqual([
    "mailauth/lib/arc/index.js",
    "mailauth/lib/dkim/dkim-verifier.js",
    "mailauth/lib/dmarc/index.js",
    "mailauth/lib/spf/index.js",
    "mailauth/lib/tools.js",
  ]);
});
