import { afterAll, expect, test } from "vitest";
import { readSenders } from "../../src/platform/senders.ts";
import { folderWith } from "../support/command.ts";

const folder = folderWith({});
afterAll(folder.remove);

function read(text: string) {
  folder.write("senders.yaml", text);
  return readSenders(`${folder.path}/senders.yaml`, ["tencent-ses", "sendgrid"]);
}

test("senders are read from YAML or JSON, in order", async () => {
  const yaml = "senders:\n  - { name: app, from: example.com, provider: sendgrid }\n  - { name: shop, from: example.com }\n";
  const json = '{"senders":[{"name":"app","from":"example.com","provider":"sendgrid"},{"name":"shop","from":"example.com"}]}';
  const names = { ok: true, value: [{ name: "app", provider: "sendgrid" }, { name: "shop" }] };
  expect(await read(yaml)).toMatchObject(names);
  expect(await read(json)).toMatchObject(names);
});

test.for([
  ["senders:\n  - name: app\n", 2, 5, '"senders.0.from" is missing.', "Expected"],
  ["senders:\n  - name: app\n    form: a.example\n", 3, 5, '"form" is not known here.', 'Did you mean "from"?'],
  ["sender: []\n", 1, 1, '"sender" is not known here.', 'Did you mean "senders"?'],
  ["senders:\n  - name: app\n    from: a.example\n    ips: 192.0.2.1\n", 4, 10, '"senders.0.ips" cannot be', "Expected"],
  [
    "senders:\n  - name: app\n    from: a.example\n    ips: [192.0.2.1, 192.0.2]\n",
    4,
    22,
    '"192.0.2" is no IP address',
    "192.0.2.0/24",
  ],
  ["senders:\n  - name: app\n    from: nowhere\n", 3, 11, '"nowhere" is no domain', "example.com"],
  [
    "senders:\n  - name: app\n    from: a.example\n    purpose: marketting\n",
    4,
    14,
    '"senders.0.purpose" cannot be',
    '"marketing"',
  ],
  ["senders:\n  - name: app\n    from: a.example\n    signingDomain: a.example\n", 4, 20, "and no selector", "selector"],
  [
    "senders:\n  - name: app\n    from: a.example\n    provider: tencentses\n",
    4,
    15,
    '"tencentses" in the catalogue',
    '"tencent-ses"',
  ],
  ["senders:\n  - { name: app, from: a.example }\n  - { name: app, from: b.example }\n", 3, 13, 'named "app"', "of its own"],
  ["senders: [\n", 2, 1, "", "Mend the YAML"],
] as const)("%j is refused at %i:%i", async ([text, line, column, message, hint]) => {
  const result = await read(text);
  if (result.ok) expect.unreachable("was read");
  const { at, file, code, ...problem } = result.problem;
  expect([code, at?.line, at?.column]).toEqual(["config-invalid", line, column]);
  expect(file).toMatch(/senders\.yaml$/);
  expect(problem.message.en).toContain(message);
  expect(problem.hint.en).toContain(hint);
  expect(problem.message.zh).not.toBe("");
});

test("a file that is not there, or too large, is a problem", async () => {
  expect(await readSenders(`${folder.path}/nowhere.yaml`, [])).toMatchObject({ ok: false, problem: { code: "config-invalid" } });
  expect(await read(`#${" ".repeat(4_194_304)}`)).toMatchObject({ ok: false, problem: { code: "config-invalid" } });
});
