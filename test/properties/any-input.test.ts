import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { lineStarts, positionOf } from "../../src/model/lines.ts";
import type { Report } from "../../src/model/report.ts";
import { axes } from "../../src/model/rule.ts";
import { decode } from "../../src/parse/charset/decode.ts";
import { checkTemplate } from "../../src/platform/check-template.ts";
import { renderNdjson } from "../../src/render/ndjson.ts";

const names = fc.constantFrom(
  "template",
  "a.html",
  "a.txt",
  "a.mjml",
  "a.hbs",
  "a.liquid",
  "a.twig",
  "a.ftl",
  "a.tpl",
  "a.blade.php",
  "a.erb",
  "-",
);

const piece = fc.constantFrom(
  "<p>",
  "</p>",
  "<table>",
  "<tr>",
  "<td>",
  "</table>",
  "<b>",
  "<a href='",
  "'>",
  '"',
  ' style="color:#f00;',
  "<style>",
  "</style>",
  "<!--",
  "-->",

  "<!--[if mso]>",
  "<![endif]-->",
  "<v:fill src=",
  "<img src=a.png width=1 height=",
  "<title>",
  "</title>",
  "<script>",
  "<br>",
  "<",
  ">",
  "&amp;",
  "&#x",
  "\0",

  "<mjml>",
  "<mj-text>",
  "</mj-text>",
  "<svg>",
  "<template>",
  "<select>",
  "<math>",
  "<textarea>",
  "<plaintext>",
  "<form action=",

  "{{",
  "}}",
  "{{x}}",
  "{{{y}}}",
  "{{#if a}}",
  "{{else}}",
  "{{/if}}",
  "{% for a in b %}",
  "{% endfor %}",
  "{%",
  "%}",
  "<%= x %>",
  "<%",
  "<?php",
  "<?=",
  "?>",

  "*|X|*",
  "%%x%%",
  "{a=b}",
  "${x}",
  "<#if a>",
  "{$x}",
  "{literal}",
  "@if(",
  "[[${x}]]",
  "{# ",
  " #}",
  "{% raw %}",
  "{% comment %}",
  "{% endcomment %}",

  "---\n",
  "subject: x\n",
  "type: test\n",
  "data: {a: 1}\n",
  "\r\n",
  "\r",
  "\n",
  "\n\n",
  " ",
  "\t",
  "\uFEFF",
  "\u200B",
  "\uD800",
  "😀",

  "https://example.com/x",
  "www.example.com",
  "unsubscribe",
  "退订",
  "loan approved today",
  "无抵押贷款",
  "您好",
  "こん",
  "안녕",
  "word ",
  "FREE!!! ",
);

const soup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
const bytes = fc.uint8Array({ maxLength: 400 });
const markup = fc.string({ unit: fc.constantFrom(...Array.from("<>/='\"{}%!-&;#ab \n[]")), maxLength: 200 });
const given = fc.record({ file: names }, { requiredKeys: ["file"] });

/** What must hold of every report. */
function holds(report: Report, text: string): void {
  const taken = (axis?: string): number =>
    report.deductions.filter((each) => axis === undefined || each.axis === axis).reduce((sum, { points }) => sum + points, 0);
  if (report.verdict === "unjudged") expect([report.score, report.error === undefined]).toEqual([null, false]);
  else {
    expect(report.score).toBe(Math.max(0, 100 - taken()));
    for (const axis of axes) if (report.axes[axis] !== null) expect(report.axes[axis]).toBe(Math.max(0, 100 - taken(axis)));
    expect(report.verdict === "unfit").toBe(report.findings.some(({ severity }) => severity === "error"));
  }
  expect(report.faults).toEqual([]);
  const starts = lineStarts(text);
  for (const { span } of report.findings) {
    if (!span) continue;
    expect(span.start.offset).toBeLessThanOrEqual(span.end.offset);
    expect(span.end.offset).toBeLessThanOrEqual(text.length);
    for (const position of [span.start, span.end]) expect(position).toEqual(positionOf(starts, position.offset, text));
  }
}

// Reading the rules belongs to no property.
beforeAll(async () => {
  await checkTemplate("<p>x</p>");
});

describe("a report is given, and holds together, for", () => {
  test("any bytes under any name", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, given, async (content, options) => {
        holds(await checkTemplate(content, options), decode(content).text);
      }),
      { numRuns: 300 },
    );
  });

  test("any soup of markup under any name", async () => {
    await fc.assert(
      fc.asyncProperty(markup, given, async (content, options) => {
        holds(await checkTemplate(content, options), content);
      }),
      { numRuns: 500 },
    );
  });

  test("any soup of tags and template tags under any name", async () => {
    await fc.assert(
      fc.asyncProperty(soup, given, async (content, options) => {
        holds(await checkTemplate(content, options), decode(new TextEncoder().encode(content)).text);
      }),
      { numRuns: 1000 },
    );
  });

  test("any soup with any subject, text and data beside it", async () => {
    await fc.assert(
      fc.asyncProperty(soup, soup, soup, fc.dictionary(fc.string(), fc.jsonValue()), async (content, subject, text, data) => {
        const report = await checkTemplate(content, { subject, text, data });
        expect(report.faults).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

test("every position of a text leads to one line and column and back", () => {
  const lines = fc
    .array(fc.constantFrom("a", "您", "😀", "\n", "\r\n", "\r", "\uFEFF", ""), { maxLength: 30 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(lines, (text) => {
      const starts = lineStarts(text);
      const rows = text.split(/\r\n|\r|\n/);
      expect(starts).toHaveLength(rows.length);
      for (let offset = 0; offset <= text.length; offset++) {
        const { line, column } = positionOf(starts, offset, text);
        const marked = line === 1 && offset > 0 && text.startsWith("\uFEFF") ? 1 : 0;
        expect((starts[line - 1] ?? 0) + column - 1 + marked).toBe(offset);
      }
    }),
  );
});

test("a byte order mark takes no column", () => {
  const text = "\uFEFFab";
  expect(positionOf(lineStarts(text), 1, text)).toEqual({ line: 1, column: 1, offset: 1 });
});

const contract = ["file", "kind", "profile", "type", "verdict", "score", "axes", "findings", "unjudged"];

test("a line of ndjson holds the contract's keys and no other, on one line, in either language", async () => {
  await fc.assert(
    fc.asyncProperty(soup, fc.constantFrom("en" as const, "zh" as const), async (content, lang) => {
      const report = await checkTemplate(content);
      const line = renderNdjson(report, lang);
      expect(line).not.toMatch(/[\r\n\u2028\u2029]/.test(JSON.stringify(report)) ? /[\r\n]/ : /[\r\n\u2028\u2029]/);
      const said: Record<string, unknown> = JSON.parse(line);
      expect(Object.keys(said)).toEqual(report.error ? [...contract, "error"] : contract);
      const findings: readonly Record<string, unknown>[] = JSON.parse(JSON.stringify(said["findings"]));
      for (const finding of findings) {
        const known = ["ruleId", "severity", "message", "facts", "span", "part", "clause"];
        expect(Object.keys(finding).filter((key) => !known.includes(key))).toEqual([]);
        expect(Object.keys(finding)).toEqual(expect.arrayContaining(known.slice(0, 4)));
      }
    }),
    { numRuns: 200 },
  );
});

test("the same input gives the same bytes", async () => {
  await fc.assert(
    fc.asyncProperty(soup, given, async (content, options) => {
      const said = async (): Promise<string> => JSON.stringify(await checkTemplate(content, options));
      expect(await said()).toBe(await said());
    }),
    { numRuns: 200 },
  );
});
