/** Every row of what domains should be judged by has its rules, another place, or a reason; and no rule stands outside. */
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { book } from "../support/rule-book.ts";

const row = v.strictObject({
  says: v.string(),
  bar: v.picklist(["error", "warning", "info", "must"]),
  rules: v.array(v.string()),
  place: v.optional(v.string()),
  reason: v.optional(v.string()),
});
const text = readFileSync(new URL("domain-rows.yaml", import.meta.url), "utf8");
const rows = Object.entries(v.parse(v.record(v.string(), row), parse(text))).map(([id, each]) => ({ id, ...each }));
const rules = new Map(book.rules.filter(({ id }) => id.startsWith("dns/")).map((rule) => [rule.id, rule]));

const lengths = { S: 44, K: 22, D: 26, M: 15, T: 8, R: 2, B: 5, N: 5, P: 7, Z: 11, E: 15 };

test("every row is there, in order", () => {
  const ids = Object.entries(lengths).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, at) => `${letter}${String(at + 1).padStart(2, "0")}`),
  );
  expect(rows.map(({ id }) => id)).toEqual(ids);
});

test("every rule of dns/ stands in a row", () => {
  const named = new Set(rows.flatMap((each) => each.rules));
  expect([...rules.keys()].filter((id) => !named.has(id))).toEqual([]);
  expect([...named].filter((id) => !rules.has(id))).toEqual([]);
});

test("every row has a rule, another place or a reason", () => {
  const bare = rows.filter((each) => each.rules.length === 0 && each.place === undefined && each.reason === undefined);
  expect(bare.map(({ id }) => id)).toEqual([]);
});

test("a row that is an error or a warning has a planted rule as severe, or a reason", () => {
  const severe = { error: ["error"], warning: ["error", "warning"] };
  const lacking = rows.filter(({ bar, reason, rules: own }) => {
    if (bar === "info" || bar === "must" || reason !== undefined) return false;
    return !own.some((id) => severe[bar].includes(rules.get(id)?.severity ?? "") && isPlanted(id));
  });
  expect(lacking.map(({ id }) => id)).toEqual([]);
});

test("at least 120 zones are planted with one fault", () => {
  const planted = [...rules.values()].flatMap(({ examples }) => examples.fails.filter(({ domain }) => domain));
  expect(planted.length).toBeGreaterThanOrEqual(120);
});

function isPlanted(id: string): boolean {
  return rules.get(id)?.examples.fails.some(({ domain }) => domain !== undefined) ?? false;
}
