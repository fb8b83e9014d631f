import { catalog } from "../../src/checks/catalog.ts";
import { analyze } from "../../src/engine/analyze.ts";
import { readExample } from "../../src/engine/example.ts";
import { buildRuleset } from "../../src/engine/ruleset.ts";
import type { Verdict } from "../../src/model/finding.ts";
import type { Example, RuleDefinition } from "../../src/model/rule.ts";
import type { RuleBook } from "../../src/model/rule-book.ts";
import { must } from "../../tools/must.ts";

/** What one rule alone makes of an example; undefined when the rule is not asked for the example's type. */
export async function judgeExample(book: RuleBook, rule: RuleDefinition, example: Example): Promise<Verdict | undefined> {
  const ruleset = must(buildRuleset({ ...book, rules: [rule] }, catalog, "tencent-ses", {}));
  const document = must(await readExample(example));
  const type = example.type ?? "marketing";
  return analyze(document, ruleset.rulesFor(document.kind, type), type)[0];
}
