import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goldenFolder, goldenNames, writeReports } from "../../tools/golden.ts";

const fresh = mkdtempSync(`${tmpdir()}/mailworthy-golden-`);

beforeAll(() => writeReports(fresh));
afterAll(() => rmSync(fresh, { recursive: true }));

test("every sample has a kept report in every format, and no other report is kept", () => {
  expect(readdirSync(goldenFolder).sort()).toEqual(goldenNames);
});

test.for(goldenNames)("the report %s is byte for byte the kept one", (name) => {
  expect(readFileSync(`${fresh}/${name}`, "utf8")).toBe(readFileSync(`${goldenFolder}/${name}`, "utf8"));
});

describe("reports of a hostile template", () => {
  const names = goldenNames.filter((name) => name.startsWith("hostile."));
  const textOf = (name: string): string => readFileSync(`${goldenFolder}/${name}`, "utf8");

  test("the sample itself holds terminal escapes and marks that turn text around", () => {
    const sample = readFileSync("samples/hostile.html", "utf8");
    for (const steering of ["\u001B", "\u0007", "\u009B", "\u202E", "\u2066", "\u2028"]) expect(sample).toContain(steering);
  });

  test.for(names)("%s holds nothing that steers a terminal", (name) => {
    expect(textOf(name).match(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g)).toBeNull();
  });

  test.for(names)("%s holds nothing that turns text around", (name) => {
    expect(textOf(name).match(/[\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g)).toBeNull();
  });

  test("the machine formats keep what the template said, whole", () => {
    const [report] = JSON.parse(textOf("hostile.html.json"));
    const line = JSON.parse(textOf("hostile.html.ndjson"));
    const facts = JSON.stringify([report.findings, line.findings]);
    for (const quoted of ["\u202Efdp.exe", "</type>"]) expect(facts).toContain(quoted);
  });
});
