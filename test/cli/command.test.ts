import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, test } from "vitest";
import { reportSchema } from "../../tools/report-schema.ts";
import { folderWith, type Run } from "../support/command.ts";

const fit =
  "<p>Your verification code is {{code}}. It expires in ten minutes. Do not share this code with anyone at all, please.</p>";
const unfit = "<p>Join our online casino today: welcome bonus, free spins and the best odds. Place your bets now!</p>\n";
const folder = folderWith({
  "fit.html": fit,
  "unfit.html": unfit,
  "empty.html": "",
  "blank.html": " \r\n",
  "picture.html": Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  "large.html": new Uint8Array(20_000_000).fill(97),
  "none/readme.pdf": "x",
  "many/b.html": fit,
  "many/a.txt": "Hello",
  "many/sub/c.mjml": "<mjml><mj-body><mj-text>Hello</mj-text></mj-body></mjml>",
  "many/notes.md": "x",
  "many/.hidden/d.html": fit,
  "bundle/content.html": fit,
  "bundle/content.txt": "Your verification code is {{code}}. It expires in ten minutes. Do not share this code with anyone.",
  "bundle/mail.yaml": "subject: Your code\n",
  "data.json": '{"code": 1}',
  "list.json": "[1]",
  "broken.json": '{"code": ',
  "typo.yaml": "profile: tencent-ses\nfailon: warning\n",
  "value.yaml": "failOn: sometimes\n",
  "rule.yaml": "rules:\n  standard/url-presnt: { severity: off }\n",
  "syntax.yaml": "rules: [\n",
  "good.yaml": "failOn: never\nrules:\n  standard/topic-banned: { severity: warning }\n",
  "chinese.yaml": "lang: zh\n",
  "own/mine.yaml": "id: my/rule\ntitel: { en: A, zh: A }\n",
});
afterAll(folder.remove);

/** No run shows a stack trace or colours a pipe. */
function run(args: readonly string[], input?: string | Uint8Array): Run {
  const ended = folder.run(args, input);
  expect(ended.out + ended.err).not.toMatch(/^\s+at .+:\d+:\d+/m);
  expect(ended.out + ended.err).not.toContain("\u001B[");
  return ended;
}

/** The lines of a run that says ndjson. */
function lines({ out }: Run): readonly Readonly<Record<string, unknown>>[] {
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Record<string, unknown> => JSON.parse(line));
}

test.for([
  ["a fit mail", ["check", "fit.html"], 0],
  ["an unfit mail", ["check", "unfit.html"], 1],
  ["an unfit mail that may fail", ["check", "--fail-on", "never", "unfit.html"], 0],
  ["warnings that may not be", ["check", "--fail-on", "warning", "--subject", "FREE!!! NOW!!!", "fit.html"], 1],
  ["a config that lowers a rule", ["check", "--config", "good.yaml", "unfit.html"], 0],
] as const)("%s ends in its exit code", ([, args, code]) => {
  expect(run(args).code).toBe(code);
});

describe("mixed inputs", () => {
  const names = ["unfit.html", "missing.html", "none", "empty.html", "blank.html", "picture.html", "large.html", "fit.html", "-"];
  const mixed = run(["check", "--format", "ndjson", ...names], fit);

  test("keep their order and lose nothing", () => {
    expect(lines(mixed).map(({ file }) => file)).toEqual(names);
  });

  test("end in 2, as one could not be read", () => {
    expect(mixed.code).toBe(2);
  });

  test("say of each what became of it", () => {
    const verdicts = lines(mixed).map(({ verdict, error }) => [verdict, error ? Reflect.get(Object(error), "code") : undefined]);
    expect(verdicts).toEqual([
      ["unfit", undefined],
      ["unjudged", "input-missing"],
      ["unjudged", "directory-empty"],
      ["unjudged", "input-empty"],
      ["unjudged", "input-empty"],
      ["unjudged", "input-binary"],
      ["unfit", undefined],
      ["fit", undefined],
      ["fit", undefined],
    ]);
  });
});

