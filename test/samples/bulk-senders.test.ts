import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { checkMessage } from "../../src/platform/check-message.ts";
import { sampleChanges, sampleKeys } from "../../tools/sample-changes.ts";
import { book } from "../support/rule-book.ts";

const folder = "samples/messages";
const asked = book.rules.filter(({ satisfies }) => satisfies.length > 0);

/** By the rule that a sample is named after: what it breaks of what mailbox providers ask, and nothing else. */
const broken: Readonly<Record<string, string>> = {
  "auth/dkim-absent": "gmail/dkim yahoo/dkim microsoft/dkim apple/dkim",
  "auth/dkim-failed": "gmail/dkim yahoo/dkim microsoft/dkim apple/dkim",
  "auth/dkim-key-weak": "gmail/dkim-key yahoo/dkim-key",
  "auth/dkim-unsubscribe-uncovered": "gmail/one-click",
  "auth/dmarc-absent": "gmail/dmarc yahoo/dmarc microsoft/dmarc apple/dmarc",
  "auth/dmarc-failed": "gmail/alignment yahoo/alignment microsoft/alignment",
  "auth/from-several": "gmail/one-from",
  "auth/spf-absent": "gmail/spf yahoo/spf microsoft/spf apple/spf",
  "auth/spf-broken": "gmail/spf yahoo/spf microsoft/spf apple/spf",
  "auth/spf-failed": "gmail/spf yahoo/spf microsoft/spf apple/spf",
  "auth/spf-undecided": "gmail/spf yahoo/spf microsoft/spf apple/spf",
  "headers/address-malformed": "gmail/format yahoo/format microsoft/format",
  "headers/date-malformed": "gmail/format yahoo/format microsoft/format",
  "headers/date-missing": "gmail/format yahoo/format microsoft/format",
  "headers/field-repeated": "gmail/format yahoo/format microsoft/format",
  "headers/from-gmail": "gmail/own-from",
  // A signature has to cover From, so that a message without it cannot be signed.
  "headers/from-missing": "gmail/dkim yahoo/dkim microsoft/dkim apple/dkim gmail/format yahoo/format microsoft/format",
  "headers/from-several": "gmail/one-from",
  "headers/from-without-address": "gmail/one-from",
  "headers/line-malformed": "gmail/format yahoo/format microsoft/format",
  "headers/message-id-long": "gmail/message-id",
  "headers/message-id-malformed": "gmail/message-id",
  "headers/message-id-missing": "gmail/message-id",
  "headers/name-malformed": "gmail/format yahoo/format microsoft/format",
  "list/one-click-malformed": "gmail/one-click",
  "list/one-click-missing": "gmail/one-click",
  "list/one-click-without-https": "gmail/one-click",
  // There is no one click without the field that says where.
  "list/unsubscribe-header-missing": "gmail/one-click gmail/list-unsubscribe yahoo/list-unsubscribe",
  "list/unsubscribe-malformed": "gmail/list-unsubscribe yahoo/list-unsubscribe",
  "mime/bare-cr": "gmail/format yahoo/format microsoft/format",
  "mime/line-too-long": "gmail/format yahoo/format microsoft/format",
  "mime/nul-byte": "gmail/format yahoo/format microsoft/format",
  "standard/unsubscribe-missing":
    "gmail/visible-unsubscribe yahoo/visible-unsubscribe microsoft/visible-unsubscribe apple/visible-unsubscribe",
};

/** The rules broken besides the one a sample is named after, because one cannot be broken without the other. */
const alsoBroken: Readonly<Record<string, readonly string[]>> = {
  "auth/from-several": ["headers/from-several"], // several domains are several addresses
  "headers/from-missing": ["auth/dkim-absent"],
};

/** What cannot be judged where From names no one domain, or its domain has no policy. */
const unjudged: Readonly<Record<string, string>> = {
  "auth/dmarc-absent": "alignment",
  "auth/from-several": "dmarc alignment",
  "headers/from-missing": "dmarc alignment",
  "headers/from-without-address": "dmarc alignment",
};

function judged(name: string, change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes): Promise<Report> {
  return checkMessage(change(readFileSync(`${folder}/${name}.eml`)), {
    profile: "bulk-sender",
    dns: `zone:${folder}/senders.zone`,
    trustReceived: true,
    nowMs: Date.UTC(2026, 10, 24),
  });
}

/** Cells of the table with an outcome, in its order; what no message can show is left out. */
function cells({ requirements }: Report, outcome: "met" | "broken" | "unjudged"): readonly string[] {
  return (requirements?.verdicts ?? [])
    .filter((verdict) => verdict.outcome === outcome && verdict.because !== "sending")
    .map(({ provider, requirement }) => `${provider}/${requirement}`);
}

test("the fit message meets all that one message can show", async () => {
  const report = await judged("bulk-fit");
  expect(report).toMatchObject({ verdict: "fit", score: 100, type: "marketing", typeFrom: "inferred", unjudged: [] });
  const { requirements = [] } = report.requirements?.table ?? {};
  const seen = requirements.filter(({ seenIn }) => seenIn === "message");
  expect(cells(report, "met")).toEqual(seen.flatMap(({ id, asks }) => Object.keys(asks).map((provider) => `${provider}/${id}`)));
});

test("each rule that a provider asks for has a sample that breaks it, and no other sample is kept", () => {
  const names = asked.map(({ id }) => id).sort();
  expect(Object.keys(broken).sort()).toEqual(names);
  expect(Object.keys(sampleChanges).sort()).toEqual(names);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.includes("/"));
  expect(files.sort()).toEqual(names.map((name) => `${name}.eml`));
});

describe.for(Object.entries(broken))("the sample %s", ([name, expected]) => {
  test("breaks its rule and no other that a provider asks for", async () => {
    const { findings, verdict } = await judged(name);
    const ids = new Set(findings.map(({ ruleId }) => ruleId));
    expect(asked.map(({ id }) => id).filter((id) => ids.has(id))).toEqual([name, ...(alsoBroken[name] ?? [])].sort());
    expect(findings.find(({ ruleId }) => ruleId === name)).toMatchObject({ severity: "error" });
    expect(verdict).toBe("unfit");
  });

  test("breaks these cells of the table and no other", async () => {
    const report = await judged(name);
    expect(new Set(cells(report, "broken"))).toEqual(new Set(expected.split(" ")));
    const requirements = new Set(cells(report, "unjudged").map((cell) => cell.split("/")[1]));
    expect([...requirements].join(" ")).toBe(unjudged[name] ?? "");
  });
});

test("a signature of the fit message holds for these bytes and no others", async () => {
  const report = await judged("bulk-fit", (bytes) =>
    Buffer.from(Buffer.from(bytes).toString("latin1").replace("Dear Ann", "Dear Amy")),
  );
  expect(cells(report, "broken")).toEqual(broken["auth/dkim-failed"]?.split(" "));
});

test("the zone holds public keys of the stated kinds, and no private one", () => {
  const zone = readFileSync(`${folder}/senders.zone`, "utf8");
  for (const { domain, selector } of Object.values(sampleKeys)) expect(zone).toContain(`\n${selector}._domainkey.${domain} TXT`);
  expect(zone).not.toContain("PRIVATE");
});
