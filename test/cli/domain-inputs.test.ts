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

test("a zone with a string of 9 MB is refused, and its line is named", () => {
  const run = folder.run(["domain", "example.com", "--dns", "zone:long.zone"]);
  expect(run).toMatchObject({ code: 2, out: "", err: expect.stringContaining("The line is longer than 524288 characters") });
});
