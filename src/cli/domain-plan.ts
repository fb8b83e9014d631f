import { collectDomain } from "../collect/domain/collect-domain.ts";
import { type DomainGiven, type DomainTables, domainQuestion } from "../collect/domain/question.ts";
import type { Dns } from "../model/dns.ts";
import type { Document } from "../model/document.ts";
import { ok, type Result } from "../model/result.ts";
import { openDns } from "../platform/dns-source.ts";
import { shippedDomainTables } from "../platform/rule-book.ts";

/** What is asked about every domain of a run, as plain data, so that it can be sent to a worker: its source by name. */
export interface DomainPlan extends DomainGiven {
  readonly dns: string;
}

/** What the domains of a thread are asked with. */
interface Tools {
  readonly dns: Dns;
  readonly tables: DomainTables;
}

let opened: Promise<Result<Tools>> | undefined;

/** A domain's records as a document; the source of answers is opened once in a thread. */
export async function domainDocument(domain: string, plan: DomainPlan): Promise<Result<Document>> {
  opened ??= toolsFor(plan);
  const tools = await opened;
  if (!tools.ok) return tools;
  const { dns, tables } = tools.value;
  return ok(await collectDomain(domainQuestion(domain, plan, tables, undefined), dns));
}

async function toolsFor(plan: DomainPlan): Promise<Result<Tools>> {
  const tables = await shippedDomainTables();
  if (!tables.ok) return tables;
  const dns = await openDns(plan.dns);
  return dns.ok ? ok({ dns: dns.value, tables: tables.value }) : dns;
}
