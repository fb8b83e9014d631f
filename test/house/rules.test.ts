import { describe, expect, test } from "vitest";
import { catalog } from "../../src/checks/catalog.ts";
import { buildRuleset } from "../../src/engine/ruleset.ts";
import { langs } from "../../src/model/language.ts";
import { checkTableFiles } from "../../src/platform/rule-files.ts";
import { must } from "../../tools/must.ts";
import { judgeExample } from "../support/judge-example.ts";
import { book, rulesFolder } from "../support/rule-book.ts";

describe.for(book.rules)("$id", (rule) => {
  test.for(rule.examples.passes.map((example) => ({ example })))("passes $example", async ({ example }) => {
    const verdict = await judgeExample(book, rule, example);
    expect(verdict?.outcome ?? "kept").toBe("kept");
  });

  test.for(rule.examples.fails.map((example) => ({ example })))("fails $example", async ({ example }) => {
    const verdict = await judgeExample(book, rule, example);
    expect(verdict?.outcome).toBe("broken");
  });

  test.for((rule.examples.unjudged ?? []).map((example) => ({ example })))("cannot judge $example", async ({ example }) => {
    const verdict = await judgeExample(book, rule, example);
    expect(verdict?.outcome).toBe("unjudged");
  });

  test("leaves no brace unfilled in any language", async () => {
    const [example] = rule.examples.fails;
    const verdict = example && (await judgeExample(book, rule, example));
    const findings = verdict?.outcome === "broken" ? verdict.findings : [];
    expect(findings).not.toEqual([]);
    for (const { message, why, fix } of findings)
      for (const text of [message, why, fix]) for (const lang of langs) expect(text[lang]).not.toMatch(/(?<![{%])\{\w+\}(?!\})/);
  });

  test("quotes only facts that its check provides", () => {
    const check = catalog.find(({ name }) => name === rule.check);
    const quoted = langs.flatMap((lang) =>
      [...`${rule.message[lang]} ${rule.why[lang]} ${rule.fix[lang]}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
    );
    expect(check).toBeDefined();
    expect([...(check?.facts ?? []), "type"]).toEqual(expect.arrayContaining(quoted));
  });

  test("says why and what to do in sentences", () => {
    for (const text of [rule.why, rule.fix]) {
      expect(text.en).toMatch(/^[A-Z].*[.]$/s);
      expect(text.zh).toMatch(/[。]$/);
    }
    expect(rule.message.en).not.toMatch(/[.]$/);
  });
});

test("ids are unique", () => {
  const ids = book.rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("every check is named by a rule", () => {
  const named = new Set(book.rules.map(({ check }) => check));
  expect(catalog.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
});

test("every rule id that the standard makes public is there", () => {
  const promised =
    "words-too-few variables-too-many variables-only images-too-many images-many image-share-high image-only topic-banned url-present purpose-unclear business-mixed size-exceeded subject-too-long subject-long subject-marketing font-irregular colours-many unsubscribe-missing attachment-refused contact-prompt-missing";
  const ids = new Set(book.rules.map(({ id }) => id));
  expect(promised.split(" ").filter((name) => !ids.has(`standard/${name}`))).toEqual([]);
});

test("every phrase file fits its schema", () => {
  expect(must(checkTableFiles(`${rulesFolder}/tables`))).toBeGreaterThan(40);
});

describe("what mailbox providers ask", () => {
  const { requirements } = must(buildRuleset(book, catalog, "bulk-sender", {}));
  const cells = (requirements?.requirements ?? []).flatMap(({ id, asks, seenIn }) =>
    Object.keys(asks).map((provider) => ({ cell: `${provider}/${id}`, seenIn })),
  );
  const satisfied = new Set(book.rules.flatMap(({ satisfies }) => satisfies));

  test("is what rules say that they satisfy", () => {
    const inMessage = cells.filter(({ seenIn }) => seenIn === "message").map(({ cell }) => cell);
    expect(inMessage).not.toEqual([]);
    expect([...satisfied].sort()).toEqual(inMessage.sort());
  });

  test("is asked by providers that the table names", () => {
    const asking = new Set(cells.map(({ cell }) => cell.split("/")[0]));
    expect(asking).toEqual(new Set(Object.keys(requirements?.providers ?? {})));
  });

  test("makes bulk mail that breaks it unfit", () => {
    const { rulesFor } = must(buildRuleset(book, catalog, "bulk-sender", {}));
    const asked = rulesFor("message", "marketing").filter(({ definition }) => definition.satisfies.length > 0);
    expect(asked.filter(({ severity }) => severity !== "error").map(({ definition }) => definition.id)).toEqual([]);
    expect(asked).toHaveLength(book.rules.filter(({ satisfies }) => satisfies.length > 0).length);
  });

  test("is asked of no mail that it does not concern", () => {
    const { rulesFor } = must(buildRuleset(book, catalog, "bulk-sender", {}));
    const ids = rulesFor("message", "trigger").map(({ definition }) => definition.id);
    for (const id of ["list/one-click-missing", "list/unsubscribe-header-missing", "standard/unsubscribe-missing"])
      expect(ids).not.toContain(id);
  });
});
