/** `npm run new-rule -- AREA/THING-FAULT --check CHECK`: begins a rule file that loads, and fails the house tests until written. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { catalog } from "../src/checks/catalog.ts";
import { asItIs } from "../src/model/language.ts";
import { failed, ok, type Result } from "../src/model/result.ts";
import type { RuleDefinition } from "../src/model/rule.ts";
import { hintFor } from "../src/model/suggest.ts";
import { readRuleBook } from "../src/platform/rule-files.ts";

const ID = /^[a-z0-9]+\/[a-z0-9]+(?:-[a-z0-9]+)+$/;
const USAGE = "npm run new-rule -- standard/thing-fault --check words";

/** Writes the rule file into a checkout and returns its path below the root. */
export function newRule(root: string, args: readonly string[]): Result<string> {
  const asked = askedFor(args);
  if (!asked.ok) return asked;
  const { id, check } = asked.value;
  const file = `rules/${id}.yaml`;
  const book = readRuleBook(`${root}/rules`);
  if (!book.ok) return book;
  if (existsSync(`${root}/${file}`) || book.value.rules.some((rule) => rule.id === id))
    return refused(`There is a rule ${id} already.`, `Change ${file}, or choose another name.`);
  const { version } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
  const alike = book.value.rules.filter((rule) => rule.check === check);
  // A rule of the same area is the closest to begin from.
  const model = alike.find((rule) => dirname(rule.id) === dirname(id)) ?? alike[0];
  mkdirSync(dirname(`${root}/${file}`), { recursive: true });
  writeFileSync(`${root}/${file}`, ruleText(id, check, String(version), model));
  return ok(file);
}

interface Asked {
  readonly id: string;
  readonly check: string;
}

function askedFor(args: readonly string[]): Result<Asked> {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { check: { type: "string" } },
    allowPositionals: true,
    strict: false,
  });
  const [id] = positionals;
  const { check } = values;
  if (id === undefined || positionals.length > 1) return refused("One rule id is needed.", `Write ${USAGE}`);
  if (!ID.test(id))
    return refused(`"${id.slice(0, 60)}" is no rule id.`, "An id is area/thing-fault in lower case, such as links/host-hidden.");
  const names = catalog.map(({ name }) => name);
  if (typeof check !== "string") return refused("A rule needs a check.", `Write --check and one of ${names.join(", ")}.`);
  if (names.includes(check)) return ok({ id, check });
  const hint = hintFor(check, names, asItIs(`npm run new-check -- ${check} begins one.`));
  return refused(`There is no check "${check.slice(0, 60)}".`, hint.en);
}

function refused(message: string, hint: string): Result<never> {
  return failed({ code: "usage-wrong", message: asItIs(message), hint: asItIs(hint) });
}

/** Parameters are those of a rule that uses the check already, for there is no other word on what fits. */
function ruleText(id: string, check: string, since: string, model: RuleDefinition | undefined): string {
  const facts = catalog.find(({ name }) => name === check)?.facts.join(", ") || "none";
  const params = stringify({ params: model?.params ?? {} }, { flowCollectionPadding: true }).trimEnd();
  const isOfDomain = dirname(id) === "dns";
  const example = isOfDomain ? "domain: {}" : 'html: "<p>TODO</p>"';
  return `# Write every TODO; until then test/house/rules.test.ts fails. Facts of the check: ${facts}.
id: ${id}
title: { en: "TODO", zh: "TODO" }
since: ${since}
stage: trial # stable once it has proved itself; until then it takes no points
severity: warning
axis: ${isOfDomain ? "authentication" : "content"}
points: 4
# clause: 12, where the founding standard asks for it; then name the rule in docs/standard.md
appliesTo: [${isOfDomain ? "domain" : "template"}]
check: ${check}
${model ? `# Parameters as in ${model.id}: say a unit and a source beside each number.\n` : ""}${params}
message:
  en: "TODO: what was seen, quoting facts in braces."
  zh: "TODO"
why:
  en: "todo: why the reader should care"
  zh: "TODO"
fix:
  en: "todo: what to do"
  zh: "TODO"
references: []
examples:
  passes:
    - { ${example} }
  fails:
    - { ${example} }
`;
}

function main(args: readonly string[]): number {
  const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
  const written = newRule(root, args);
  if (!written.ok) {
    console.error(`${written.problem.message.en}\n  hint  ${written.problem.hint.en}`);
    return 2;
  }
  console.log(`${written.value} is begun. Its tests fail until it is written: npx vitest run test/house/rules.test.ts`);
  return 0;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
