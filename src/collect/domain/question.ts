import * as v from "valibot";
import type { BlockList } from "../../model/domain/block-list.ts";
import type { KnownSelector } from "../../model/domain/dkim.ts";
import type { DomainQuestion } from "../../model/domain/question.ts";
import type { Sender, SenderProvider } from "../../model/domain/sender.ts";
import type { ServerCertificates } from "../../model/domain/tlsa.ts";
import type { RequirementTable } from "../../model/requirement.ts";
import type { Zone } from "../../model/zone.ts";
import { requirementTable } from "../../parse/requirement-table.ts";
import { readBlockLists } from "./block-lists.ts";
import { readKnownSelectors } from "./dkim-selectors.ts";
import { readProviders } from "./senders/providers.ts";

/** What the tables of a rule book say of what to ask. */
export interface DomainTables {
  readonly knownSelectors: readonly KnownSelector[];
  readonly blockLists: readonly BlockList[];
  readonly providers: readonly SenderProvider[];
  readonly requirements: RequirementTable;
}

/** The tables of a rule book; undefined where one of them does not fit. */
export function domainTables(tables: Readonly<Record<string, unknown>>): DomainTables | undefined {
  const knownSelectors = readKnownSelectors(tables["dkim-selectors"]);
  const blockLists = readBlockLists(tables["dnsbls"]);
  const requirements = v.safeParse(requirementTable, tables["bulk-requirements"]);
  if (!knownSelectors || !blockLists || !requirements.success) return undefined;
  return { knownSelectors, blockLists, providers: readProviders(tables["esps"]), requirements: requirements.output };
}

/** What an owner says of domains, as plain data. */
export interface DomainGiven {
  readonly selectors?: readonly string[] | undefined;
  readonly ips?: readonly string[] | undefined;
  readonly helo?: string | undefined;
  /** The envelope's sender of those addresses, `<>` as the empty string. */
  readonly mailFrom?: string | undefined;
  readonly senders?: readonly Sender[] | undefined;
  /** Block lists to ask, by zone; all of them where sending addresses are given, else none. */
  readonly lists?: readonly string[] | undefined;
  /** The text of the logo for BIMI. */
  readonly logo?: string | undefined;
  readonly certificates?: readonly ServerCertificates[] | undefined;
  readonly nowMs: number;
}

/** What to ask about a domain, all told. */
export function domainQuestion(
  domain: string,
  given: DomainGiven,
  { blockLists, ...tables }: DomainTables,
  zone: Zone | undefined,
): DomainQuestion {
  const { selectors = [], ips = [], helo, mailFrom, senders = [], certificates = [], logo, nowMs } = given;
  const { lists = ips.length > 0 ? blockLists.map((list) => list.zone) : [] } = given;
  const asked = blockLists.filter((list) => lists.includes(list.zone));
  const own = senders.flatMap(({ signing }) => (signing?.domain === domain ? [signing.selector] : []));
  const all = [...new Set([...selectors, ...own])];
  return { domain, selectors: all, ips, helo, mailFrom, senders, lists: asked, certificates, zone, logo, nowMs, ...tables };
}
