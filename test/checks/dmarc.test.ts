import { expect, test } from "vitest";
import { withAuthentication } from "../../src/collect/authenticated.ts";
import { analyze } from "../../src/engine/analyze.ts";
import { judge } from "../../src/engine/judge.ts";
import type { Verdict } from "../../src/model/finding.ts";
import { rulesetOf } from "../../src/platform/options.ts";
import { must } from "../../tools/must.ts";
import { readMail } from "../support/messages.ts";
import { world } from "../support/worlds.ts";

const ruleset = must(await rulesetOf("bulk-sender", {}));
const dns = world('example.com TXT "v=spf1 ip4:192.0.2.1 -all"\n_dmarc.example.org TXT "v=DMARC1; p=reject"\n');
const received = "Received: from mail.example.com ([192.0.2.1]) by mx.example.net; Thu, 1 Jan 2026 10:00:00 +0000\n";

async function reportOf(header: string) {
  const document = readMail(`${received}${header}To: bob@example.net\nSubject: Hi\n\nHello\n`);
  const envelope = { ip: "192.0.2.1", helo: "mail.example.com", mailFrom: "bounce@example.com" };
  const proven = await withAuthentication(document, { dns, nowMs: Date.UTC(2026, 0, 1, 12), envelope, trustsReceived: false });
  const verdicts = analyze(proven, ruleset.rulesFor("message", "marketing"), "marketing");
  return { verdicts, requirements: judge(proven, ruleset, "marketing").requirements };
}

const told = (verdict: Verdict | undefined): string | undefined =>
  verdict?.outcome === "unjudged" ? verdict.because : verdict?.outcome;

test.for([
  ["From: ann@example.com, dan@example.org\n", "author-unclear", "author-unclear", "author-unclear"],
  ["From: ann@example.com\nFrom: dan@example.org\n", "author-unclear", "author-unclear", "author-unclear"],
  ["From: cat@example.net\n", "policy-absent", "broken", "kept"],
] as const)("%j is not said to be aligned", async ([header, failed, absent, differs]) => {
  const { verdicts, requirements } = await reportOf(header);
  const outcomeOf = (id: string) => told(verdicts.find(({ ruleId }) => ruleId === id));
  expect([outcomeOf("auth/dmarc-failed"), outcomeOf("auth/dmarc-absent"), outcomeOf("auth/dmarc-differs")]).toEqual([
    failed,
    absent,
    differs,
  ]);
  const alignment = requirements?.verdicts.filter(({ requirement }) => requirement === "alignment") ?? [];
  expect(alignment.map(({ outcome }) => outcome)).toEqual(["unjudged", "unjudged", "unjudged"]);
});

test("the key of a message without a signature is not said to be long enough", async () => {
  const { requirements } = await reportOf("From: ann@example.com\n");
  const keys = requirements?.verdicts.filter(({ requirement }) => requirement === "dkim-key") ?? [];
  expect(keys).toMatchObject([{ because: "key-unknown" }, { because: "key-unknown" }]);
});
