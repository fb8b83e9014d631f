import { describe, expect, test } from "vitest";
import { limits } from "../../src/model/limits.ts";
import { readYaml } from "../../src/parse/yaml/read-yaml.ts";
import { checkTemplate } from "../../src/platform/check-template.ts";
import { bodyOf, documentOf } from "../support/reading.ts";

const front = (yaml: string, content = "<p>Hello</p>"): string => `---\n${yaml}\n---\n${content}`;

async function metadataOf(content: string) {
  return (await documentOf(content)).parts.metadata;
}

test("front matter gives subject, type, language and preheader", async () => {
  const { parts } = await documentOf(front("subject: Hello there\ntype: trigger\nlanguage: en\npreheader: Hi"));
  expect(parts.subject?.text).toBe("Hello there");
  expect(parts.metadata).toEqual({ type: "trigger", language: "en", preheader: "Hi", faults: [] });
});

test("JSON is front matter too", async () => {
  expect((await documentOf(front('{"subject": "Hello"}'))).parts.subject?.text).toBe("Hello");
});

test("front matter is no content", async () => {
  expect((await bodyOf(front("subject: one two three {{x}}"))).words).toBe(1);
  expect((await bodyOf(front("subject: '{{x}}'"))).variables).toEqual([]);
});

test("front matter shifts no place: a variable stands where the file has it", async () => {
  const content = front("subject: Hello", "<p>Dear {{name}}</p>");
  const [variable] = (await bodyOf(content)).variables;
  expect(content.slice(variable?.at.start, variable?.at.end)).toBe("{{name}}");
});

test.for([["\n"], ["\r\n"]] as const)("front matter is read with line ends %j", async ([end]) => {
  const { parts } = await documentOf(front("subject: Hello\ntype: test").replaceAll("\n", end));
  expect([parts.subject?.text, parts.metadata?.type]).toEqual(["Hello", "test"]);
});

test("front matter may follow a byte order mark", async () => {
  expect((await documentOf(`\uFEFF${front("subject: Hello")}`)).parts.subject?.text).toBe("Hello");
});

test.for([
  ["---\nonly a rule of dashes"],
  ["--- a\n---\n"],
  ["text\n---\nsubject: x\n---\n"],
  ["----\nsubject: x\n----\n"],
] as const)("%j has no front matter", async ([content]) => {
  expect((await documentOf(content, { name: "mail.txt" })).parts.subject).toBeUndefined();
});

test("the subject is placed in the front matter", async () => {
  const content = front("type: test\nsubject: Hello there");
  const at = (await documentOf(content)).parts.subject?.at;
  expect(content.slice(at?.start, at?.end)).toBe("Hello there");
});

test("variables in a subject are marked", async () => {
  expect((await documentOf(front('subject: "Hello {{name}}, {% if a %}x{% endif %}"'))).parts.subject?.text).toBe(
    "Hello \uFFFC, x",
  );
});

test("a given subject goes before the front matter's and has no place", async () => {
  const { parts } = await documentOf(front("subject: theirs"), { subject: "ours" });
  expect(parts.subject).toEqual({ text: "ours", at: undefined });
});

test("a sidecar says the same from its own file", async () => {
  const bytes = new TextEncoder().encode("subject: Hello\nsubjekt: x");
  const document = await documentOf("<p>x</p>", { sidecar: { file: "mail.yaml", name: "mail.yaml", bytes } });
  expect(document.parts.subject).toEqual({ text: "Hello", at: { source: 1, start: 9, end: 14 } });
  expect(document.sources[1]).toEqual({ file: "mail.yaml", text: "subject: Hello\nsubjekt: x" });
  expect(document.parts.metadata?.faults).toMatchObject([{ kind: "key", at: { source: 1, start: 15, end: 22 } }]);
});

test("front matter goes before a sidecar", async () => {
  const bytes = new TextEncoder().encode("subject: theirs");
  const document = await documentOf(front("subject: ours"), { sidecar: { file: "mail.yaml", name: "mail.yaml", bytes } });
  expect(document.parts.subject?.text).toBe("ours");
});

test.for([
  ["subjekt: x", "key", "subjekt", "subject"],
  ["Type: test", "key", "Type", "type"],
  ["tpye: test", "key", "tpye", "type"],
  ["layout: main", "key", "layout", ""],
  ["type: marketting", "value", "type", "marketing"],
  ["type: banana", "value", "type", ""],
  ["subject: [a]", "value", "subject", ""],
  ["attachments: a.pdf", "value", "attachments", ""],
] as const)("%j is a fault of the %s %s; meant was %j", async ([yaml, kind, key, suggestion]) => {
  expect((await metadataOf(front(yaml)))?.faults).toMatchObject([{ kind, key, suggestion }]);
});

