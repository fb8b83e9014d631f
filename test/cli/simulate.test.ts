import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, test } from "vitest";
import { simulationJsonSchema } from "../../tools/simulation-schema.ts";
import { folderWith } from "../support/command.ts";

const bin = fileURLToPath(new URL("../../src/cli/bin.ts", import.meta.url));
const fits = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(simulationJsonSchema());
/** Says on standard error what modules are loaded. */
const listener = `import { registerHooks } from "node:module";
registerHooks({ load: (url, context, next) => (process.stderr.write(url + "\\n"), next(url, context)) });
`;
const samples = readdirSync("samples/scenarios").filter((name) => name.endsWith(".yaml"));
const folder = folderWith({
  ...Object.fromEntries(samples.map((name) => [name, readFileSync(`samples/scenarios/${name}`, "utf8")])),
  "typo.yaml": readFileSync("samples/scenarios/new-domain-million.yaml", "utf8").replace("days:", "dayz:"),

  "listen.mjs": listener,
});
afterAll(folder.remove);

/** Samples whose plan meets something that a warning calls an error. */
const stopped = ["day-one-100k.yaml", "dirty-list.yaml"];

describe("simulate", () => {
  test.each(samples)("plays %s, and says that its model is uncalibrated", (name) => {
    const run = folder.run(["simulate", name, "--runs", "20"]);
    expect(run).toMatchObject({ code: stopped.includes(name) ? 1 : 0, err: "" });
    expect(run.out).toContain("model, uncalibrated");
    expect(run.out).toContain("When campaigns are done");
  });

  test("says the same bytes for the same seed, and others for another", () => {
    const said = (seed: string) =>
      folder.run(["simulate", "two-campaigns.yaml", "--runs", "3", "--seed", seed, "--format", "json"]).out;
    const first = said("5");
    expect(said("5")).toBe(first);
    expect(said("6")).not.toBe(first);
    expect(JSON.parse(first)).toMatchObject({ version: 1, seed: 5, replications: 3, isCalibrated: false });
  });

  test.each(samples)("writes JSON of the published shape for %s", (name) => {
    for (const lang of ["en", "zh"]) {
      const { out } = folder.run(["simulate", name, "--runs", "2", "--format", "json", "--lang", lang]);
      expect([fits(JSON.parse(out)), fits.errors]).toEqual([true, null]);
    }
  });

  test("the published shape refuses what is not of it", () => {
    const { out } = folder.run(["simulate", "two-campaigns.yaml", "--runs", "2", "--format", "json"]);
    expect(fits({ ...JSON.parse(out), surplus: 1 })).toBe(false);
    expect(fits({ ...JSON.parse(out), daily: [{ day: 0 }] })).toBe(false);
  });

  test("says the same bytes on one thread and on two", () => {
    const said = (threads: string) =>
      folder.run(["simulate", "two-campaigns.yaml", "--runs", "30", "--threads", threads, "--format", "json"]);
    const one = said("1");
    expect(one).toMatchObject({ code: 0, err: "" });
    expect(said("2")).toEqual(one);
  });

  test("compares two plans by the same chance, the same bytes on one thread and on two", () => {
    const said = (...flags: readonly string[]) =>
      folder.run([
        "simulate",
        "shared-or-dedicated-shared.yaml",
        "--compare",
        "shared-or-dedicated-dedicated.yaml",
        "--runs",
        "30",
        ...flags,
      ]);
    const json = said("--format", "json", "--threads", "1");
    expect(json).toMatchObject({ code: 0, err: "" });
    expect(said("--format", "json", "--threads", "2")).toEqual(json);
    expect(JSON.parse(json.out)).toMatchObject({ kind: "comparison", seed: 7, replications: 30 });
    expect(said().out).toContain("What changes from A to B");
    expect(said("--lang", "zh").out).toContain("从 A 到 B 的变化");
    const csv = said("--format", "csv").out.trimEnd().split(/\r?\n/);
    expect(new Set(csv.map((line) => line.split(",").length))).toEqual(new Set([8]));
    expect(said("--format", "ndjson")).toMatchObject({ code: 2, out: "" });
  });

  test("tells a fault of the plan that it compares with, by that plan's name", () => {
    const run = folder.run(["simulate", "two-campaigns.yaml", "--runs", "2", "--compare", "typo.yaml"]);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toContain("typo.yaml");
  });

  test("plays recipients one by one, once, the same bytes on one thread and on two", () => {
    const said = (...flags: readonly string[]) =>
      folder.run(["simulate", "complaint-spike.yaml", "--engine", "exact", "--format", "json", ...flags]);
    const one = said("--threads", "1");
    expect(one).toMatchObject({ code: 0, err: "" });
    expect(said("--threads", "2")).toEqual(one);
    expect(JSON.parse(one.out)).toMatchObject({ engine: "exact", replications: 1 });
    expect([fits(JSON.parse(one.out)), fits.errors]).toEqual([true, null]);
    expect(JSON.parse(said("--runs", "3").out)).toMatchObject({ engine: "exact", replications: 3 });
    expect(folder.run(["simulate", "complaint-spike.yaml", "--engine", "exact"]).out).toContain("exact engine");
  });

  test("says what the exact engine cannot play, and what can", () => {
    const said = (...flags: readonly string[]) => folder.run(["simulate", "two-campaigns.yaml", "--engine", "exact", ...flags]);
    expect(said()).toMatchObject({ code: 2, out: "", err: expect.stringContaining("the exact engine goes by the day") });
    expect(said("--lang", "zh").err).toContain("逐收件人引擎只支持按天模拟");
    expect(folder.run(["simulate", "two-campaigns.yaml", "--engine", "other"]).code).toBe(2);
  });

  test("speaks Chinese", () => {
    expect(folder.run(["simulate", "two-campaigns.yaml", "--runs", "2", "--lang", "zh"]).out).toContain("分群引擎");
  });

  test("writes a line of CSV for each figure and a line of JSON for each event", () => {
    const csv = folder.run(["simulate", "two-campaigns.yaml", "--runs", "2", "--format", "csv"]).out.trimEnd().split(/\r?\n/);
    expect(new Set(csv.map((line) => line.split(",").length)).size).toBe(1);
    const events = folder.run(["simulate", "two-campaigns.yaml", "--runs", "2", "--format", "ndjson"]).out.trimEnd().split("\n");
    expect(events.map((line) => JSON.parse(line).kind)).toContain("mailing-begun");
  });

  test.each(["html", "svg"])("draws %s with the same bytes in two processes", (format) => {
    const draw = () => folder.run(["simulate", "two-campaigns.yaml", "--runs", "2", "--format", format]);
    const first = draw();
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toMatch(/^(?:<!DOCTYPE html>|<svg )/);
    expect(draw().out).toBe(first.out);
  });

  test("loads what plots are drawn with for pages and pictures alone", () => {
    const loaded = (format: string): boolean => {
      const args = ["--import", "./listen.mjs", bin, "simulate", "two-campaigns.yaml", "--runs", "2", "--format", format];
      const { stderr } = spawnSync(process.execPath, args, { cwd: folder.path, encoding: "utf8" });
      return /node_modules\/(?:@observablehq\/plot|linkedom)\//.test(stderr);
    };
    expect(loaded("svg")).toBe(true);
    expect(loaded("json")).toBe(false);
  });

  test("tells a typo with its place and what was meant, and plays nothing", () => {
    const run = folder.run(["simulate", "typo.yaml"]);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toContain("dayz");
    expect(run.err).toContain("days");
  });
});
