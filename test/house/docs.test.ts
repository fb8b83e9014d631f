import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { configJsonSchema, ruleJsonSchema } from "../../tools/config-schema.ts";
import { runExamples } from "../../tools/doc-examples.ts";
import { madeDocs, pagesWithExamples, staleDocs } from "../../tools/docs.ts";
import { book, rulesFolder } from "../support/rule-book.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

function read(page: string): string {
  return readFileSync(`${root}/${page}`, "utf8");
}

describe("made documentation", () => {
  test("is fresh", () => {
    expect(staleDocs(root)).toEqual([]);
  });

  test("has a page for every rule", () => {
    const made = madeDocs(root);
    expect(book.rules.filter(({ id }) => !made.has(`docs/rules/${id}.md`)).map(({ id }) => id)).toEqual([]);
  });

  test("is the same when made again", () => {
    expect([...madeDocs(root)]).toEqual([...madeDocs(root)]);
  });
});

describe("schemas for editors", () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });

  test("the rule schema takes every shipped rule and refuses a mistyped key", () => {
    const fits = ajv.compile(ruleJsonSchema());
    for (const { id } of book.rules)
      expect([id, fits(parse(readFileSync(`${rulesFolder}/${id}.yaml`, "utf8")))]).toEqual([id, true]);
    expect(fits({ ...book.rules[0], sevrity: "error" })).toBe(false);
  });

  test("the configuration schema takes a full configuration and refuses a mistyped key", () => {
    const fits = ajv.compile(configJsonSchema());
    const config = { profile: "recommended", hostsAllowed: ["shop.example"], rules: { "links/*": { severity: "off" } } };
    expect(fits(config)).toBe(true);
    expect(fits({ profil: "recommended" })).toBe(false);
  });
});

test.for(pagesWithExamples(root))("the examples of %s end and print as they say", (page) => {
  const runs = runExamples(read(page));
  const came = runs.map(({ line, exitCode, printed }) => ({ line, exitCode, printed }));
  const said = runs.map(({ line, exitCodeStated, shown, printed }) => ({
    line,
    exitCode: exitCodeStated,
    printed: shown ?? printed,
  }));
  expect(came).toEqual(said);
});

describe("links between pages", () => {
  const pages = readdirSync(`${root}/docs`, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`);

  test.for(["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "rules/README.md", ...pages])("of %s lead somewhere", (page) => {
    const prose = read(page).replace(/^```[\s\S]*?^```$/gm, "");
    const targets = [...prose.matchAll(/\]\(([^)\s#:]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target);
    expect(targets.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });
});
