import * as v from "valibot";
import type { BlockList } from "../../model/domain/block-list.ts";
import type { KnownSelector } from "../../model/domain/dkim.ts";
import type { DomainQuestion } from "../../model/domain/question.ts";
import type { Zone } from "../../model/zone.ts";
import { blockListTable } from "./block-lists.ts";
import { readKnownSelectors } from "./dkim-selectors.ts";

/** What the tables of a rule book say of what to ask. */
export interface DomainTables {
  readonly knownSelectors: readonly KnownSelector[];
  readonly blockLists: readonly BlockList[];
}

/** The tables of a rule book; undefined where one of them does not fit. */
export function domainTables(tables: Readonly<Record<string, unknown>>): DomainTables | undefined {
  const knownSelectors = readKnownSelectors(tables["dkim-selectors"]);
  const lists = v.safeParse(blockListTable, tables["dnsbls"]);
  return knownSelectors && lists.success ? { knownSelectors, blockLists: lists.output.lists } : undefined;
}

/** What an owner says of domains, as plain data. */
export interface DomainGiven {
  readonly selectors?: readonly string[] | undefined;
  readonly ips?: readonly string[] | undefined;
  readonly helo?: string | undefined;
  /** Block lists to ask, by zone; all of them where sending addresses are given, else none. */
  readonly lists?: readonly string[] | undefined;
  readonly nowMs: number;
}

/** What to ask about a domain, all told. */
export function domainQuestion(
  domain: string,
  given: DomainGiven,
  { knownSelectors, blockLists }: DomainTables,
  zone: Zone | undefined,
): DomainQuestion {
  const { selectors = [], ips = [], helo, nowMs } = given;
  const { lists = ips.length > 0 ? blockLists.map((list) => list.zone) : [] } = given;
  const asked = blockLists.filter((list) => lists.includes(list.zone));
  return { domain, selectors, knownSelectors, ips, helo, lists: asked, zone, nowMs };
}
