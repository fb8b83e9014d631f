import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type CalibrateOptions, calibrate, renderFittedYaml, simulate } from "../../src/index.ts";

const log = readFileSync("samples/calibration/log.csv", "utf8");

test("a log is fitted from its text, and what came of it can be simulated with", async () => {
  const calibrated = await calibrate(log);
  if (!calibrated.ok) throw new Error(calibrated.problems[0]?.message.en);
  expect(calibrated.value.verdict).toBe("fits");
  const plan = readFileSync("samples/scenarios/two-campaigns.yaml", "utf8");
  for (const lang of ["en", "zh"] as const) {
    const calibration = renderFittedYaml(calibrated.value, lang);
    expect(await simulate(plan, { runs: 1, days: 2, threads: 1, calibration })).toMatchObject({ value: { calibration: "fits" } });
  }
});

test("rows that are left out are told with the file's name", async () => {
  const calibrated = await calibrate(`${log}broken\n`, { file: "mine.csv" });
  expect(calibrated).toMatchObject({ value: { rowsLeftOut: 1, problems: [{ file: "mine.csv", at: { line: 210 } }] } });
});

test.for<readonly [what: string, text: string, options: CalibrateOptions, word: string]>([
  ["an option that is not known", log, JSON.parse('{"typo": 1}'), "typo"],
  ["a log that is no text", JSON.parse("3"), {}, "no text"],
  ["a log without end", "x".repeat(34_000_000), {}, "bytes"],
  ["a log without rows", "date,provider,accepted\n", {}, "no row"],
])("%s is a problem, not an error", async ([, text, options, word]) => {
  const calibrated = await calibrate(text, options);
  expect(calibrated.ok ? "" : calibrated.problems.map(({ message }) => message.en).join()).toContain(word);
});

test("what is no calibration is refused in words that say what is", async () => {
  const calibrated = await calibrate(log);
  if (!calibrated.ok) throw new Error(calibrated.problems[0]?.message.en);
  for (const wrong of [JSON.parse("null"), JSON.parse("{}"), JSON.parse('"yaml"'), JSON.parse('{ "ok": true, "value": {} }')])
    expect(() => renderFittedYaml(wrong, "en")).toThrow(new TypeError("renderFittedYaml takes the value that calibrate gave."));
  expect(() => renderFittedYaml(calibrated.value, JSON.parse('"fr"'))).toThrow(
    new TypeError("The language of renderFittedYaml is one of en, zh."),
  );
});