test("a folder is walked by name for known types, hidden folders apart", () => {
  expect(lines(run(["check", "--format", "ndjson", "many"])).map(({ file }) => file)).toEqual([
    "many/a.txt",
    "many/b.html",
    "many/sub/c.mjml",
  ]);
});

test("a pattern names files in order", () => {
  expect(lines(run(["check", "--format", "ndjson", "*fit.html"])).map(({ file }) => file)).toEqual(["fit.html", "unfit.html"]);
});

test("a pattern that matches nothing is a missing input", () => {
  expect(run(["check", "*.nothing"]).code).toBe(2);
});

test("a bundle is one mail with its sidecar", () => {
  const [line, ...others] = lines(run(["check", "--format", "ndjson", "bundle"]));
  expect([line?.["file"], others]).toEqual(["bundle", []]);
  expect(JSON.stringify(line?.["unjudged"])).not.toContain("subject-long");
});

test("JSON is a list that fits the published schema", () => {
  const { out } = run(["check", "--format", "json", "fit.html", "unfit.html", "missing.html", "bundle"]);
  const reports: unknown = JSON.parse(out);
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile({
    type: "array",
    minItems: 4,
    items: reportSchema(),
  });
  validate(reports);
  expect(validate.errors ?? []).toEqual([]);
});

test("pretty shows verdict, place, frame, reason, advice and the sum", () => {
  const { out } = run(["check", "--type", "trigger", "unfit.html"]);
  expect(out).toMatch(/^unfit\.html {2}unfit · score \d+ of 100 · trigger \(given\) · tencent-ses/);
  for (const part of [
    "standard/topic-banned",
    "(clause 15)",
    "> 1 |",
    "^^^",
    "why",
    "fix",
    "score 40 = 100 −",
    "1 input: 0 fit, 1 unfit",
  ])
    expect(out).toContain(part);
});

test("reports speak Chinese", () => {
  expect(run(["check", "--lang", "zh", "unfit.html"]).out).toMatch(/不合格 · 得分[\s\S]*原因[\s\S]*建议/);
  expect(
    lines(run(["check", "--lang", "zh", "--format", "ndjson", "unfit.html"]))
      .map((line) => JSON.stringify(line))
      .join(""),
  ).toMatch(/[一-龥]/);
});

test("a type that is given is the type", () => {
  expect(lines(run(["check", "--format", "ndjson", "--type", "test", "fit.html"])).map(({ type }) => type)).toEqual(["test"]);
});

test("reports go to a file when told to, and nothing to standard output", () => {
  const { out, code } = run(["check", "--format", "ndjson", "--output", "out.ndjson", "unfit.html"]);
  expect([out, code]).toEqual(["", 1]);
  expect(lines({ out: readFileSync(join(folder.path, "out.ndjson"), "utf8"), err: "", code })).toHaveLength(1);
});

test("quiet says nothing of a fit mail", () => {
  expect(run(["check", "--quiet", "fit.html"])).toEqual({ code: 0, out: "", err: "" });
});

/** Commands that the library for arguments refuses, in its own words. */
const misspelt = [
  ["an unknown option", ["check", "--formt", "json", "fit.html"], /Did you mean --format/],
  ["a profile to list rules by", ["rules", "--profile", "recommended"], /unknown option '--profile'/],
  ["a type to list rules by", ["rules", "--type", "test"], /unknown option '--type'/],
  ["a severity for rules to fail on", ["rules", "--fail-on", "never"], /unknown option '--fail-on'/],
  ["an unknown command", ["chekc"], /Did you mean check/],
  ["an unknown format", ["check", "--format", "xml", "fit.html"], /Allowed choices are pretty, json, ndjson/],
  ["an unknown type", ["check", "--type", "spam", "fit.html"], /Allowed choices/],
] as const;

