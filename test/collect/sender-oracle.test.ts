/** The sender matrix against messages that are built, signed, and passed through mailauth by the letter. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Asking } from "../../src/collect/domain/asking.ts";
import { collectSenders } from "../../src/collect/domain/senders/collect-senders.ts";
import type { Authentication, DmarcVerdict } from "../../src/model/authentication.ts";
import type { Gap } from "../../src/model/document.ts";
import type { DeclaredSender } from "../../src/model/domain/sender.ts";
import type { SenderDmarc, SenderRow } from "../../src/model/domain/senders.ts";
import { anySender, keys, questionFor, senderWorlds } from "../support/sender-worlds.ts";
import { authenticated } from "../support/senders.ts";
import { signedMessage } from "../support/signing.ts";
import { texts } from "../support/worlds.ts";

const RECEIVED = "Received: from a.example by b.example; Thu, 01 Jan 2026 12:00:00 +0000\r\n";

type World = Parameters<typeof texts>[0];

async function rowOf(sender: DeclaredSender, world: World): Promise<SenderRow> {
  const part = await collectSenders(new Asking(questionFor([sender]), texts(world)));
  if (typeof part === "string" || !part.rows[0]) throw new Error("no row");
  return part.rows[0];
}

/** What mailauth finds when the sender sends, with the key that its record is of. */
function sent(
  { from, ips: [ip = ""] = [], mailFrom = "", helo, signingDomain: domain }: DeclaredSender,
  world: World,
): Promise<Authentication> {
  const record = String(world[`s._domainkey.${domain}`] ?? "");
  const key = Object.values(keys).find(({ base64 }) => record.includes(base64)) ?? keys.rsa;
  const message = signedMessage(`a@${from}`, domain === undefined ? undefined : { selector: "s", domain, key });
  // A server has touched it, so that it is no draft.
  return authenticated(`${RECEIVED}${message}`, {
    dns: texts(world),
    envelope: { ip, helo, mailFrom: mailFrom === "<>" ? "" : mailFrom },
  });
}

/** A verdict as both tell it: without a policy there is none. */
function told(verdict: SenderDmarc | DmarcVerdict | Gap): object {
  if (typeof verdict === "string") return { because: verdict };
  const { policy, result } = verdict;
  return policy === undefined ? { result: "none" } : { policy, result };
}

test("a sender comes to what mailauth comes to", async () => {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  await fc.assert(
    fc.asyncProperty(senderWorlds, anySender, async (records, sender) => {
      const world = Object.fromEntries(records.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
      const row = await rowOf(sender, world);
      const { spf, signatures, dmarc } = await sent(sender, world);
      const identity = sender.mailFrom === "<>" ? spf.helo : spf.mailFrom;
      const [signature] = signatures;
      const verification = typeof signature?.verification === "object" ? signature.verification.result : "none";
      expect(row.spf.result).toBe(typeof identity === "object" ? identity.result : identity);
      expect(row.dkim.state === "usable").toBe(verification === "pass");
      expect(told(row.dmarc.rfc9989)).toEqual(told(dmarc.rfc9989));
      expect(told(row.dmarc.rfc7489)).toEqual(told(dmarc.rfc7489));
      for (const { requirement, outcome } of row.cells) count(`${requirement} ${outcome}`);
    }),
    { numRuns: Number(process.env["SENDER_RUNS"] ?? 500) },
  );
  for (const requirement of ["spf", "dkim", "dmarc", "alignment"])
    for (const outcome of ["met", "broken"])
      expect(seen.get(`${requirement} ${outcome}`), `${requirement} ${outcome}`).toBeGreaterThan(10);
});
