import { expect, test } from "vitest";
import { catalog } from "../../../src/checks/catalog.ts";
import { analyze } from "../../../src/engine/analyze.ts";
import { mendingOf } from "../../../src/engine/repair/mending.ts";
import { proposalsFor } from "../../../src/engine/repair/proposals.ts";
import { byUnlinking } from "../../../src/engine/repair/spf-menders.ts";
import { buildRuleset } from "../../../src/engine/ruleset.ts";
import type { Document } from "../../../src/model/document.ts";
import type { SpfPart } from "../../../src/model/domain/spf.ts";
import { limits } from "../../../src/model/limits.ts";
import { stringsOf } from "../../../src/model/record-value.ts";
import { must } from "../../../tools/must.ts";
import { readDomainExample } from "../../support/domain-example.ts";
import { book } from "../../support/rule-book.ts";

const rules = must(buildRuleset(book, catalog, "recommended", {})).rulesFor("domain", "marketing");
const includes = Array.from({ length: 300 }, (_, at) => `include:i${at}.example.net`).join(" ");
const strings = stringsOf(`v=spf1 ${includes} -all`).map((string) => `"${string}"`);
const document = await readDomainExample({ records: `@ TXT ( ${strings.join(" ")} )` }, 0);
const findings = analyze(document, rules, "marketing")
  .flatMap((verdict) => (verdict.outcome === "broken" ? verdict.findings : []))
  .filter(({ ruleId }) => ruleId === "dns/spf-target-gone");

test("of a record with hundreds of includes few are tried to be taken out", () => {
  const [first] = findings;
  expect(first && byUnlinking(mendingOf(first, document, 0)).length).toBe(limits.proposalsPerMenderMax);
});

test("what leads on from a record is looked at once for all findings of a rule in it", () => {
  const { spf } = document.parts;
  const reads: string[] = [];
  const watched: Document = { ...document, parts: { ...document.parts, ...(spf && { spf: watching(spf, reads) }) } };
  expect(findings.length).toBeGreaterThan(40);
  const all = proposalsFor(findings, watched, 0);
  expect(all.length).toBeGreaterThan(1);
  expect(reads.length).toBeGreaterThan(0);
  expect(reads.length).toBeLessThan(5);
});

/** A part that notes each time somebody asks for its tree. */
function watching(spf: SpfPart, reads: string[]): SpfPart {
  return {
    ...spf,
    get tree() {
      reads.push("tree");
      return spf.tree;
    },
  };
}
