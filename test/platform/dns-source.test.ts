import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Dns, DnsType } from "../../src/model/dns.ts";
import { openDns, openServers, openWorld } from "../../src/platform/dns-source.ts";
import { must } from "../../tools/must.ts";
import { answerTo, LyingServer, txtRecord } from "../support/lying-server.ts";

const folder = mkdtempSync(join(tmpdir(), "mailworthy-dns-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function valueOf(dns: Dns, name: string, type: DnsType = "TXT") {
  const answer = await dns.lookup(name, type);
  return answer.status === "found" ? answer.records.map(({ value, writtenAt }) => [[value].flat().join(""), writtenAt]) : answer;
}

describe("a zone file", () => {
  test("may include others, which lie beside it, below another origin", async () => {
    const main = file(
      "main.zone",
      '$ORIGIN example.com.\n@ TXT "main"\n$INCLUDE parts/a.inc sub\n  TXT "main too"\n$INCLUDE parts/a.inc\n',
    );
    const part = file("parts/a.inc", '\n@ TXT "part"\n$INCLUDE b.inc\n');
    const inner = file("parts/b.inc", 'b TXT "inner"\n');
    const dns = must(await openDns(`zone:${main}`));
    expect(await valueOf(dns, "example.com")).toEqual([
      ["main", { file: main, line: 2 }],
      ["main too", { file: main, line: 4 }],
      ["part", { file: part, line: 2 }],
    ]);
    expect(await valueOf(dns, "sub.example.com")).toEqual([["part", { file: part, line: 2 }]]);
    expect(await valueOf(dns, "b.sub.example.com")).toEqual([["inner", { file: inner, line: 1 }]]);
  });

  test.for([
    ["a circle", "self.zone", "$ORIGIN example.com.\n$INCLUDE self.zone\n", "self.zone", 2],
    ["a file that is not there", "lost.zone", "$ORIGIN example.com.\n\n$INCLUDE none.zone\n", "lost.zone", 3],
    ["a mistake in an included file", "outer.zone", "$ORIGIN example.com.\n$INCLUDE wrong.inc\n", "wrong.inc", 2],
    ["a mistake in octoDNS", "bad.example.yaml", "a:\n  type: A\n  value: x\n", "bad.example.yaml", 3],
  ] as const)("with %s is a problem there", async ([, name, text, told, line]) => {
    file("wrong.inc", "a A 192.0.2.1\nb A 192.0.2.256\n");
    expect(await openDns(`zone:${file(name, text)}`)).toMatchObject({
      ok: false,
      problem: { code: "data-invalid", file: join(folder, told), at: { line } },
    });
  });

  test("a folder of them is one zone, octoDNS among them", async () => {
    file("zones/one.example.zone", '$ORIGIN one.example.\n@ TXT "one"\n');
    file("zones/two.example.yaml", "'': {type: TXT, value: two}\n");
    file("zones/notes.txt", "not a zone (");
    const dns = must(await openDns(`zone:${join(folder, "zones")}`));
    expect(await valueOf(dns, "one.example")).toMatchObject([["one", {}]]);
    expect(await valueOf(dns, "two.example")).toMatchObject([["two", { line: 1 }]]);
    expect(await valueOf(dns, "gone.two.example")).toEqual({ status: "absent", kind: "name" });
    expect(await valueOf(dns, "three.example")).toEqual({ status: "failed", because: "not-recorded" });
  });

  test("a folder without any is a problem", async () => {
    file("empty/notes.txt", "");
    expect(await openDns(`zone:${join(folder, "empty")}`)).toMatchObject({ ok: false, problem: { code: "directory-empty" } });
  });

  test("fetches no policies", async () => {
    const { policies } = must(await openWorld(`zone:${file("p.zone", "example.com TXT x")}`));
    expect(await policies.fetch("example.com")).toEqual({ status: "failed", because: "offline" });
  });
});

test("a recording answers, its policies too, and a zone can be laid over it", async () => {
  const policies = [{ host: "example.com", status: "absent", httpStatus: 410 }];
  const answers = [
    { name: "example.com", type: "TXT", status: "found", records: [{ type: "TXT", value: ["old"] }] },
    { name: "other.example", type: "TXT", status: "absent", kind: "type" },
  ];
  const path = file("answers.json", JSON.stringify({ version: 1, answers, policies }));
  const plain = must(await openWorld(`replay:${path}`));
  expect(await valueOf(plain.dns, "example.com")).toEqual([["old", undefined]]);
  expect(await plain.policies.fetch("example.com")).toEqual({ status: "absent", httpStatus: 410 });
  const overlay = file("next.zone", 'example.com TXT "new"\n');
  const laid = must(await openWorld(`replay:${path}`, { overlay }));
  expect(await valueOf(laid.dns, "example.com")).toEqual([["new", { file: overlay, line: 1 }]]);
  expect(await valueOf(laid.dns, "other.example")).toEqual({ status: "absent", kind: "type" });
});

test("live answers come from the servers that are named", async () => {
  const server = new LyingServer((got) => [answerTo(got, { answers: [txtRecord(got.name, "x")] })]);
  const { host, port } = await server.listen();
  const dns = must(await openDns("live", { servers: [`${host}:${port}`] }));
  expect(await valueOf(dns, "example.com")).toEqual([["x", undefined]]);
  await server.close();
});

test.for<readonly [string, Parameters<typeof openDns>[1]]>([
  ["", {}],
  ["live:x", {}],
  ["zone", {}],
  ["replay", {}],
  ["dig:x", {}],
  ["live", { servers: ["dns.example"] }],
  ["live", { servers: Array.from({ length: 21 }, (_, at) => `192.0.2.${at}`) }],
  ["zone:x", { servers: ["192.0.2.1"] }],
])("%j is no source", async ([source, options]) => {
  expect(await openDns(source, options)).toMatchObject({ ok: false, problem: { code: "usage-wrong" } });
});

test("as many resolvers are held against each other as are allowed, and one more is told", async () => {
  const servers = Array.from({ length: 21 }, (_, at) => `192.0.2.${at}`);
  expect(must(await openServers(servers.slice(1))).resolvers).toHaveLength(20);
  expect(await openServers(servers)).toMatchObject({ ok: false, problem: { message: { zh: expect.stringContaining("20") } } });
});

test.for(["zone:", "replay:"])("%s needs a file that is there", async (kind) => {
  expect(await openDns(`${kind}${join(folder, "none")}`)).toMatchObject({ ok: false, problem: { code: "input-missing" } });
});
