import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withSimulateFlags } from "../../src/cli/simulate-flags.ts";
import { countAddresses } from "../../src/platform/address-file.ts";
import { readScenarioFile } from "../../src/platform/scenario-file.ts";
import { textOf } from "../support/scenarios.ts";

let folder = "";
const lists = "lists: { all: { file: addresses.csv, tiers: { older: 1 } } }";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mailworthy-scenario-"));
  writeFileSync(join(folder, "addresses.csv"), "email,name\na@gmail.com,A\nb@qq.com,B\nnobody,C\nc@example.net,D\n");
  writeFileSync(join(folder, "none.txt"), "\n\n");
  writeFileSync(join(folder, "words.txt"), "a@b\nc@d\n");
  writeFileSync(join(folder, "plan.yaml"), textOf({ lists }));
  writeFileSync(join(folder, "lost.yaml"), textOf({ lists: lists.replace("addresses.csv", "lost.csv") }));
  writeFileSync(join(folder, "wrong.yaml"), textOf({ days: "dys: 5" }));
  mkdirSync(join(folder, "folder"));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("A scenario's file", () => {
  test("is read with its address files, which lie beside it", async () => {
    const read = await readScenarioFile(join(folder, "plan.yaml"), {});
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.value.scenario.cohorts.map(({ size }) => size)).toEqual([1, 1, 1]);
    expect(read.value.parameters.platform.id).toBe("tencent-ses");
    expect(read.value.notes.length).toBeGreaterThan(50);
    expect(read.value.remarks).toEqual([
      { en: "all: 1 line holds no address and is left out (4).", zh: "all：有 1 行不是地址，已略去（第 4 行）。" },
    ]);
  });

  test("is read with a remark on IPs that no domain sends from", async () => {
    writeFileSync(join(folder, "idle.yaml"), textOf({ domains: "domains: { news.example.com: {} }" }));
    expect(await readScenarioFile(join(folder, "idle.yaml"), {})).toMatchObject({
      ok: true,
      value: {
        remarks: [
          {
            en: "ips.main: no domain sends from these IPs, so that they change nothing.",
            zh: "ips.main：没有域名使用这些 IP，因此不起作用。",
          },
        ],
      },
    });
  });

  test.for([
    ["lost.yaml", "input-missing", "The file cannot be read: it is not there."],
    ["wrong.yaml", "scenario-invalid", '"dys" is not known here.'],
    ["nowhere.yaml", "scenario-invalid", "nowhere.yaml cannot be read"],
  ] as const)("%s is told as %s", async ([file, code, message]) => {
    const read = await readScenarioFile(join(folder, file), {});
    expect(read).toMatchObject({ ok: false, problems: [{ code, message: { en: expect.stringContaining(message) } }] });
  });
});

describe("A file of addresses", () => {
  test.for([
    ["none.txt", "input-empty", "holds no address."],
    ["words.txt", "input-empty", "Line 1 is none."],
    ["lost.txt", "input-missing", "it is not there"],
    ["folder", "input-unreadable", "it is a folder"],
  ] as const)("%s is told as %s", async ([file, code, message]) => {
    const count = await countAddresses(join(folder, file), new Map());
    expect(count).toMatchObject({ ok: false, problem: { code, message: { en: expect.stringContaining(message) } } });
  });

  test("may be larger than what is read at a time", async () => {
    const line = "someone@gmail.com\r\n";
    writeFileSync(join(folder, "large.txt"), line.repeat(200_000));
    const count = await countAddresses(join(folder, "large.txt"), new Map([["gmail.com", "gmail"]]));
    expect(count).toMatchObject({ ok: true, value: { addresses: 200_000, broken: 0, providers: new Map([["gmail", 200_000]]) } });
  });
});

describe("The flags of a simulation", () => {
  const parsed = (...argv: readonly string[]) => {
    const command = withSimulateFlags(new Command())
      .exitOverride()
      .configureOutput({ outputError: () => undefined });
    return command.parse(argv, { from: "user" }).opts();
  };

  test("are read", () => {
    const argv = ["--seed", "7", "--runs", "5", "--days", "3", "--format", "csv"];
    expect(parsed(...argv, "--output", "o", "--lang", "zh", "--no-color")).toEqual({
      seed: 7,
      runs: 5,
      days: 3,
      format: "csv",
      output: "o",
      lang: "zh",
      color: false,
    });
  });

  test.for([
    ["--runs", "0", "from 1 to 100000"],
    ["--days", "3651", "from 1 to 3650"],
    ["--seed", "-1", "from 0 to"],
    ["--seed", "9007199254740992", "from 0 to"],
    ["--format", "pdf", "Allowed choices are pretty"],
  ] as const)("%s %s is refused", ([flag, value, said]) => {
    expect(() => parsed(flag, value)).toThrow(said);
  });

  test("go before the file", async () => {
    const read = await readScenarioFile(join(folder, "plan.yaml"), { seed: 9, days: 4 });
    expect(read).toMatchObject({ ok: true, value: { scenario: { seed: 9, days: 4, runs: 300 } } });
  });
});
