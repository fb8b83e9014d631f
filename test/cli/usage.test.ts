import { afterAll, expect, test } from "vitest";
import { folderWith } from "../support/command.ts";

const folder = folderWith({
  "number.yaml": "senders:\n  - name: 5\n",
  "purpose.yaml": "senders:\n  - { name: a, from: example.com, purpose: foo }\n",
  "bare.json": '{"version":1,"answers":[{"name":"a"}]}',
  "second.json": '{"version":2}',
});
afterAll(folder.remove);

test.for([
  [["domain", "a.example", "--selectr", "x"], "错误：没有选项 --selectr。\n您是否想写 --selector？\n"],
  [["chekc"], "错误：没有命令 chekc。\n您是否想写 check？\n"],
  [["rules", "a", "b"], "错误：rules 的参数过多，应为 1 个，实际有 2 个。\n"],
  [["domain", "a.example", "--format", "xml"], "错误：选项 --format <format> 的取值“xml”无效。可选：pretty, json, ndjson。\n"],
  [["domain", "a.example", "--workers", "99"], "错误：选项 --workers <number> 的取值“99”无效。应为 0 到 64 之间的数字。\n"],
  [["domain", "a.example", "--config"], "错误：选项 --config <file> 缺少取值。\n"],
] as const)("a wrong command line is told in Chinese: %j", ([[command, ...args], expected]) => {
  expect(folder.run([command, "--lang", "zh", ...args])).toMatchObject({ code: 2, out: "", err: expected });
  expect(folder.run([command, "--lang=zh", ...args]).err).toBe(expected);
  expect(folder.run([command, ...args]).err).toMatch(/^error: [\x20-\x7e\n]+$/);
});

test.for([
  [["--senders", "number.yaml"], "应为 文本。"],
  [["--senders", "purpose.yaml"], "应为 "],
  [["--dns", "replay:bare.json"], "answers.0."],
  [["--dns", "replay:second.json"], "version: 应为 1，实际为 2"],
] as const)("a wrong file is told in Chinese: %j", ([args, expected]) => {
  const { err, code } = folder.run(["domain", "a.example", ...args, "--lang", "zh"]);
  expect(code).toBe(2);
  expect(err).toContain(expected);
  expect(err).not.toMatch(/Expected|string|\|/);
});
