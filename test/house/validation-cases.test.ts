/** Every case with a known answer, and every invariant of the world model, has its tests or a word on what is missing. */
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { invariants } from "../support/invariants.ts";

const entry = v.strictObject({
  says: v.string(),
  tests: v.optional(v.record(v.string(), v.array(v.string()))),
  gap: v.optional(v.string()),
});
const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const table = v.parse(v.record(v.string(), entry), parse(read("test/house/validation-cases.yaml")));
const named = Object.entries(table).flatMap(([id, { tests = {} }]) =>
  Object.entries(tests).flatMap(([path, names]) => names.map((name) => ({ id, path, name }))),
);

const CHECKS = "test/support/invariants.ts";

test("every case and invariant is there, in order", () => {
  const cases = Array.from({ length: 21 }, (_, at) => (at === 2 ? ["V3", "V3b"] : [`V${at + 1}`])).flat();
  expect(Object.keys(table)).toEqual([...cases, ...Array.from({ length: 14 }, (_, at) => `I${at + 1}`)]);
});

test("each has a test, or says why it has none", () => {
  const bare = Object.entries(table).filter(([, { tests, gap }]) => tests === undefined && gap === undefined);
  expect(bare).toEqual([]);
});

test.for(named)("$id is held by: $name", ({ path, name }) => {
  expect(read(path)).toContain(`"${name}"`);
});

test("the checks that run after every tick stand under the invariants that they are of", () => {
  const checks = named.filter(({ path }) => path === CHECKS).map(({ id, name }) => `${id}: ${name}`);
  expect(checks).toEqual(invariants.map(({ number, says }) => `I${number}: ${says}`));
});
