/** What a lookup that fails may change: nothing but that something is unjudged. */
import { expect, test } from "vitest";
import { catalog } from "../../src/checks/catalog.ts";
import { withAuthentication } from "../../src/collect/authenticated.ts";
import { analyze } from "../../src/engine/analyze.ts";
import { buildRuleset } from "../../src/engine/ruleset.ts";
import type { Dns, DnsType } from "../../src/model/dns.ts";
import { parseMessage } from "../../src/parse/message/parse-message.ts";
import { must } from "../../tools/must.ts";
import { book } from "../support/rule-book.ts";
import { messageBytes } from "../support/senders.ts";
import { failingAt, world } from "../support/worlds.ts";

const rules = must(buildRuleset(book, catalog, "tencent-ses", {}))
  .rulesFor("message", "marketing")
  .filter(({ definition }) => definition.id.startsWith("auth/"));

const signed = book.rules.find(({ id }) => id === "auth/dkim-failed")?.examples.passes[0];
const zone = `${signed?.zone}
$ORIGIN example.com.
@ TXT "v=spf1 a:one.example.com mx include:other.example.com exists:%{i}.ok.example.com ptr:example.com -all"
@ MX 10 mx.example.com.
mx A 192.0.2.9
one A 192.0.2.8
other TXT "v=spf1 a:two.example.com ?all"
two A 192.0.2.7
mail TXT "v=spf1 a:mail.example.com -all"
mail A 192.0.2.1
_dmarc TXT "v=DMARC1; p=reject"
`;

const unsigned = (signed?.message ?? "").slice((signed?.message ?? "").indexOf("Received:"));
const forwarded = `ARC-Seal: i=1; a=rsa-sha256; cv=none; d=example.org; s=k; t=1767225600; b=AAAA
ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=k; h=from; bh=AAAA; b=AAAA
ARC-Authentication-Results: i=1; mx.example.org; spf=pass
Authentication-Results: mx.example.net; spf=pass smtp.mailfrom=example.com; dkim=pass header.d=example.com; dmarc=pass
`;

/** What each rule says, by id. */
async function verdicts(message: string, ip: string, dns: Dns): Promise<ReadonlyMap<string, string>> {
  const document = must(parseMessage({ name: "m.eml", bytes: messageBytes(message) }));
  const envelope = { ip, helo: "mail.example.com", mailFrom: "bounce@example.com" };
  const witness = { dns, nowMs: Date.UTC(2026, 0, 1, 12), envelope, trustsReceived: false };
  const judged = analyze(await withAuthentication(document, witness), rules, "marketing");
  return new Map(judged.map((verdict) => [verdict.ruleId, verdict.outcome === "unjudged" ? verdict.because : verdict.outcome]));
}

test.for([
  ["signed, from a known host", signed?.message ?? "", "192.0.2.9"],
  ["signed, from a stranger", signed?.message ?? "", "203.0.113.5"],
  ["not signed, from a known host", unsigned, "192.0.2.9"],
  ["not signed, from a stranger", unsigned, "203.0.113.5"],
  ["changed, from a stranger", `${signed?.message}More.\n`, "203.0.113.5"],
  ["forwarded, from a stranger", forwarded + signed?.message, "203.0.113.5"],
] as const)("%s: whichever lookup fails, a verdict stays or becomes unjudged", async ([, message, ip]) => {
  const counting = failingAt(world(zone), 0);
  const whole = await verdicts(message, ip, counting);
  expect(counting.asked()).toBeGreaterThan(4);
  for (let nth = 1; nth <= counting.asked(); nth++) {
    const partial = await verdicts(message, ip, failingAt(world(zone), nth));
    for (const [id, verdict] of partial) expect([whole.get(id), "lookup-failed"], `${id}, lookup ${nth}`).toContain(verdict);
  }
});

test("where every lookup fails nothing is judged that needs one, and nothing breaks", async () => {
  const dead: Dns = { lookup: () => Promise.resolve({ status: "failed", because: "timeout" }) };
  const judged = await verdicts(forwarded + signed?.message, "192.0.2.9", dead);
  expect(judged.get("auth/dkim-failed")).toBe("lookup-failed");
  expect([...judged.values()]).not.toContain("check-failed");
  for (const id of ["spf-failed", "spf-absent", "dmarc-failed", "dmarc-absent", "dmarc-differs"])
    expect(judged.get(`auth/${id}`)).toBe("lookup-failed");
});

test("a source that throws counts as failed", async () => {
  const throwing: Dns = { lookup: () => Promise.reject(new Error("broken")) };
  const judged = await verdicts(signed?.message ?? "", "192.0.2.9", throwing);
  expect(judged.get("auth/dmarc-failed")).toBe("lookup-failed");
  expect([...judged.values()]).not.toContain("check-failed");
});

test("servers that are silent are not waited for again and again", async () => {
  let asked = 0;
  const silent: Dns = { lookup: () => Promise.resolve({ status: "failed", because: ++asked > 0 ? "timeout" : "refused" }) };
  const judged = await verdicts(forwarded + signed?.message, "192.0.2.9", silent);
  expect(judged.get("auth/dmarc-failed")).toBe("lookup-failed");
  expect(asked).toBeLessThanOrEqual(8);
});

test("no message may ask more than so many questions", async () => {
  let asked = 0;
  const values = (type: DnsType): readonly (string | readonly string[])[] => {
    if (type === "TXT") return [["v=spf1 mx ptr include:%{i}.a.example include:%{h}.b.example -all"]];
    const many = Array.from({ length: 20 }, (_, at) => `h${asked}-${at}.example`);
    return type === "MX" ? many.map((name) => `10 ${name}`) : type === "PTR" ? many : ["192.0.2.200"];
  };
  const endless: Dns = {
    lookup: (name, type) => {
      asked++;
      return Promise.resolve({ status: "found", records: values(type).map((value) => ({ type, name, ttlSeconds: 0, value })) });
    },
  };
  await verdicts(
    Array.from(
      { length: 10 },
      (_, at) =>
        `DKIM-Signature: v=1; a=rsa-sha256; d=d${at}.example; s=k; h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=A\n`,
    ).join("") + unsigned,
    "192.0.2.9",
    endless,
  );
  expect(asked).toBeGreaterThan(20);
  expect(asked).toBeLessThanOrEqual(300);
});

test("what a library throws is said to be our fault, for the rules it costs and no other", () => {
  const document = must(parseMessage({ name: "m.eml", bytes: messageBytes(unsigned) }));
  const gap = "check-failed";
  const authentication = {
    nowMs: 0,
    isDraft: false,
    author: { fromFields: 1, addresses: 1, domains: ["example.com"], at: undefined },
    signatures: [],
    spf: { mailFrom: gap, helo: gap },
    dmarc: { rfc9989: gap, rfc7489: gap, fault: gap },
    arc: gap,
    claims: [],
    disagreements: [],
    uncompared: undefined,
    fault: "Error: broken",
  } as const;
  const judged = analyze({ ...document, parts: { ...document.parts, authentication } }, rules, "marketing");
  const faulty = judged.filter((verdict) => verdict.outcome === "unjudged" && verdict.fault === "Error: broken");
  expect(faulty.map(({ ruleId }) => ruleId)).toContain("auth/dmarc-failed");
  expect(faulty.map(({ ruleId }) => ruleId)).not.toContain("auth/dkim-absent");
});