test.for([
  ["subject: {{name}}, hi"],
  ["- a\n- b"],
  ["subject: a: b"],
  ["a: 1\na: 2"],
  ['subject: "x'],
  ["\tsubject: x"],
] as const)("%j is a fault of syntax, and the content is still read", async ([yaml]) => {
  const document = await documentOf(front(yaml));
  expect(document.parts.metadata?.faults.map(({ kind }) => kind)).toContain("syntax");
  expect(document.parts.content?.bodies[0]?.words).toBe(1);
});

test("a faulty key is placed, and costs nothing of the rest", async () => {
  const content = front("subjekt: x\nsubject: Hello");
  const { parts } = await documentOf(content);
  const at = parts.metadata?.faults[0]?.at;
  expect(content.slice(at?.start, at?.end)).toBe("subjekt");
  expect(parts.subject?.text).toBe("Hello");
});

test.for([
  ["7", "7"],
  ["true", "true"],
] as const)("the bare value %s is taken as text", async ([written, text]) => {
  expect((await documentOf(front(`subject: ${written}`))).parts.subject?.text).toBe(text);
});

test("a type's case does not matter", async () => {
  expect((await metadataOf(front("type: Notification")))?.type).toBe("notification");
});

test("attachments are named with their places", async () => {
  const content = front("attachments: [a.pdf, b.exe]");
  const attachments = (await documentOf(content)).parts.attachments ?? [];
  expect(attachments.map(({ name, at }) => [name, content.slice(at?.start, at?.end)])).toEqual([
    ["a.pdf", "a.pdf"],
    ["b.exe", "b.exe"],
  ]);
});

test("data names at any depth are known, others are missing with their places", async () => {
  const content = front(
    "data: { user: { name: Ann }, items: [{ price: 1 }] }",
    "<p>{{user.name}} {{price}} {{nmae}} {{this}} {{@index}}</p>",
  );
  const { parts } = await documentOf(content);
  expect(parts.data?.names).toEqual(["items", "name", "price", "user"]);
  expect(parts.data?.missing.map(({ name, at }) => [name, content.slice(at.start, at.end)])).toEqual([["nmae", "{{nmae}}"]]);
});

describe("YAML", () => {
  test("is JSON as well", () => {
    expect(readYaml('{"a": [1, "x", null, true]}').value).toEqual({ a: [1, "x", null, true] });
  });

  test("faults have places counted from the base", () => {
    expect(readYaml("a: 1\na: 2", 100).faults).toMatchObject([{ at: { start: 105 } }]);
  });

  test("each value and key is placed", () => {
    const text = "a:\n  b: [x, yy]\n";
    const { placeOf, keyPlaceOf } = readYaml(text);
    const slice = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);
    expect([slice(placeOf(["a", "b", 1])), slice(keyPlaceOf(["a"], "b"))]).toEqual(["yy", "b"]);
  });

  test("a place that is not there is the nearest above it", () => {
    expect(readYaml("a: {b: 1}").placeOf(["a", "c", "d"])).toMatchObject({ start: 3 });
  });

  test.for([["["], ["{a: "], ["[{a: "]] as const)("5,000 times %j is a fault", ([open]) => {
    expect(readYaml(open.repeat(5000)).faults).toMatchObject([{ message: "The nesting is deeper than 64 levels." }]);
  });

  test("64 levels are read, 65 are not", () => {
    expect(readYaml("[".repeat(64) + "]".repeat(64)).faults).toEqual([]);
    expect(readYaml("[".repeat(65) + "]".repeat(65)).faults).toHaveLength(1);
  });

  test("a list in a list in a list, 5,000 deep, is a fault", () => {
    expect(readYaml(`${"- ".repeat(5000)}x`).faults).not.toEqual([]);
    expect(readYaml(`${"-  ".repeat(5000)}x`).faults).not.toEqual([]);
  });
});

test("front matter past its limit is not read as metadata", async () => {
  const long = front(`subject: Hello\npreheader: ${"x".repeat(limits.metadataBytesMax)}`);
  expect((await documentOf(long)).parts.subject).toBeUndefined();
});

test.for([["type: marketting"], ["subject: [a]"], ["attachments: a.pdf"], ["data: Ann"], ["- a"]] as const)(
  "what is wrong with %j is told in the reader's language",
  async ([yaml]) => {
    const { findings } = await checkTemplate(front(yaml), { file: "mail.html" });
    const [said] = findings.filter(({ ruleId }) => /metadata-(?:wrong|broken)/.test(ruleId)).map(({ message }) => message);
    expect(said?.en).toMatch(/: (?:it is not|it is none of) [a-z ,;]+$/);
    expect(said?.zh).toMatch(/：(?:不是|只能是)[^{}]+$/);
  },
);

test("front matter that nothing closes is told in the reader's language", async () => {
  const { findings } = await checkTemplate("---\nsubject: Hello\n\nHello", { file: "mail.txt" });
  const said = findings.filter(({ ruleId }) => ruleId === "template/metadata-broken").map(({ message }) => message.zh);
  expect(said).toEqual(["front matter 或附属文件无法读取：没有用一行三个短横线结束"]);
});
