import { describe, expect, test } from "vitest";
import { catalog } from "../../src/checks/catalog.ts";
import { analyze } from "../../src/engine/analyze.ts";
import { buildRuleset } from "../../src/engine/ruleset.ts";
import type { Example } from "../../src/model/rule.ts";
import { must } from "../../tools/must.ts";
import { documentOf } from "../support/judge-example.ts";
import { book } from "../support/rule-book.ts";

const rules = must(buildRuleset(book, catalog, "recommended", {})).rulesFor("domain", "marketing");
const domainRules = book.rules.filter(({ appliesTo }) => appliesTo.includes("domain"));

async function brokenIn(example: Example): Promise<readonly string[]> {
  const verdicts = analyze(await documentOf(example), rules, "marketing");
  return verdicts.filter(({ outcome }) => outcome === "broken").map(({ ruleId }) => ruleId);
}

test("nothing is found on the clean domain", async () => {
  expect(await brokenIn({ domain: {} })).toEqual([]);
});

describe("a domain with one fault yields that finding and no other", () => {
  const planted = domainRules.flatMap(({ id, examples }) => examples.fails.map((example) => ({ id, example })));

  test.for(planted)("$id: $example", async ({ id, example }) => {
    expect(await brokenIn(example)).toEqual([id, ...(example.also ?? [])].sort());
  });
});
