import { describe, expect, test } from "vitest";
import { catalog } from "../../src/checks/catalog.ts";
import { analyze } from "../../src/engine/analyze.ts";
import { findRepair, type Judged, type Mended, type Trial } from "../../src/engine/repair/repair.ts";
import { unmendableRules } from "../../src/engine/repair/unmendable.ts";
import { buildRuleset } from "../../src/engine/ruleset.ts";
import type { ExampleDomain } from "../../src/model/rule.ts";
import { must } from "../../tools/must.ts";
import { readDomainExample } from "../support/domain-example.ts";
import { book } from "../support/rule-book.ts";

const NOW_MS = Date.UTC(2026, 0, 1, 12);
const rules = must(buildRuleset(book, catalog, "recommended", {})).rulesFor("domain", "marketing");
const severe = book.rules.filter(({ appliesTo, severity }) => appliesTo.includes("domain") && severity !== "info");
const planted = severe.flatMap(({ id, examples }) =>
  examples.fails.flatMap(({ domain, params }) => (domain && !params ? [{ id, domain }] : [])),
);

function trialOn(example: ExampleDomain): Trial {
  return async (changes): Promise<Judged> => {
    const document = await readDomainExample(example, NOW_MS, changes);
    const verdicts = analyze(document, rules, "marketing");
    return { document, findings: verdicts.flatMap((verdict) => (verdict.outcome === "broken" ? verdict.findings : [])) };
  };
}

async function repaired(example: ExampleDomain): Promise<Mended> {
  const trial = trialOn(example);
  return findRepair(await trial([]), trial, NOW_MS);
}

/** Examples of rules that records can mend elsewhere, whose record is in the zone of somebody else. */
function isOfOthers({ domain }: (typeof planted)[number]): boolean {
  return domain.senders?.some(({ mailFrom = "" }) => mailFrom.endsWith("example.net")) ?? false;
}

/** Examples whose only sender cannot be read: without it nobody could send, and only the owner knows who should. */
const soleSenders = /v=spf1 ip4:192\.175\.48\.(?:300|0\/33) -all/;

function isOnlyTheOwners({ domain }: (typeof planted)[number]): boolean {
  return soleSenders.test(domain.records ?? "");
}

describe("a planted fault that records can mend is mended", () => {
  const mendable = planted.filter((each) => !unmendableRules.has(each.id) && !isOfOthers(each) && !isOnlyTheOwners(each));
  const mended = new Set<(typeof planted)[number]>();

  test.for(mendable)("$id: $domain", async (each) => {
    const { changes, left } = await repaired(each.domain);
    // Mending may bring to light what only the owner can choose, such as a policy; the planted fault itself is gone.
    expect(left.filter(({ ruleId }) => !unmendableRules.has(ruleId))).toEqual([]);
    expect(changes.length).toBeGreaterThan(0);
    mended.add(each);
  });

  test("at least 95 in 100 are, and at least 120 can be", () => {
    expect(mendable.length).toBeGreaterThanOrEqual(120);
    expect(mended.size / mendable.length).toBeGreaterThanOrEqual(0.95);
  });
});

test("the only sender of an SPF record stays, with the reason", async () => {
  const alone = planted.filter(isOnlyTheOwners);
  expect(alone).toHaveLength(2);
  for (const { domain } of alone) {
    const { changes, left } = await repaired(domain);
    expect(changes).toEqual([]);
    expect(left[0]?.because.en).toContain("nobody could send");
  }
});
