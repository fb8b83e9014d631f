import { linkSync, readFileSync, symlinkSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { folderWith } from "../support/command.ts";
import { textOf } from "../support/scenarios.ts";

const log = readFileSync("samples/calibration/log.csv", "utf8");
const plan = textOf();
const files = {
  "plan.yaml": plan,
  "other.yaml": textOf({ lists: "lists: { all: { file: addresses.csv, tiers: { older: 1 } } }" }),
  "addresses.csv": "a@gmail.com\nb@qq.com\n",
  "fitted.yaml": "calibration: { version: 1, verdict: fits, from: 2026-09-02, to: 2026-10-31 }\n",
  "named.yaml": `${plan}\ncalibration: fitted.yaml\n`,
  "log.csv": log,
};
const folder = folderWith({
  ...files,
  "utf16.yaml": Buffer.from(`\ufeff${plan}`, "utf16le"),
  "gbk.yaml": Buffer.from([...Buffer.from("scenario: "), 0xb7, 0xbd, 0xb0, 0xb8, 0x0a]),
});
symlinkSync("plan.yaml", `${folder.path}/symbolic.yaml`);
linkSync(`${folder.path}/plan.yaml`, `${folder.path}/hard.yaml`);
afterAll(folder.remove);

const quick = ["--runs", "2", "--days", "2"] as const;

describe("An output", () => {
  test.for([
    [["simulate", "plan.yaml", ...quick, "--output", "plan.yaml"], "plan.yaml"],
    [["simulate", "plan.yaml", ...quick, "--output", "./symbolic.yaml"], "plan.yaml"],
    [["simulate", "plan.yaml", ...quick, "--output", "hard.yaml"], "plan.yaml"],
    [["simulate", "plan.yaml", ...quick, "--compare", "other.yaml", "--output", "other.yaml"], "other.yaml"],
    [["simulate", "plan.yaml", ...quick, "--compare", "other.yaml", "--output", "addresses.csv"], "addresses.csv"],
    [["simulate", "other.yaml", ...quick, "--output", "addresses.csv"], "addresses.csv"],
    [["simulate", "plan.yaml", ...quick, "--calibration", "fitted.yaml", "--output", "fitted.yaml"], "fitted.yaml"],
    [["simulate", "named.yaml", ...quick, "--output", "fitted.yaml"], "fitted.yaml"],
    [["simulate", "calibrate", "log.csv", "--output", "log.csv"], "log.csv"],
  ] as const)("does not write over what is read: %j", ([args, name]) => {
    for (const [lang, said] of [
      ["en", "would write over"],
      ["zh", "会覆盖"],
    ] as const) {
      const run = folder.run([...args, "--lang", lang]);
      expect(run).toMatchObject({ code: 2, out: "", err: expect.stringContaining(said) });
      expect(run.err).toContain(name);
    }
    for (const [file, text] of Object.entries(files)) expect(readFileSync(`${folder.path}/${file}`, "utf8")).toBe(text);
  });

  test("may be a file that is there and not read", () => {
    folder.write("report.txt", "old");
    expect(folder.run(["simulate", "plan.yaml", ...quick, "--output", "report.txt"])).toMatchObject({ code: 0, err: "" });
    expect(readFileSync(`${folder.path}/report.txt`, "utf8")).toContain("When campaigns are done");
  });
});

describe("Standard input", () => {
  test("holds a scenario, whose other files lie in the folder at hand", () => {
    const run = folder.run(["simulate", "-", ...quick], files["other.yaml"]);
    expect(run).toMatchObject({ code: 0, err: "", out: expect.stringContaining("When campaigns are done") });
    expect(folder.run(["simulate", "-"], "dys: 5")).toMatchObject({ code: 2, err: expect.stringContaining("-:1:1 error") });
  });

  test("holds the plan that one is compared with, and fitted parameters", () => {
    expect(folder.run(["simulate", "plan.yaml", ...quick, "--compare", "-"], plan)).toMatchObject({ code: 0, err: "" });
    const run = folder.run(["simulate", "plan.yaml", ...quick, "--calibration", "-"], files["fitted.yaml"]);
    expect(run.out).toContain("model, calibrated");
  });

  test("holds a log", () => {
    const run = folder.run(["simulate", "calibrate", "-"], log);
    expect(run).toEqual(folder.run(["simulate", "calibrate", "log.csv"]));
    expect(folder.run(["simulate", "calibrate", "-"], Buffer.from(log, "utf16le")).err).toContain("no text in UTF-8");
  });

  test("is read once, and not without end", () => {
    expect(folder.run(["simulate", "-", "--compare", "-"], plan).err).toContain("named more than once");
    expect(folder.run(["simulate", "-", "--compare", "-", "--lang", "zh"], plan).err).toContain("多次指定了标准输入");
    expect(folder.run(["simulate", "-"], "#".repeat(5_000_000))).toMatchObject({
      code: 2,
      err: expect.stringContaining("5000000 bytes"),
    });
  });
});

describe("A file that cannot be used", () => {
  test.for(["utf16.yaml", "gbk.yaml"])("is told to be no UTF-8: %s", (name) => {
    expect(folder.run(["simulate", name])).toMatchObject({
      code: 2,
      out: "",
      err: `${name} error The file is no text in UTF-8.\n  hint  Save it as UTF-8.\n`,
    });
    expect(folder.run(["simulate", name, "--lang", "zh"]).err).toContain("请另存为 UTF-8 编码");
  });

  test.for([
    ["simulate", "calibrate", "nowhere"],
    ["simulate", "plan.yaml", "--calibration", "nowhere"],
    ["simulate", "plan.yaml", "--compare", "nowhere"],
    ["simulate", "nowhere"],
  ])("is named once: %j", (args) => {
    for (const lang of ["en", "zh"]) expect(folder.run([...args, "--lang", lang]).err.split("nowhere")).toHaveLength(2);
  });
});
