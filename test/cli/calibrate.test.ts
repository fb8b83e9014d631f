import { readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, test } from "vitest";
import { calibrationJsonSchema } from "../../tools/calibration-schema.ts";
import { folderWith } from "../support/command.ts";

const fits = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(calibrationJsonSchema());
const sample = readFileSync("samples/calibration/log.csv", "utf8");
const plan = readFileSync("samples/scenarios/two-campaigns.yaml", "utf8");
const head = "date,provider,accepted,delivered\n";
const fitted = `calibration: { version: 1, verdict: misfits, from: 2026-09-02, to: 2026-10-31 }
receiving: { spamSlope: { value: 8.5, low: 8, high: 9 } }
providers: { gmail: { volumeStart: 4321, softBounceShare: { value: 0.002, low: 0.001, high: 0.003 } } }
`;
const folder = folderWith({
  "log.csv": sample,
  "three-days.csv": sample.split("\n").slice(0, 13).join("\n"),
  "faults.csv": sample.replace(",gmail,4000,", ",gmail,1e16,").replace("date,", "\uFEFFdate,"),
  "no-provider.csv": "date,providr,accepted\n2026-12-01,gmail,5\n",
  "no-row.csv": `${head}yesterday,gmail,1,1\n`,
  "binary.csv": "date,provider\u0000\u0001",
  "long.csv": "x".repeat(34_000_000),
  "plan.yaml": plan,
  "fitted.yaml": fitted,
  "named.yaml": `${plan}\ncalibration: fitted.yaml\n`,
  "own.yaml": `${plan}\ncalibration: fitted.yaml\nproviders: { gmail: { volumeStart: 999 } }\n`,
  "lost.yaml": `${plan}\ncalibration: nowhere.yaml\n`,
  "typo.yaml": fitted.replace("volumeStart", "volumStart"),
});
afterAll(folder.remove);

describe("simulate calibrate", () => {
  test("says what the sample tells and what it does not, and ends 0", () => {
    const run = folder.run(["simulate", "calibrate", "log.csv"]);
    expect(run).toMatchObject({ code: 0, err: "" });
    expect(run.out).toContain("Calibration  fits");
    expect(run.out).toMatch(/receiving\.spamSlope +\d/);
    expect(run.out).toMatch(/providers\.yahoo\.volumeStart +5,000 +cannot be told from this data/);
    expect(run.out).toContain("complaintShare");
  });

  test("says the same in Chinese", () => {
    const run = folder.run(["simulate", "calibrate", "log.csv", "--lang", "zh"]);
    expect(run).toMatchObject({ code: 0, err: "" });
    expect(run.out).toContain("校准  拟合良好");
    expect(run.out).not.toMatch(/[a-z]+ (?:of|the) [a-z]+/);
  });

  test("ends 1 for a log that is too thin, and says so", () => {
    const run = folder.run(["simulate", "calibrate", "three-days.csv"]);
    expect(run).toMatchObject({ code: 1, err: "" });
    expect(run.out).toContain("Calibration  too thin to tell");
  });

  test("tells each row that is left out, with its place, and reads the others", () => {
    const run = folder.run(["simulate", "calibrate", "faults.csv"]);
    expect(run.code).toBe(0);
    expect(run.out).toContain('faults.csv:2:35 error "1e16" is no count of accepted');
    expect(run.out).toContain("Rows left out: 1.");
    expect(run.out).toContain("207 rows");
  });

  test.each(["en", "zh"])("writes JSON of the published shape in %s", (lang) => {
    for (const log of ["log.csv", "three-days.csv", "faults.csv"]) {
      const { out } = folder.run(["simulate", "calibrate", log, "--format", "json", "--lang", lang]);
      expect([fits(JSON.parse(out)), fits.errors]).toEqual([true, null]);
    }
    expect(fits({ version: 1 })).toBe(false);
  });

  test.each<readonly [log: string, place: string, message: string]>([
    ["no-provider.csv", "no-provider.csv:1:6", 'no column "provider"'],
    ["no-row.csv", "no-row.csv:2:1", "is no date"],
    ["binary.csv", "binary.csv", "no text in UTF-8"],
    ["long.csv", "long.csv", "34000000 bytes"],
    [".", ".", "it is a folder"],
    ["nowhere.csv", "nowhere.csv", "it is not there"],
  ])("refuses %s", (log, place, message) => {
    const run = folder.run(["simulate", "calibrate", log]);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toContain(`${place} error`);
    expect(run.err).toContain(message);
    expect(run.err).toContain("hint");
  });

  test("refuses a flag that only simulations have", () => {
    expect(folder.run(["simulate", "calibrate", "log.csv", "--runs", "3"])).toMatchObject({ code: 2, out: "" });
  });
});

