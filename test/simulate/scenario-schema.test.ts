import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { scenarioJsonSchema } from "../../tools/config-schema.ts";
import { problemsIn, sample, samples, textOf } from "../support/scenarios.ts";

const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(scenarioJsonSchema());

/** Puts a value at a place of a copy, found by numbers that choose a key level by level; or takes it out. */
function changed(value: unknown, way: readonly number[], put: unknown): unknown {
  const [first, ...rest] = way;
  if (first === undefined || typeof value !== "object" || value === null) return put;
  const keys = Object.keys(value);
  const key = keys[first % (keys.length + 1)] ?? "extra";
  const inner: unknown = Reflect.get(value, key);
  const next = changed(inner, rest, put);
  return Array.isArray(value) ? Object.assign([...value], { [key]: next }) : { ...value, [key]: next };
}

describe("The JSON Schema of a scenario", () => {
  test.for(samples)("takes %s", (name) => {
    expect([fits(parse(sample(name))), fits.errors]).toEqual([true, null]);
  });

  test("says of each key of the file what it is for, and nothing that no schema has", () => {
    const schema = JSON.stringify(scenarioJsonSchema());
    expect(schema).toContain("Times that the whole list is mailed");
    expect(schema).not.toContain('"zh"');
  });

  test("refuses nothing that is read: a scenario changed anywhere is refused by the reader too", () => {
    const put = fc.oneof(
      fc.constantFrom(undefined, null, true, "", "x", [], {}, 0, -1, 0.5, 1e12),
      fc.integer(),
      fc.double({ noNaN: true }),
      fc.string({ maxLength: 5 }),
    );
    const full = parse(
      textOf({
        platform: "platform: { profile: tencent-ses, set: { accountDayMax: 5 } }",
        more: "receiving: { halfLifeDays: { value: 9, low: 8, high: 10 } }",
        campaigns: "campaigns: { first: { domain: news.example.com, list: all, schedule: { byDay: [500] } } }",
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(full, ...samples.map((name) => parse(sample(name)))),
        fc.array(fc.nat(12), { minLength: 1, maxLength: 5 }),
        put,
        (base, way, value) => {
          const text = JSON.stringify(changed(base, way, value)) ?? "";
          fc.pre(!fits(JSON.parse(text || "null")));
          expect(problemsIn(text)).not.toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
