/** `npm run new-check -- THING-LOOK`, or `domain/THING-LOOK`: begins a check, its test, and its lines in the catalogue. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { catalog } from "../src/checks/catalog.ts";
import { asItIs } from "../src/model/language.ts";
import { failed, ok, type Result } from "../src/model/result.ts";

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
/** Words that no constant can be called by. */
const RESERVED = new Set(
  "await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield".split(
    " ",
  ),
);

/**
 * Writes check and test into a checkout, adds the check to the catalogue, and returns the paths below the root. A check of
 * a domain has no test of its own: the examples of its rules are.
 */
export function newCheck(root: string, args: readonly string[]): Result<readonly string[]> {
  const [path] = args;
  if (path === undefined || args.length > 1) return refused("One name is needed.", "Write npm run new-check -- greeting-present");
  const name = path.replace(/^domain\//, "");
  if (!NAME.test(name) || RESERVED.has(name))
    return refused(
      `"${name.slice(0, 60)}" is no name for a check.`,
      "Name what it looks at, in lower case with hyphens: greeting-present.",
    );
  const constant = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const list = path === name ? "src/checks/catalog.ts" : "src/checks/domain/catalog.ts";
  const texts = path === name ? mailTexts(name, constant) : domainTexts(name, constant);
  const taken = Object.keys(texts).find((file) => existsSync(`${root}/${file}`));
  if (taken !== undefined || catalog.some((each) => each.name === name))
    return refused(`The name ${name} is taken${taken === undefined ? "" : ` by ${taken}`}.`, "Choose another name.");
  const listed = withCheck(readFileSync(`${root}/${list}`, "utf8"), name, constant);
  mkdirSync(`${root}/test/checks`, { recursive: true });
  for (const [file, text] of Object.entries({ ...texts, [list]: listed })) writeFileSync(`${root}/${file}`, text);
  return ok([...Object.keys(texts), list]);
}

type Texts = Readonly<Record<string, string>>;

function mailTexts(name: string, constant: string): Texts {
  return {
    [`src/checks/${name}.ts`]: checkText(name, constant),
    [`test/checks/${name}.test.ts`]: testText(name, constant),
  };
}

function domainTexts(name: string, constant: string): Texts {
  return { [`src/checks/domain/${name}.ts`]: domainCheckText(name, constant) };
}

function refused(message: string, hint: string): Result<never> {
  return failed({ code: "usage-wrong", message: asItIs(message), hint: asItIs(hint) });
}

/** The catalogue with one check more, both of its lines in alphabetical order. */
function withCheck(text: string, name: string, constant: string): string {
  const imported = withLine(
    text,
    /^import \{[^}]*\} from "\.\/([a-z0-9-]+)\.ts";$/,
    name,
    `import { ${constant} } from "./${name}.ts";`,
  );
  return withLine(imported, /^ {2}anyCheck\((\w+)\),$/, constant, `  anyCheck(${constant}),`);
}

/** Puts a line before the first of its kind whose key is greater, else behind the last. */
function withLine(text: string, kind: RegExp, key: string, line: string): string {
  const lines = text.split("\n");
  const own = lines.flatMap((each, at) => {
    const [, found] = kind.exec(each) ?? [];
    return found === undefined ? [] : [{ at, key: found }];
  });
  const after = own.find((each) => each.key > key);
  lines.splice(after?.at ?? (own.at(-1)?.at ?? lines.length) + 1, 0, line);
  return lines.join("\n");
}

function checkText(name: string, constant: string): string {
  return `import * as v from "valibot";
import type { Check } from "../model/check.ts";
import { inEachBody } from "./body-hits.ts";
import { asWritten, count, params } from "./params.ts";

interface Params {
  readonly wordsMax: number;
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ wordsMax: count });

/** TODO: what it looks at and what it finds, in one sentence. */
export const ${constant}: Check<"content", Params> = {
  name: "${name}",
  part: "content",
  facts: ["words", "wordsMax"],
  parseParams: params(schema, asWritten),
  run: (content, { wordsMax }) => inEachBody(content, ({ words }) => (words > wordsMax ? [{ facts: { words, wordsMax } }] : [])),
};
`;
}

function domainCheckText(name: string, constant: string): string {
  return `import type { Check } from "../../model/check.ts";
import { noParams } from "../params.ts";
import { whole } from "./whole.ts";

/** TODO: what it looks at and what it finds, in one sentence. */
export const ${constant}: Check<"tlsRpt", Readonly<Record<string, never>>> = {
  name: "${name}",
  part: "tlsRpt",
  facts: ["name", "text"],
  parseParams: noParams,
  run: ({ records }) => records.map(({ record }) => ({ facts: { name: record.name, text: record.text }, at: whole(record) })),
};
`;
}

function testText(name: string, constant: string): string {
  return `import { expect, test } from "vitest";
import { ${constant} } from "../../src/checks/${name}.ts";
import { anyCheck } from "../../src/model/check.ts";
import { parseTemplate } from "../../src/parse/parse-template.ts";
import { must } from "../../tools/must.ts";

/** What the check sees in a plain-text template. */
async function sightOf(text: string, params: unknown) {
  const files = [{ file: "", name: "a.txt", bytes: new TextEncoder().encode(text) }];
  const { parts } = must(await parseTemplate({ name: "a.txt", files }));
  const bound = anyCheck(${constant}).bind(params);
  return bound.ok ? bound.value.run(parts) : bound.issues;
}

test.for([
  ["one two three", []],
  ["one two three four", [{ facts: { words: 4, wordsMax: 3 }, part: "text/plain" }]],
])("sees in %j", async ([text, hits]) => {
  expect(await sightOf(String(text), { wordsMax: 3 })).toEqual(hits);
});

test("refuses a parameter it does not know", async () => {
  expect(await sightOf("one", { wordsMax: 3, wordsMin: 1 })).toEqual([expect.objectContaining({ path: ["wordsMin"] })]);
});
`;
}

function main(args: readonly string[]): number {
  const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
  const written = newCheck(root, args);
  if (!written.ok) {
    console.error(`${written.problem.message.en}\n  hint  ${written.problem.hint.en}`);
    return 2;
  }
  console.log(`${written.value.join("\n")}\nare begun. A house test fails until a rule names the check: npm run new-rule`);
  return 0;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
