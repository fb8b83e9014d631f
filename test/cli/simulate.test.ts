import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { folderWith } from "../support/command.ts";

const samples = readdirSync("samples/scenarios").filter((name) => name.endsWith(".yaml"));
const folder = folderWith({
  ...Object.fromEntries(samples.map((name) => [name, readFileSync(`samples/scenarios/${name}`, "utf8")])),
  "typo.yaml": readFileSync("samples/scenarios/new-domain-million.yaml", "utf8").replace("days:", "dayz:"),
});
afterAll(folder.remove);

/** Samples whose plan meets something that a warning calls an error. */
const stopped = ["day-one-100k.yaml", "dirty-list.yaml"];

describe("simulate", () => {
  test.each(samples)("plays %s, and says that its model is uncalibrated", (name) => {
    const run = folder.run(["simulate", name, "--runs", "3"]);
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

  test("speaks Chinese", () => {
    expect(folder.run(["simulate", "two-campaigns.yaml", "--runs", "2", "--lang", "zh"]).out).toContain("分群引擎");
  });

  test("writes a line of CSV for each figure and a line of JSON for each event", () => {
    const csv = folder.run(["simulate", "two-campaigns.yaml", "--runs", "2", "--format", "csv"]).out.trimEnd().split(/\r?\n/);
    expect(new Set(csv.map((line) => line.split(",").length)).size).toBe(1);
    const events = folder.run(["simulate", "two-campaigns.yaml", "--runs", "2", "--format", "ndjson"]).out.trimEnd().split("\n");
    expect(events.map((line) => JSON.parse(line).kind)).toContain("mailing-begun");
  });

  test("tells a typo with its place and what was meant, and plays nothing", () => {
    const run = folder.run(["simulate", "typo.yaml"]);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toContain("dayz");
    expect(run.err).toContain("days");
  });
});
