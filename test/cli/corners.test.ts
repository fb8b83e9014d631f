import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { folderWith, runUnread } from "../support/command.ts";

const mail = "<p>Your order has shipped.</p>";
const folder = folderWith({
  "a.html": mail,
  "own/mine.yaml": "id: my/rule\ntitel: { en: A, zh: A }\n",
  "pipes/a.html": mail,
  "front.html": `---\nsubject: *name\n---\n${mail}`,
  "broken/rule.yaml/x.txt": "x",
});
afterAll(folder.remove);

test("a folder of rules that is not there ends in 2, not in a fault of ours", () => {
  const { code, err } = folder.run(["check", "--rules", "gone", "a.html"]);
  expect([code, err.includes("This is a fault")]).toEqual([2, false]);
});

test("a mistyped key of a rule file is told with what was meant", () => {
  expect(folder.run(["check", "--rules", "own", "a.html"]).err).toMatch(/mine\.yaml:2:1[\s\S]*Did you mean "title"/);
});

test("an unknown rule ends in 2 in every format", () => {
  expect(folder.run(["rules", "standard/nothing", "--format", "json"]).code).toBe(2);
});

test("front matter that the YAML reader refuses costs one mail a finding, not the run", () => {
  const { code, err } = folder.run(["check", "--format", "ndjson", "front.html", "a.html"]);
  expect([code, err]).toEqual([1, ""]);
});

test("a list of rules that nobody reads ends without a stack trace", async () => {
  expect((await runUnread(["rules"])).err).toBe("");
});

test.skipIf(!existsSync("/dev/full"))("a report that cannot be written is not a success (skipped without /dev/full)", () => {
  expect(folder.run(["check", "--type", "trigger", "--fail-on", "never", "--output", "/dev/full", "a.html"]).code).toBe(2);
});

test.skipIf(process.platform === "win32")("a named pipe in a folder is not waited for (skipped where there are none)", () => {
  execFileSync("mkfifo", [join(folder.path, "pipes/b.html")]);
  // The limit only ends a process that would wait for ever; nothing is measured.
  expect(folder.run(["check", "--format", "ndjson", "pipes"], "", 20_000).code).not.toBeNull();
});
