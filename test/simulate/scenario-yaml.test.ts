import { expect, test } from "vitest";
import { readFitted } from "../../src/simulate/scenario/fitted-file.ts";
import { problemsIn, textOf } from "../support/scenarios.ts";
import { tables } from "../support/world-tables.ts";

const laughs = `${textOf()}
a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
`;

test.for([
  ["two documents", `${textOf()}\n---\n${textOf()}`, 11, "several documents", "多个以 --- 分隔的文档"],
  ["aliases without end", laughs, 12, "repeat too much", "重复的内容过多"],
  ["an alias of nothing", `${textOf()}\nseed: *none`, 11, "does not stand before it", "没有出现在它之前"],
  ["a value in itself", `${textOf()}\nx: &x [*x]`, 1, "holds itself", "包含了自身"],
  ["a tab", "scenario: a\naccount:\n\tbalance: 5", 3, "a tab is used", "制表符"],
  ["no bracket", "scenario: [a", 1, "", ""],
  ["no quote", 'scenario: "a', 1, "a sign is missing", "缺少符号"],
  ["no colon", "scenario: a\ndays", 2, "a sign is missing", "缺少符号"],
  ["two colons", "scenario: a: b", 1, "a second colon", "又出现了冒号"],
  ["a sign that begins nothing", "scenario: @a", 1, "needs quotes", "加引号"],
  ["a wrong escape", 'scenario: "\\q"', 1, "backslash", "反斜杠"],
  ["a key twice", "scenario: a\nscenario: b", 2, 'The key "scenario" stands here twice.', "出现了两次"],
  ["brackets without end", "[".repeat(2000), 1, "The nesting is deeper", "嵌套超过"],
] as const)("%s is told in both languages, and where", ([, text, line, en, zh]) => {
  for (const problem of [problemsIn(text)[0], told(text)]) {
    expect(problem?.at?.line).toBe(line);
    expect(problem?.message.en.toLowerCase()).toContain(en.toLowerCase());
    expect(problem?.message.zh).toContain(zh);
    expect(problem?.message.zh).not.toMatch(/[a-z]{3,} [a-z]{2,}/);
    expect(problem?.message.en).not.toMatch(/YAML\.|attack|flow|scalar|implicit/);
  }
});

function told(text: string) {
  const read = readFitted({ file: "fitted.yaml", text }, tables);
  return read.ok ? undefined : read.problems[0];
}
