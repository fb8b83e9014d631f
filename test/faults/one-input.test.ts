import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { main } from "../../src/cli/main.ts";
import type * as engine from "../../src/engine/judge.ts";
import { folderWith } from "../support/command.ts";

vi.mock("../../src/engine/judge.ts", async (original) => {
  const { judge } = await original<typeof engine>();
  const failing: typeof judge = (document, ...others) => {
    if (document.name.endsWith("b.html")) throw new Error("a broken engine");
    return judge(document, ...others);
  };
  return { judge: failing };
});

const folder = folderWith({ "a.html": "<p>one</p>", "b.html": "<p>two</p>", "c.html": "<p>three</p>" });
afterAll(folder.remove);
const inputs = ["a.html", "b.html", "c.html"].map((name) => join(folder.path, name));

/** What a run in this process writes, and its exit code. */
async function run(format: string): Promise<{ readonly code: number; readonly said: string }> {
  const output = join(folder.path, `reports.${format}`);
  const code = await main(["check", "--type", "test", "--format", format, "--output", output, ...inputs]);
  return { code, said: readFileSync(output, "utf8") };
}

test("an input whose judging throws costs its own report, and the run ends in 70", async () => {
  const { code, said } = await run("json");
  const reports: readonly Readonly<Record<string, unknown>>[] = JSON.parse(said);
  expect(code).toBe(70);
  expect(reports.map(({ file, verdict }) => [file, verdict])).toEqual(
    inputs.map((name, at) => [name, at === 1 ? "unjudged" : "unfit"]),
  );
  expect(reports[1]).toMatchObject({ score: null, findings: [], error: { code: "tool-fault" } });
  expect(reports.filter((report) => "error" in report)).toHaveLength(1);
});

test("people are told what was thrown, and that it is no fault of the mail", async () => {
  const { said } = await run("pretty");
  expect(said).toMatch(/b\.html could not be judged: a fault in mailworthy, not in the mail\.[\s\S]*a broken engine/);
  expect(said).toContain("3 inputs: 0 fit, 2 unfit, 1 not judged");
});
