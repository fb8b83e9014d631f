import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { book } from "../support/rule-book.ts";

/** The rows of the table of clauses: clause, and what stands under "here". */
const page = readFileSync(new URL("../../docs/standard.md", import.meta.url), "utf8");
const rows = [...page.matchAll(/^\| (\d+) +\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)].map(
  ([, clause, asks = "", here = "", later = ""]) => ({
    clause: Number(clause),
    asks: asks.trim(),
    here: here.trim(),
    later: later.trim(),
  }),
);
const ids = new Set(book.rules.map(({ id }) => id));

test("clauses 1 to 39 stand in order, each somewhere or not yet", () => {
  expect(rows.map(({ clause }) => clause)).toEqual(Array.from({ length: 39 }, (_, at) => at + 1));
  expect(rows.filter(({ here, later }) => here === "" && later === "")).toEqual([]);
});

test("every rule with a clause stands under it", () => {
  const absent = book.rules.filter(({ id, clause }) => clause !== undefined && !rows[clause - 1]?.here.includes(`\`${id}\``));
  expect(absent.map(({ id }) => id)).toEqual([]);
});

test("every rule named is there", () => {
  const named = [...page.matchAll(/`([a-z0-9]+\/[a-z0-9-]+)`/g)].map(([, id = ""]) => id);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

test("every parameter named is one of a rule in its row", () => {
  const wrong = rows.flatMap(({ here, clause }) => {
    const own = new Set(book.rules.filter(({ id }) => here.includes(`\`${id}\``)).flatMap(({ params }) => Object.keys(params)));
    const named = [...here.matchAll(/`([a-z]+[A-Z]\w*)`/g)].map(([, name = ""]) => name);
    return named.filter((name) => !own.has(name)).map((name) => `${clause} ${name}`);
  });
  expect(wrong).toEqual([]);
});
