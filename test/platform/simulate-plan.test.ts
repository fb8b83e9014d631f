import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type SimulateOptions, simulate } from "../../src/index.ts";
import { textOf } from "../support/scenarios.ts";

const text = readFileSync("samples/scenarios/two-campaigns.yaml", "utf8");
const quick = { runs: 2, days: 5, threads: 1 };

test("a scenario is played from its text, by the options in place of its own numbers", async () => {
  expect(await simulate(text, { ...quick, seed: 9 })).toMatchObject({
    ok: true,
    value: { version: 1, engine: "cohort", seed: 9, replications: 2, days: 5, isCalibrated: false },
  });
});

test("recipients are played one by one where that is asked for, once where nothing else is", async () => {
  const { runs: _, ...once } = quick;
  const byDay = textOf();
  expect(await simulate(byDay, { ...once, engine: "exact" })).toMatchObject({
    ok: true,
    value: { engine: "exact", replications: 1 },
  });
  expect(await simulate(byDay, { ...quick, engine: "exact" })).toMatchObject({
    ok: true,
    value: { engine: "exact", replications: 2 },
  });
});

test("an object of the same shape gives the same report", async () => {
  const scenario = {
    scenario: "Small",
    start: "2026-12-01",
    days: 5,
    platform: { profile: "tencent-ses" },
    account: { offset: "+08:00" },
    domains: { "news.example.com": {} },
    lists: { all: { size: 1000, providers: { gmail: 1 }, tiers: { "clicked-30d": 1 } } },
    campaigns: { launch: { domain: "news.example.com", list: "all" } },
  };
  const report = await simulate(scenario, quick);
  expect(report).toMatchObject({ ok: true, value: { scenario: "Small" } });
  expect(await simulate(JSON.stringify(scenario), quick)).toEqual(report);
});

test("every fault of a scenario is told, with the file's name and its place", async () => {
  const broken = text.replace("days:", "dayz:").replace("start:", "begin:");
  const read = await simulate(broken, { ...quick, file: "plan.yaml" });
  expect(read.ok ? [] : read.problems.map(({ code, file, at }) => [code, file, typeof at?.line])).toEqual(
    expect.arrayContaining([
      ["scenario-invalid", "plan.yaml", "number"],
      ["scenario-invalid", "plan.yaml", "number"],
    ]),
  );
});

const circle: { own?: object } = {};
circle.own = circle;

test.for<readonly [what: string, scenario: string | object, options: SimulateOptions, word: string]>([
  ["an option that is not known", text, JSON.parse('{"typo": 1}'), "typo"],
  ["a number of runs that is none", text, { runs: Number.NaN }, "runs"],
  ["no runs", text, { runs: 0 }, "runs"],
  ["a calibration that is no text", text, JSON.parse('{"calibration": 3}'), "calibration"],
  ["half a day", text, { days: 0.5 }, "days"],
  ["a seed below 0", text, { seed: -1 }, "seed"],
  ["a thousand threads", text, { threads: 1000 }, "threads"],
  ["an engine that there is not", text, JSON.parse('{"engine": "steam"}'), "engine"],
  ["an object that holds itself", circle, {}, "neither"],
  ["a text without end", `# ${"x".repeat(20_000_000)}`, {}, "bytes"],
])("%s is a problem, not an error", async ([, scenario, options, word]) => {
  const read = await simulate(scenario, options);
  expect(read.ok ? "" : read.problems.map(({ message }) => message.en).join()).toContain(word);
});

test("fitted parameters are taken from their text, in place of those of the model", async () => {
  const calibration =
    "calibration: { version: 1, verdict: fits, from: 2026-09-02, to: 2026-10-31 }\nreceiving: { spamSlope: 7 }\n";
  const report = await simulate(text, { ...quick, calibration });
  expect(report).toMatchObject({ ok: true, value: { isCalibrated: true, calibration: "fits" } });
  const notes = report.ok ? report.value.parameters : [];
  expect(notes.find(({ name }) => name === "receiving.spamSlope")).toMatchObject({ value: 7, standing: "calibrated" });
  const broken = await simulate(text, { ...quick, calibration: "receiving: 3" });
  expect(broken.ok ? [] : broken.problems).toMatchObject([{ file: "calibration" }, { file: "calibration" }]);
});

test.for([
  ["bytes", Buffer.from(text)],
  ["a promise", Promise.resolve(text)],
  ["a map", new Map([["scenario", "a"]])],
  ["a list", [text]],
] as const)("%s is told to be no scenario", async ([, given]) => {
  expect(await simulate(given, quick)).toMatchObject({
    ok: false,
    problems: [
      {
        code: "usage-wrong",
        hint: { en: expect.stringContaining("no bytes and no promise"), zh: expect.stringContaining("Promise") },
      },
    ],
  });
});
