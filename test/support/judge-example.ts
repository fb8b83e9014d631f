import { catalog } from "../../src/checks/catalog.ts";
import { type Witness, withAuthentication } from "../../src/collect/authenticated.ts";
import { analyze } from "../../src/engine/analyze.ts";
import { readExample } from "../../src/engine/example.ts";
import { buildRuleset } from "../../src/engine/ruleset.ts";
import type { Document } from "../../src/model/document.ts";
import type { Verdict } from "../../src/model/finding.ts";
import type { Example, RuleDefinition } from "../../src/model/rule.ts";
import type { RuleBook } from "../../src/model/rule-book.ts";
import { must } from "../../tools/must.ts";
import { readDomainExample } from "./domain-example.ts";
import { world } from "./worlds.ts";

/** What one rule alone makes of an example; undefined when the rule is not asked for the example's type. */
export async function judgeExample(book: RuleBook, rule: RuleDefinition, example: Example): Promise<Verdict | undefined> {
  const ruleset = must(
    buildRuleset({ ...book, rules: [rule] }, catalog, "tencent-ses", { [rule.id]: { params: example.params } }),
  );
  const document = await documentOf(example);
  const type = example.type ?? "marketing";
  return analyze(document, ruleset.rulesFor(document.kind, type), type)[0];
}

/** An example as the tool would read it, with what its world says of it. */
export async function documentOf(example: Example): Promise<Document> {
  if (example.domain) return readDomainExample(example.domain, NOW_MS);
  return withAuthentication(must(await readExample(example)), witnessOf(example));
}

/** Examples are judged at noon of this day. */
const NOW_MS = Date.UTC(2026, 0, 1, 12);

function witnessOf({ zone, envelope }: Example): Witness {
  return {
    dns: zone === undefined ? undefined : world(zone),
    nowMs: NOW_MS,
    envelope: envelope && { ip: envelope.ip, helo: envelope.helo, mailFrom: envelope.mailFrom },
    trustsReceived: false,
  };
}
