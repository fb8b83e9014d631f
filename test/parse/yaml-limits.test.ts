import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readYaml } from "../../src/parse/yaml/read-yaml.ts";
import { documentOf } from "../support/reading.ts";

test.for([
  ["an alias of nothing", "subject: *name"],
  ["a merge of nothing", "<<: *name\nsubject: x"],
  ["aliases that multiply", "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]"],
] as const)("%s in front matter is a fault of syntax, and the content is still read", async ([, yaml]) => {
  const document = await documentOf(`---\n${yaml}\n---\n<p>Hello</p>`);
  expect(document.parts.metadata?.faults).toMatchObject([{ kind: "syntax" }]);
  expect(document.parts.content?.bodies[0]?.words).toBe(1);
});

test("100 aliases are read, one more is a fault", () => {
  const aliases = (count: number) => `a: &a x\nb: [${Array.from({ length: count }, () => "*a").join(", ")}]`;
  expect(readYaml(aliases(100)).faults).toEqual([]);
  expect(readYaml(aliases(101)).faults).toMatchObject([{ message: "More than 100 aliases are used." }]);
});

test("front matter is read with the line ends of an old Mac", async () => {
  const { parts } = await documentOf("---\rsubject: Hello\rtype: test\r---\r<p>Hello</p>");
  expect([parts.subject?.text, parts.metadata?.type]).toEqual(["Hello", "test"]);
});

describe("in a process of its own", () => {
  const parse = fileURLToPath(new URL("../../src/parse/parse-template.ts", import.meta.url));
  const script = (yaml: string) => `
    import { parseTemplate } from ${JSON.stringify(parse)};
    const bytes = new TextEncoder().encode(${JSON.stringify(`---\n${yaml}\n---\n<p>Hello {{name}}</p>`)});
    const { ok } = await parseTemplate({ name: "a.html", files: [{ file: "", name: "a.html", bytes }] });
    process.stdout.write(String(ok));`;
  // The limit only ends a process that would never end; nothing is measured.
  const run = (yaml: string) =>
    spawnSync(process.execPath, ["--input-type=module", "-e", script(yaml)], { encoding: "utf8", timeout: 20_000 });

  test("data that holds itself is read to an end", () => {
    expect(run("data: &a { b: *a }").stdout).toBe("true");
  });

  test("a key that is a list prints no warning", () => {
    expect(run("? [a, b]\n: 1").stderr).toBe("");
  });
});
