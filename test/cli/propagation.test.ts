import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, expect, test } from "vitest";
import { reportSchema } from "../../tools/report-schema.ts";
import { folderWith, runUnread } from "../support/command.ts";
import { addressRecord, answerTo, LyingServer, record, soaRecord, wireName } from "../support/lying-server.ts";

const folder = folderWith({ "example.zone": "$ORIGIN example.com.\n@ 300 NS ns1.example.net.\n" });
afterAll(folder.remove);

test.each([
  [["--dns", "zone:example.zone"]],
  [["--overlay", "example.zone"]],
  [["--record", "answers.json"]],
  [["--diff", "live", "zone:example.zone"]],
])("servers are held against each other as they are, not with %j", (args) => {
  const { code, out, err } = folder.run(["domain", "example.com", "--propagation", ...args]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain("--propagation");
  expect(folder.run(["domain", "example.com", "--propagation", "--lang", "zh", ...args]).err).toContain("询问服务器本身");
});

test("a report has what was compared, by the published schema, and the resolver named is the only one asked", async () => {
  const held: Readonly<Record<string, Buffer>> = {
    "example.com NS": record("example.com", "NS", wireName("ns1.example.com")),
    "ns1.example.com A": addressRecord("ns1.example.com", "127.0.0.1"),
  };
  const server = new LyingServer((got) => {
    const answer = held[`${got.name.toLowerCase()} ${got.type}`];
    return [answerTo(got, { answers: answer ? [answer] : [], authority: answer ? [] : [soaRecord("example.com", 60)] })];
  });
  const { host, port } = await server.listen();
  const named = `${host}:${port}`;
  const args = ["domain", "example.com", "--propagation", "--server", named, "--format", "json"];
  const { err } = await runUnread([...args, "--output", join(folder.path, "report.json")]);
  await server.close();
  expect(err).toBe("");
  const reports = JSON.parse(readFileSync(join(folder.path, "report.json"), "utf8"));
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile({ type: "array", items: reportSchema() });
  validate(reports);
  expect(validate.errors ?? []).toEqual([]);
  const [{ propagation }] = reports;
  expect(propagation.servers).toMatchObject([{ host: "ns1.example.com", address: "127.0.0.1", state: "private" }]);
  expect(propagation.questions[0].remembered).toMatchObject([{ resolver: named, state: "unheld" }]);
});
