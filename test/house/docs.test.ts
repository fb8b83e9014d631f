import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { version } from "../../src/cli/version.ts";
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

  test("has a page for every rule, and is the same when made again", () => {
    const made = madeDocs(root);
    expect([...madeDocs(root)]).toEqual([...made]);
    expect(book.rules.filter(({ id }) => !made.has(`docs/rules/${id}.md`)).map(({ id }) => id)).toEqual([]);
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

describe("the changelog", () => {
  const changelog = read("CHANGELOG.md");
  const ids = book.rules.map(({ id }) => id);

  test("begins with the version of the package", () => {
    const { version: packaged } = JSON.parse(read("package.json"));
    expect(/^## (\S+)/m.exec(changelog)?.[1]).toBe(packaged);
    expect(version).toBe(packaged);
  });

  test("names every rule, and no other", () => {
    const named = new Set([...changelog.matchAll(/`([a-z0-9]+\/[a-z0-9-]+)`/g)].map(([, id = ""]) => id));
    expect(ids.filter((id) => !named.has(id))).toEqual([]);
    expect([...named].filter((id) => !ids.includes(id))).toEqual([]);
  });
});

test("each decision says its context, itself, why, and what follows, and is listed", () => {
  const names = readdirSync(`${root}/docs/decisions`).filter((name) => name !== "README.md");
  const index = read("docs/decisions/README.md");
  for (const name of names) {
    const headings = [...read(`docs/decisions/${name}`).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect([name, headings, index.includes(`(${name})`)]).toEqual([name, ["Context", "Decision", "Why", "Consequences"], true]);
  }
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
