import { describe, expect, test } from "vitest";
import { catalog } from "../../src/checks/catalog.ts";
import { analyze } from "../../src/engine/analyze.ts";
import { buildRuleset } from "../../src/engine/ruleset.ts";
import type { Change, Example, Rule } from "../../src/model/rule.ts";
import { must } from "../../tools/must.ts";
import { documentOf } from "../support/judge-example.ts";
import { book } from "../support/rule-book.ts";

const written = rulesWith({});
const domainRules = book.rules.filter(({ appliesTo }) => appliesTo.includes("domain"));

function rulesWith(changes: Readonly<Record<string, Change>>): readonly Rule[] {
  return must(buildRuleset(book, catalog, "recommended", changes)).rulesFor("domain", "marketing");
}

/** What is found by all rules, one of them by the parameters that the example gives it. */
async function brokenIn(example: Example, id = ""): Promise<readonly string[]> {
  const rules = example.params ? rulesWith({ [id]: { params: example.params } }) : written;
  const verdicts = analyze(await documentOf(example), rules, "marketing");
  return verdicts.filter(({ outcome }) => outcome === "broken").map(({ ruleId }) => ruleId);
}

test("nothing is found on the clean domain", async () => {
  expect(await brokenIn({ domain: {} })).toEqual([]);
});

describe("a domain with one fault yields that finding and no other", () => {
  const planted = domainRules.flatMap(({ id, examples }) => examples.fails.map((example) => ({ id, example })));

  test.for(planted)("$id: $example", async ({ id, example }) => {
    expect(await brokenIn(example, id)).toEqual([id]);
  });
});
