import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFitted } from "../../src/simulate/scenario/fitted-file.ts";
import { tables } from "../support/world-tables.ts";

const head = "calibration: { version: 1, verdict: fits, from: 2026-09-02, to: 2026-10-31 }\n";
const read = (text: string) => readFitted({ file: "fitted.yaml", text }, tables);

describe("a file of fitted parameters", () => {
  test("puts its values in the place of those of the tables, and leaves the others", () => {
    const fitted = read(
      `${head}receiving: { spamSlope: { value: 9, low: 8, high: 10 } }\nproviders: { qq: { inboxShare: 0.7, volumeStart: { value: 800, low: 500, high: 900 } } }`,
    );
    if (!fitted.ok) throw new Error(fitted.problems[0]?.message.en);
    const { verdict, tables: calibrated } = fitted.value;
    expect(verdict).toBe("fits");
    expect(calibrated.receiving.value).toEqual({ ...tables.receiving.value, spamSlope: 9 });
    expect(calibrated.providers.get("qq")?.value).toMatchObject({ inboxShare: 0.7, volumeStart: 800 });
    expect(calibrated.providers.get("gmail")).toEqual(tables.providers.get("gmail"));
    const notes = new Map(calibrated.providers.get("qq")?.notes.map((note) => [note.name, note]));
    expect(notes.get("providers.qq.volumeStart")).toMatchObject({
      value: 800,
      range: [500, 900],
      unit: "mails a day of a new sender",
      standing: "calibrated",
      source: "A log of daily sends, 2026-09-02 to 2026-10-31",
    });
    expect(notes.get("providers.qq.missingShare")).toMatchObject({ standing: "reported" });
    expect([...calibrated.providers.keys()]).toEqual([...tables.providers.keys()]);
  });

  test.for<readonly [what: string, text: string, place: readonly [line: number, column: number], message: string]>([
    ["is empty", "", [1, 1], "The file cannot be empty"],
    ["is a scenario", "scenario: x\n", [1, 1], '"scenario" is not known here'],
    [
      "has no verdict",
      "calibration: { version: 1, from: 2026-09-02, to: 2026-10-31 }",
      [1, 14],
      '"calibration.verdict" is missing',
    ],
    ["is of another version", head.replace("version: 1", "version: 2"), [1, 25], "cannot be 2"],
    ["mistypes a parameter", `${head}receiving: { spamSlop: 3 }`, [2, 14], '"spamSlop" is not known here'],
    ["has an interval upside down", `${head}receiving: { spamSlope: { value: 3, low: 4, high: 2 } }`, [2, 25], "spamSlope"],
    ["has a share above 1", `${head}providers: { qq: { inboxShare: 1.5 } }`, [2, 32], "inboxShare"],
    ["names a provider that is not there", `${head}providers: { qqq: { inboxShare: 0.5 } }`, [2, 14], 'no provider "qqq"'],
    [
      "sets the domains of a provider",
      `${head}providers: { qq: { domains: [a.example] } }`,
      [2, 20],
      '"domains" is not known here',
    ],
    ["has a key twice", `${head}receiving: { spamSlope: 3, spamSlope: 4 }`, [2, 28], "twice"],
    ["is no YAML", `${head}receiving: {`, [2, 13], ""],
  ])("is refused with its place where it %s", ([, text, [line, column], message]) => {
    const fitted = read(text);
    expect(fitted.ok ? [] : fitted.problems.slice(0, 1)).toMatchObject([
      { code: "scenario-invalid", file: "fitted.yaml", at: { line, column } },
    ]);
    expect(fitted.ok ? "" : fitted.problems.map((problem) => problem.message.en).join("\n")).toContain(message);
  });

  test("never throws, whatever it holds", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.string().map((each) => `${head}receiving: { spamSlope: ${each} }`),
      fc
        .dictionary(fc.constantFrom("calibration", "receiving", "providers", "__proto__"), fc.anything())
        .map((each) => JSON.stringify(each) ?? ""),
    );
    fc.assert(
      fc.property(text, (each) => void read(each)),
      { numRuns: 500 },
    );
  });
});