describe("Flags before the name calibrate", () => {
  test("hold as if they stood behind it, which comes first", () => {
    const zh = folder.run(["simulate", "--lang", "zh", "--format", "json", "calibrate", "log.csv"]);
    expect(zh).toEqual(folder.run(["simulate", "calibrate", "log.csv", "--lang", "zh", "--format", "json"]));
    expect(folder.run(["simulate", "--lang", "zh", "calibrate", "log.csv", "--lang", "en"]).out).toContain("Calibration  fits");
    expect(folder.run(["simulate", "--output", "before.txt", "calibrate", "log.csv"])).toMatchObject({ code: 0, out: "" });
    expect(readFileSync(`${folder.path}/before.txt`, "utf8")).toContain("Calibration  fits");
  });

  test.each<readonly [flags: readonly string[], en: string, zh: string]>([
    [["--seed", "3"], "unknown option '--seed'", "没有选项 --seed"],
    [["--calibration", "fitted.yaml"], "unknown option '--calibration'", "没有选项 --calibration"],
    [["--format", "html"], "Allowed choices are pretty, json, yaml.", "可选：pretty, json, yaml。"],
  ])("are refused where it has none such: %j", (flags, en, zh) => {
    const run = folder.run(["simulate", ...flags, "calibrate", "log.csv"]);
    expect(run).toMatchObject({ code: 2, out: "", err: expect.stringContaining(en) });
    expect(folder.run(["simulate", ...flags, "calibrate", "log.csv", "--lang", "zh"]).err).toContain(zh);
  });
});

test.each(["--compare", "--calibration"])("%s is not given twice", (flag) => {
  const run = folder.run(["simulate", "plan.yaml", flag, "fitted.yaml", flag, "plan.yaml"]);
  expect(run).toMatchObject({ code: 2, out: "", err: expect.stringContaining("It is given twice.") });
  const zh = folder.run(["simulate", "plan.yaml", flag, "fitted.yaml", flag, "plan.yaml", "--lang", "zh"]);
  expect(zh.err).toContain("该选项给出了两次。");
});

describe("simulate with fitted parameters", () => {
  const report = (...args: readonly string[]) => {
    const run = folder.run(["simulate", ...args, "--runs", "2", "--days", "3", "--format", "json"]);
    expect(run.err).toBe("");
    return JSON.parse(run.out);
  };
  const noteIn = ({ parameters }: { parameters: { name: string }[] }, name: string) =>
    parameters.find((note) => note.name === name);

  test("takes what calibrate wrote, and is no longer uncalibrated", () => {
    const run = folder.run(["simulate", "calibrate", "log.csv", "--format", "yaml", "--output", "made.yaml"]);
    expect(run).toMatchObject({ code: 0, out: "", err: "" });
    const { out } = folder.run(["simulate", "plan.yaml", "--calibration", "made.yaml", "--runs", "2", "--days", "3"]);
    expect(out).toContain("model, calibrated");
    const calibrated = report("plan.yaml", "--calibration", "made.yaml");
    expect(calibrated).toMatchObject({ isCalibrated: true, calibration: "fits" });
    const told = JSON.parse(folder.run(["simulate", "calibrate", "log.csv", "--format", "json"]).out);
    for (const { defaultValue: _, ...note } of told.parameters) expect(noteIn(calibrated, note.name) ?? note).toEqual(note);
    expect(noteIn(calibrated, "receiving.spamSlope")).toMatchObject({ standing: "calibrated" });
  });

  test("says where the fit was not borne out", () => {
    const run = folder.run(["simulate", "plan.yaml", "--calibration", "fitted.yaml", "--runs", "2", "--days", "3"]);
    expect(run.out).toContain("calibrated, but the fit does not cover the held-out days");
    const zh = folder.run([
      "simulate",
      "plan.yaml",
      "--calibration",
      "fitted.yaml",
      "--runs",
      "2",
      "--days",
      "3",
      "--lang",
      "zh",
    ]);
    expect(zh.out).toContain("未能覆盖留出的日期");
    expect(report("plan.yaml", "--calibration", "fitted.yaml")).toMatchObject({ isCalibrated: false, calibration: "misfits" });
  });

  test("takes the file that the scenario names, from the scenario's folder", () => {
    const named = report("named.yaml");
    expect(noteIn(named, "providers.gmail.volumeStart")).toMatchObject({ value: 4321, standing: "calibrated" });
    expect(noteIn(named, "receiving.spamSlope")).toMatchObject({ value: 8.5, range: [8, 9], standing: "calibrated" });
    expect(noteIn(named, "receiving.complaintWeight")).toMatchObject({ standing: "assumed" });
  });

  test("lets the scenario's own values come first", () => {
    const own = report("own.yaml");
    expect(noteIn(own, "providers.gmail.volumeStart")).toMatchObject({ value: 999, standing: "given" });
    expect(noteIn(own, "providers.gmail.softBounceShare")).toMatchObject({ value: 0.002, standing: "calibrated" });
  });

  test("compares two plans under the same fit", () => {
    const run = folder.run(["simulate", "plan.yaml", "--compare", "plan.yaml", "--calibration", "fitted.yaml", "--runs", "2"]);
    expect(run.out).toContain("does not cover the held-out days");
  });

  test.each<readonly [args: readonly string[], message: string]>([
    [["lost.yaml"], "it is not there"],
    [["plan.yaml", "--calibration", "typo.yaml"], 'Did you mean "volumeStart"?'],
    [["plan.yaml", "--calibration", "log.csv"], "log.csv:1:1"],
    [["plan.yaml", "--calibration", "."], "it is a folder"],
  ])("refuses %j", (args, message) => {
    const run = folder.run(["simulate", ...args]);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toContain(message);
  });
});

test("the command's file is written over, not behind what it holds", () => {
  writeFileSync(`${folder.path}/old.yaml`, "x".repeat(100_000));
  folder.run(["simulate", "calibrate", "log.csv", "--format", "yaml", "--output", "old.yaml"]);
  expect(readFileSync(`${folder.path}/old.yaml`, "utf8")).toMatch(/^# Made by/);
});
