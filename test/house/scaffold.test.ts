import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRuleBook } from "../../src/platform/rule-files.ts";
import { must } from "../../tools/must.ts";
import { newCheck } from "../../tools/new-check.ts";
import { newRule } from "../../tools/new-rule.ts";

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const copied = [
  "src",
  "rules",
  "test/house",
  "test/support",
  "tools",
  "package.json",
  "tsconfig.json",
  "biome.json",
  "samples/domains",
] as const;
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "mailworthy-scaffold-"));
  for (const each of copied) cpSync(join(checkout, each), join(copy, each), { recursive: true });
  symlinkSync(join(checkout, "node_modules"), join(copy, "node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a tool of the project in the copy. */
function runInCopy(tool: string, ...args: readonly string[]) {
  const env = { ...process.env, NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(join(checkout, "node_modules/.bin", tool), args, {
    cwd: copy,
    env,
    encoding: "utf8",
  });
  return { status, printed: stdout + stderr };
}

function problemOf(result: ReturnType<typeof newRule> | ReturnType<typeof newCheck>): string {
  return result.ok ? "none" : `${result.problem.message.en} ${result.problem.hint.en}`;
}

describe("new-rule", () => {
  test("writes a rule that loads and fails its tests until it is written", () => {
    expect(must(newRule(copy, ["standard/text-short", "--check", "words"]))).toBe("rules/standard/text-short.yaml");
    const rule = must(readRuleBook(join(copy, "rules"))).rules.find(({ id }) => id === "standard/text-short");
    expect(rule).toMatchObject({
      check: "words",
      stage: "trial",
      params: { wordsMin: 150, asideLines: { table: "aside-lines" } },
    });
    const tests = runInCopy("vitest", "run", "test/house/rules.test.ts", "-t", "standard/text-short");
    expect(tests).toMatchObject({ status: 1, printed: expect.stringMatching(/says why and what to do in sentences/) });
    rmSync(join(copy, "rules/standard/text-short.yaml"));
  });

  test("writes a rule of a domain as one", () => {
    must(newRule(copy, ["dns/thing-odd", "--check", "tls-rpt-absent"]));
    const rule = must(readRuleBook(join(copy, "rules"))).rules.find(({ id }) => id === "dns/thing-odd");
    expect(rule).toMatchObject({ axis: "authentication", appliesTo: ["domain"], examples: { fails: [{ domain: {} }] } });
    rmSync(join(copy, "rules/dns/thing-odd.yaml"));
  });

  test.for([
    [["standard/words-too-few", "--check", "words"], /already/],
    [["Standard/Thing", "--check", "words"], /no rule id.*area\/thing-fault/],
    [["standard/thing", "--check", "words"], /no rule id/],
    [["../outside-here", "--check", "words"], /no rule id/],
    [["standard/thing-fault"], /needs a check/],
    [["standard/thing-fault", "--check", "wrods"], /Did you mean "words"/],
    [["standard/thing-fault", "--check", "full-moon"], /new-check -- full-moon/],
    [[], /One rule id is needed/],
  ] as const)("refuses %j", ([args, said]) => {
    expect(problemOf(newRule(copy, args))).toMatch(said);
  });
});

describe("new-check", () => {
  test("writes a check, its test and its lines in the catalogue, all clean and passing", () => {
    const before = readFileSync(join(copy, "src/checks/catalog.ts"), "utf8");
    const files = must(newCheck(copy, ["image-look"]));
    expect(files).toEqual(["src/checks/image-look.ts", "test/checks/image-look.test.ts", "src/checks/catalog.ts"]);
    const added = readFileSync(join(copy, "src/checks/catalog.ts"), "utf8")
      .split("\n")
      .filter((line) => !before.split("\n").includes(line));
    expect(added).toEqual(['import { imageLook } from "./image-look.ts";', "  anyCheck(imageLook),"]);
    expect(runInCopy("biome", "check", ...files)).toMatchObject({ status: 0 });
    expect(runInCopy("tsc", "--noEmit")).toEqual({ status: 0, printed: "" });
    expect(runInCopy("vitest", "run", "test/checks/image-look.test.ts")).toMatchObject({ status: 0 });
  });

  test("writes a check of a domain beside the others, for rules to show", () => {
    const files = must(newCheck(copy, ["domain/report-wanted"]));
    expect(files).toEqual(["src/checks/domain/report-wanted.ts", "src/checks/domain/catalog.ts"]);
    expect(runInCopy("biome", "check", ...files)).toMatchObject({ status: 0 });
    expect(runInCopy("tsc", "--noEmit")).toEqual({ status: 0, printed: "" });
    expect(readFileSync(join(copy, "src/checks/domain/catalog.ts"), "utf8")).toMatch(/^ {2}anyCheck\(reportWanted\),$/m);
  });

  test.for(["aaa", "zzz-last"])("keeps the catalogue in order with %s", (name) => {
    must(newCheck(copy, [name]));
    const listed = [...readFileSync(join(copy, "src/checks/catalog.ts"), "utf8").matchAll(/^ {2}anyCheck\((\w+)\)/gm)];
    const names = listed.map(([, constant = ""]) => constant);
    expect(names).toEqual(names.toSorted());
    expect(runInCopy("biome", "check", "src/checks/catalog.ts")).toMatchObject({ status: 0 });
  });

  test.for([
    [["words"], /taken/],
    [["font-decorative"], /taken/],
    [["body-hits"], /taken by src\/checks\/body-hits\.ts/],
    [["ThingLook"], /no name/],
    [["../thing"], /no name/],
    [["new"], /no name/],
    [[], /One name is needed/],
  ] as const)("refuses %j", ([args, said]) => {
    expect(problemOf(newCheck(copy, args))).toMatch(said);
  });
});
