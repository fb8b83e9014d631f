import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkTemplate } from "../../src/platform/check-template.ts";

const corpus = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));
const isThere = existsSync(corpus);

/** Files below a folder of the corpus, by name; none when the corpus is not there. */
function filesIn(folder: string): readonly string[] {
  if (!existsSync(`${corpus}/${folder}`)) return [];
  return readdirSync(`${corpus}/${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(corpus.length + 1))
    .sort();
}

const templates = filesIn("templates").filter((file) => /\.(?:html|txt|php)$/.test(file));

describe.skipIf(!isThere)("public templates (skipped where ../shared/corpus is missing)", () => {
  test("there are enough of them to mean anything", () => {
    expect(templates.length).toBeGreaterThan(50);
  });

  test("each is read, none is about a banned topic, none shows a fault of ours", async () => {
    const wrong: string[] = [];
    for (const file of templates) {
      const { verdict, findings, faults } = await checkTemplate(readFileSync(`${corpus}/${file}`), { file });
      const topics = findings.filter(({ ruleId }) => ruleId === "standard/topic-banned").map(({ facts }) => facts["topic"]);
      if (verdict === "unjudged" || topics.length > 0 || faults.length > 0) wrong.push([file, ...topics, ...faults].join(" "));
    }
    expect(wrong).toEqual([]);
  });

  test("a finding's place holds what the finding is about", async () => {
    for (const file of templates) {
      const text = readFileSync(`${corpus}/${file}`, "utf8");
      const { findings } = await checkTemplate(text, { file });
      for (const { ruleId, facts, span } of findings) {
        if (ruleId !== "standard/url-present" || !span) continue;
        expect(text.slice(span.start.offset, span.end.offset)).toContain(facts["url"]);
      }
    }
  });
});

describe.skipIf(!isThere)("raw mail read as text (skipped where ../shared/corpus is missing)", () => {
  // A fifth of the mail: the rest is the same kind, and the suite is run often.
  test.for([
    ["mime", 1],
    ["en-mail/hard-ham-1", 1],
    ["en-mail/spam-1", 5],
    ["en-mail/easy-ham-1", 20],
  ] as const)("no mail of %s is more than the reader can take", async ([folder, every]) => {
    const wrong: string[] = [];
    for (const file of filesIn(folder).filter((_, at) => at % every === 0)) {
      const report = await checkTemplate(readFileSync(`${corpus}/${file}`), { file });
      if (report.faults.length > 0) wrong.push(`${file} ${report.faults.join(" ")}`);
    }
    expect(wrong).toEqual([]);
  });
});
