import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { DomainTables } from "../collect/domain/question.ts";
import { restoreTables } from "../engine/tables.ts";
import type { Result } from "../model/result.ts";
import { ok } from "../model/result.ts";
import type { RuleDefinition } from "../model/rule.ts";
import type { RuleBook } from "../model/rule-book.ts";

/** Beside the built code the rules are one JSON file; in a checkout they are the YAML files it is made from. */
const COMPILED = new URL("../rules.json", import.meta.url);
const LISTS = new URL("../lexicons/", import.meta.url);
const WRITTEN = new URL("../../rules/", import.meta.url);

let known: Promise<Result<RuleBook>> | undefined;

/** The rules this version ships with, read at the first call. */
export function shippedRuleBook(): Promise<Result<RuleBook>> {
  known ??= readShipped();
  return known;
}

/** What the shipped tables say of what to ask about domains; one that does not fit is a fault of ours. */
export async function shippedDomainTables(): Promise<Result<DomainTables>> {
  const book = await shippedRuleBook();
  if (!book.ok) return book;
  // Who judges mails should not wait for what reads the records of domains.
  const { domainTables } = await import("../collect/domain/question.ts");
  const tables = domainTables(book.value.tables);
  if (!tables) throw new Error("a table for domains does not fit");
  return ok(tables);
}

/** A rule book with a user's own rules; one of the same id stands in for the shipped one. */
export function withOwnRules(book: RuleBook, own: readonly RuleDefinition[]): RuleBook {
  const replaced = new Set(own.map(({ id }) => id));
  return { ...book, rules: [...book.rules.filter(({ id }) => !replaced.has(id)), ...own] };
}

async function readShipped(): Promise<Result<RuleBook>> {
  if (existsSync(COMPILED)) return ok(compiledRuleBook());
  const { readRuleBook } = await import("./rule-files.ts");
  return readRuleBook(fileURLToPath(WRITTEN));
}

/** Bundled code runs from `dist/chunks/`; the rules stand one folder up. */
function compiledRuleBook(): RuleBook {
  const { rules, profiles, tables } = JSON.parse(readFileSync(COMPILED, "utf8"));
  const fetch = (table: string, language: string) =>
    JSON.parse(readFileSync(new URL(`${table}.${language}.json`, LISTS), "utf8"));
  return { rules, profiles, tables: restoreTables(tables, fetch) };
}
