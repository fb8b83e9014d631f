/** The validation half of the ARC suite, through our port and our zone. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { authenticated } from "../support/senders.ts";
import { texts } from "../support/worlds.ts";

const file = fileURLToPath(new URL("../../../shared/corpus/protocol/arc/arc-draft-validation-tests.yml", import.meta.url));

interface Scenario {
  readonly tests: Readonly<Record<string, { readonly message: string; readonly cv: string }>>;
  readonly "txt-records": Readonly<Record<string, string>>;
}

/** Four keys stand twice, and a loader would drop one of each: all are numbered. */
function numbered(text: string): string {
  let count = 0;
  return text.replace(/^ {2}([a-z]\w*):[ \t]*$/gm, (_, name: string) => `  ${name}--${++count}:`);
}

const scenarios: readonly Scenario[] = existsSync(file)
  ? parseAllDocuments(numbered(readFileSync(file, "utf8")), { uniqueKeys: false }).map((document) => document.toJS())
  : [];

/** The suite passes these; RFC 6376, 3.5 wants `h=` filled, and without `c=` the canonicalization is simple, which it was not signed by. */
const otherwise: readonly string[] = ["ams_fields_c_na", "ams_fields_h_empty"];

describe.skipIf(scenarios.length === 0)("ARC validation suite (skipped where ../shared/corpus is missing)", () => {
  const cases = scenarios.flatMap(({ tests, "txt-records": records }) =>
    Object.entries(tests).map(([key, { message, cv }]) => ({ name: key.replace(/--.*/, ""), message, cv, records })),
  );

  test("it has all its cases", () => expect(cases.length).toBe(175));

  test.for(cases)("$name", async ({ name, message, cv, records }) => {
    const { arc } = await authenticated(message, { dns: texts(records), nowMs: Date.UTC(2017, 5, 1) });
    if (typeof arc === "string") throw new Error(arc);
    // Where the newest seal says that the chain failed before, the suite gives no value; RFC 8617, 5.2 step 2 says fail.
    const expected = cv.trim() === "" ? "fail" : cv.trim().toLowerCase();
    expect(arc.result).toBe(otherwise.includes(name) ? "fail" : expected);
  });
});
