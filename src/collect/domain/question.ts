import * as v from "valibot";
import type { BlockList } from "../../model/domain/block-list.ts";
import type { KnownSelector } from "../../model/domain/dkim.ts";
import type { Esp, MailHost } from "../../model/domain/esp.ts";
import type { DomainQuestion } from "../../model/domain/question.ts";
import type { Sender } from "../../model/domain/sender.ts";
import type { ServerCertificates } from "../../model/domain/tlsa.ts";
import type { RequirementTable } from "../../model/requirement.ts";
import type { Zone } from "../../model/zone.ts";
import { readPasted } from "../../parse/records/pasted.ts";
import { requirementTable } from "../../parse/requirement-table.ts";
import { organisationOf } from "../../parse/text/organisation.ts";
import { readBlockLists } from "./block-lists.ts";
import { readKnownSelectors } from "./dkim-selectors.ts";
import { readEsps, readMailHosts, selectorsAskedFor } from "./esps.ts";

/** What the tables of a rule book say of what to ask. */
export interface DomainTables {
  readonly knownSelectors: readonly KnownSelector[];
  readonly blockLists: readonly BlockList[];
  readonly esps: readonly Esp[];
  readonly mailHosts: readonly MailHost[];
  readonly requirements: RequirementTable;
}

/** The tables of a rule book; undefined where one of them does not fit. */
export function domainTables(tables: Readonly<Record<string, unknown>>): DomainTables | undefined {
  const knownSelectors = readKnownSelectors(tables["dkim-selectors"]);
  const blockLists = readBlockLists(tables["dnsbls"]);
  const esps = readEsps(tables["esps"]);
  const mailHosts = readMailHosts(tables["mail-hosts"]);
  const requirements = v.safeParse(requirementTable, tables["bulk-requirements"]);
  if (!knownSelectors || !blockLists || !esps || !mailHosts || !requirements.success) return undefined;
  return { knownSelectors, blockLists, esps, mailHosts, requirements: requirements.output };
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
  /** Ids of the providers that mail is sent through. */
  readonly esps?: readonly string[] | undefined;
  /** An answer of a provider's API that says which records it expects. */
  readonly pasted?: unknown;
  /** The certificate for it, in PEM. */
  readonly markCertificate?: string | undefined;
  readonly certificates?: readonly ServerCertificates[] | undefined;
  readonly nowMs: number;
}

/** What to ask about a domain, all told. */
export function domainQuestion(domain: string, given: DomainGiven, tables: DomainTables, zone: Zone | undefined): DomainQuestion {
  const { blockLists, esps: catalogue, ...kept } = tables;
  const { ips = [], helo, mailFrom, senders = [], certificates = [], logo, markCertificate, nowMs } = given;
  const { lists: asked = ips.length > 0 ? blockLists.map((list) => list.zone) : [] } = given;
  const esps = catalogue.filter(({ id }) => given.esps?.includes(id));
  const senderEsps = catalogue.filter(({ id }) => senders.some(({ provider }) => provider === id));
  const pasted = (readPasted(given.pasted, organisationOf(domain)) ?? []).filter(({ name }) => isAtOrBelow(name, domain));
  const own = senders.flatMap(({ signing }) => (signing?.domain === domain ? [signing.selector] : []));
  const selectors = [...new Set([...(given.selectors ?? []), ...own, ...selectorsAskedFor(esps, pasted)])];
  const lists = blockLists.filter((list) => asked.includes(list.zone));
  const handedIn = { certificates, logo, markCertificate, zone };
  const sending = { ips, helo, mailFrom, senders, senderEsps, esps, pasted };
  return { ...kept, ...handedIn, ...sending, domain, selectors, lists, nowMs };
}

function isAtOrBelow(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}