const wrong = [
  ["no input", ["check"], /Nothing was named/],
  ["an unknown profile", ["check", "--profile", "tencent", "fit.html"], /There is no profile "tencent"/],
  ["an unknown rule", ["rules", "standard/url-presnt"], /Did you mean "standard\/url-present"/],
  ["a config with an unknown key", ["check", "--config", "typo.yaml", "fit.html"], /typo\.yaml:2:1[\s\S]*Did you mean "failOn"/],
  ["a config with a wrong value", ["check", "--config", "value.yaml", "fit.html"], /value\.yaml:1:9/],
  [
    "a config with an unknown rule",
    ["check", "--config", "rule.yaml", "fit.html"],
    /rule\.yaml:2:3[\s\S]*Did you mean "standard\/url-present"/,
  ],
  ["a config that is no YAML", ["check", "--config", "syntax.yaml", "fit.html"], /syntax\.yaml:\d+:\d+/],
  ["a config that is missing", ["check", "--config", "gone.yaml", "fit.html"], /gone\.yaml cannot be read/],
  ["an own rule with a mistyped key", ["check", "--rules", "own", "fit.html"], /mine\.yaml:2:1[\s\S]*Did you mean "title"/],
  ["a folder without rules", ["check", "--rules", "none", "fit.html"], /There is no rule file in none/],
  ["data that is a list", ["check", "--data", "list.json", "fit.html"], /list\.json holds no object/],
  ["data that is broken", ["check", "--data", "broken.json", "fit.html"], /broken\.json:\d+:\d+/],
  ["data that is missing", ["check", "--data", "gone.json", "fit.html"], /gone\.json cannot be read/],
  ["an output in no folder", ["check", "--output", "no/where.txt", "fit.html"], /no\/where\.txt cannot be written/],
] as const;

test.for([...misspelt, ...wrong])("%s ends in 2 and says so", ([, args, said]) => {
  const { code, out, err } = run(args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(said);
});

test.for(wrong)("%s is told in Chinese where reports are", ([, args]) => {
  const { err } = run([...args, "--lang", "zh"]);
  expect(err).toMatch(/错误 [^]*\n {2}建议 {2}.*[一-龥]/);
  expect(err).not.toMatch(/Did you mean|There is|cannot be|Nothing was/);
});

test("what is wrong beside a configuration is told in the language it asks for", () => {
  expect(run(["check", "--config", "chinese.yaml", "--profile", "tencent", "fit.html"]).err).toContain("没有标准“tencent”");
});

test("an input that cannot be read is told in the language of the reports", () => {
  const names = ["missing.html", "none", "empty.html", "picture.html", "*.nothing"];
  const errors = (lang: string): readonly string[] =>
    lines(run(["check", "--format", "ndjson", "--lang", lang, ...names])).map(({ error }) => JSON.stringify(error));
  for (const error of errors("zh")) expect(error).toMatch(/"message":"[^"]*[一-龥][^"]*","hint":"[^"]*[一-龥]/);
  for (const error of errors("en")) expect(error).not.toMatch(/[一-龥]/);
});

test("settings in force are printed with where each comes from", () => {
  const printed: unknown = JSON.parse(run(["check", "--print-config", "--config", "good.yaml", "--lang", "zh"]).out);
  expect(printed).toMatchObject({
    failOn: "never",
    lang: "zh",
    profile: "tencent-ses",
    origins: { failOn: "good.yaml", lang: "flag", profile: "default" },
  });
});

test("rules are listed, and one is explained by its whole or last name", () => {
  const list = run(["rules"]);
  expect([list.code, list.out.includes("standard/words-too-few")]).toEqual([0, true]);
  const page = run(["rules", "standard/words-too-few"]);
  expect(page.out).toMatch(/standard\/words-too-few[\s\S]*150/);
  expect(run(["rules", "words-too-few"]).out).toBe(page.out);
});

test("rules are JSON, or one line of it each", () => {
  const rules: unknown = JSON.parse(run(["rules", "--format", "json"]).out);
  expect(lines(run(["rules", "--format", "ndjson"]))).toEqual(rules);
  expect(lines(run(["rules", "--format", "ndjson", "words-too-few"])).map(({ id }) => id)).toEqual(["standard/words-too-few"]);
});

test("help and version end in 0", () => {
  expect(run(["--version"])).toMatchObject({ code: 0, out: "0.1.0\n" });
  expect(run(["--help"]).out).toContain("Exit codes:");
});
