import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalog } from "../../src/checks/catalog.ts";
import { judge } from "../../src/engine/judge.ts";
import { buildRuleset } from "../../src/engine/ruleset.ts";
import type { AnyCheck } from "../../src/model/check.ts";
import type { Document } from "../../src/model/document.ts";
import { parseMessage } from "../../src/parse/message/parse-message.ts";
import { findInputs } from "../../src/platform/inputs.ts";
import { readInput } from "../../src/platform/read-input.ts";
import { renderPretty } from "../../src/render/pretty.ts";
import { styleFor } from "../../src/render/style.ts";
import { must } from "../../tools/must.ts";
import { folderWith, runUnread } from "../support/command.ts";
import { documentOf } from "../support/reading.ts";
import { book } from "../support/rule-book.ts";

const html = "<p>{{a}}{{b}} https://example.com/x</p>";

/** The catalogue with one check that fails whenever it is asked. */
function failing(name: string): readonly AnyCheck[] {
  return catalog.map((check) => {
    if (check.name !== name) return check;
    const run = (): never => {
      throw new Error("a broken check");
    };
    return { ...check, bind: () => ({ ok: true, value: { name, part: check.part, facts: check.facts, run } }) };
  });
}

function messageDocument(): Document {
  const bytes = new TextEncoder().encode("From: ann@example.com\r\nSubject: Hello\r\n\r\nHello\r\n");
  return must(parseMessage({ name: "mail.eml", bytes }));
}

test.for(catalog.map(({ name }) => [name] as const))("when %s throws, its rules alone go unjudged", async ([name]) => {
  const isOfMessages = book.rules.every(({ check, appliesTo }) => check !== name || !appliesTo.includes("template"));
  const document = isOfMessages ? messageDocument() : await documentOf(html, { subject: "Hello" });
  const ruleset = must(buildRuleset(book, catalog, "tencent-ses", {}));
  const whole = judge(document, ruleset, "marketing");
  const rest = judge(document, must(buildRuleset(book, failing(name), "tencent-ses", {})), "marketing");
  const asked = ruleset.rulesFor(document.kind, "marketing").map(({ definition }) => definition);
  const own = asked.filter(({ check }) => check === name).map(({ id }) => id);
  expect(rest.findings).toEqual(whole.findings.filter(({ ruleId }) => !own.includes(ruleId)));
  expect(rest.unjudged.filter(({ because }) => because === "check-failed").map(({ ruleId }) => ruleId)).toEqual(own);
  expect(rest.faults).toEqual(own.map((id) => `${id}: Error: a broken check`));
});

test("a fault of ours is shown to people", async () => {
  const report = judge(await documentOf(html), must(buildRuleset(book, failing("words"), "tencent-ses", {})), "marketing");
  expect(renderPretty(report, [], { lang: "en", style: styleFor("plain") })).toContain("a broken check");
});

test.for([["a.html"], ["b.html"], ["c.html"]] as const)(
  "when %s vanishes between finding and reading, the others are read",
  async ([gone]) => {
    const folder = folderWith({ "a.html": html, "b.html": html, "c.html": html });
    const outcomes: string[] = [];
    for await (const input of findInputs([folder.path])) {
      if (input.name.endsWith(gone)) rmSync(input.name);
      if (input.kind === "missing" || input.kind === "stdin") continue;
      const read = await readInput(input);
      outcomes.push(read.ok ? "read" : read.problem.code);
    }
    folder.remove();
    expect(outcomes).toEqual(["a.html", "b.html", "c.html"].map((name) => (name === gone ? "input-missing" : "read")));
  },
);

test("a link to a folder, a link in a circle and a link to nothing are inputs that cannot be read", async () => {
  const folder = folderWith({ "sub/a.md": "x" });
  symlinkSync("sub", join(folder.path, "folder.html"));
  symlinkSync("circle.html", join(folder.path, "circle.html"));
  symlinkSync("gone", join(folder.path, "gone.html"));
  const codes: string[] = [];
  for await (const input of findInputs([folder.path])) {
    const read = input.kind === "missing" || input.kind === "stdin" ? undefined : await readInput(input);
    codes.push(read?.ok === false ? read.problem.code : "read");
  }
  folder.remove();
  expect(codes).toEqual(["input-unreadable", "input-unreadable", "input-missing"]);
});

test("a reader that goes away early ends the run without a stack trace", async () => {
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.html`, html]));
  const folder = folderWith(files);
  const ended = await runUnread(["check", "--format", "ndjson", folder.path]);
  folder.remove();
  expect(ended).toEqual({ code: 1, err: "" });
});
