import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { folderWith } from "../support/command.ts";

const clean = readFileSync("samples/domains/clean.zone", "utf8");

const folder = folderWith({
  "clean.zone": clean,
  "device.zone": `${clean}\n$INCLUDE /dev/zero\n`,
  "long.zone": `${clean}\nlong.example.com. TXT "${"a".repeat(9_000_000)}"\n`,
});
afterAll(folder.remove);
spawnSync("mkfifo", [join(folder.path, "pipe")]);

const source = ["--dns", "zone:clean.zone"];

describe("what would never end", () => {
  test("is told of a list of names, and no further line is read", () => {
    const run = folder.run(["domain", "--names", "/dev/zero", ...source, "--format", "ndjson"], "", 20_000);
    expect(run).toMatchObject({ code: 2, err: "" });
    expect(JSON.parse(run.out)).toMatchObject({ file: "/dev/zero", error: { code: "input-too-large" } });
  });

  test.each([
    ["a zone", ["--dns", "zone:/dev/zero"]],
    ["a file that a zone includes", ["--dns", "zone:device.zone"]],
    ["an overlay", [...source, "--overlay", "/dev/zero"]],
    ["a recording", ["--dns", "replay:/dev/zero"]],
    ["senders", [...source, "--senders", "/dev/zero"]],
    ["expected records", [...source, "--expected", "/dev/zero"]],
  ])("is refused as %s", (_, args) => {
    expect(folder.run(["domain", "example.com", ...args], "", 20_000)).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining("it is a device"),
    });
  });

  test("is refused as a zone in a pipe", () => {
    const run = folder.run(["domain", "example.com", "--dns", "zone:pipe"], "", 20_000);
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining("it is a pipe") });
  });
});

test("of a zone file the policy of MTA-STS is not fetched, and who would fetch it is said", () => {
  const { out } = folder.run(["domain", "example.com", ...source, "--selector", "mail"]);
  expect(out).toContain("not judged (the policy is fetched over HTTPS, which only --dns live does): dns/mta-* (8)");
  expect(out).not.toContain("none was asked");
});

test("a zone with a string of 9 MB is refused, and its line is named", () => {
  const run = folder.run(["domain", "example.com", "--dns", "zone:long.zone"]);
  expect(run).toMatchObject({ code: 2, out: "", err: expect.stringContaining("The line is longer than 524288 characters") });
});

describe("a run that is gone on with", () => {
  const args = ["domain", "example.com", "bad..name", ...source, "--format", "ndjson"];

  test.each([
    ["input", ["example.com", "bad..name"], "--fail-on=never", 2],
    ["findings", ["example.com"], "--fail-on=warning", 1],
    ["findings that do not count", ["example.com"], "--fail-on=never", 0],
  ])("ends as the lines before it do: %s", (kind, names, failOn, code) => {
    const [first = "", second = ""] = folder.run(args).out.split("\n");
    const line = JSON.stringify({ ...JSON.parse(first), findings: [{ severity: "warning" }] });
    const file = `${kind}.ndjson`;
    folder.write(file, `${line}\n${names.length > 1 ? `${second}\n` : ""}`);
    const run = folder.run(["domain", ...names, ...source, "--format", "ndjson", "--output", file, "--resume", failOn]);
    expect(run).toMatchObject({ code, err: "" });
  });
});

test.each([
  ["mail._domainkey.example.com", "Write only what stands before ._domainkey: mail"],
  ["a b", "letters, digits, hyphens and underscores"],
  ["", "letters, digits, hyphens and underscores"],
  ["a".repeat(300), "letters, digits, hyphens and underscores"],
])("%j is no selector", (selector, hint) => {
  const run = folder.run(["domain", "example.com", ...source, "--selector", selector]);
  expect(run).toMatchObject({ code: 2, out: "", err: expect.stringContaining(hint) });
});

test.each([
  ["a file", ["--names", "empty.txt"]],
  ["standard input", ["-"]],
])("%s without a name is told", (_, args) => {
  folder.write("empty.txt", "# nothing\n\n");
  const run = folder.run(["domain", ...args, ...source]);
  expect(run).toMatchObject({ code: 2, out: expect.stringContaining("No domain was named") });
});

describe("a comparison where one side does not answer", () => {
  const silent = JSON.stringify({ version: 1, answers: [] });
  const compared = ["domain", "example.com", "--selector", "mail", "--diff"];

  test.each([
    ["new", ["zone:clean.zone", "replay:silent.json"]],
    ["old", ["replay:silent.json", "zone:clean.zone"]],
  ])("is none, and no rule is worse: the %s one", (side, sources) => {
    folder.write("silent.json", silent);
    const run = folder.run([...compared, ...sources, "--format", "ndjson"]);
    expect(run.code).toBe(2);
    const { flips, unasked } = JSON.parse(run.out);
    expect(unasked).toEqual([side]);
    expect(flips.filter((flip: { kind: string; turn: string }) => flip.kind === "rule" && flip.turn === "worse")).toEqual([]);
    expect(folder.run([...compared, ...sources, "--quiet"]).out).toContain(`failed on the ${side} side`);
  });

  test("may name servers for the source that is live, and for no other", () => {
    const live = folder.run([...compared, "zone:clean.zone", "live", "--server", "127.0.0.1:1", "--format", "ndjson"]);
    expect(live).toMatchObject({ code: 2, err: "" });
    expect(JSON.parse(live.out).unasked).toEqual(["new"]);
    const none = folder.run([...compared, "zone:clean.zone", "zone:clean.zone", "--server", "127.0.0.1:1"]);
    expect(none).toMatchObject({ code: 2, out: "", err: expect.stringContaining("Servers are named") });
  });
});
