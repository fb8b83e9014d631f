import { collectDomain } from "../collect/domain/collect-domain.ts";
import type { Dns } from "../model/dns.ts";
import type { Document } from "../model/document.ts";
import type { DomainQuestion } from "../model/domain/question.ts";
import { ok, type Result } from "../model/result.ts";
import { openDns } from "../platform/dns-source.ts";

/** What is asked about every domain of a run, as plain data, so that it can be sent to a worker: its sources by name. */
export interface DomainPlan extends Omit<DomainQuestion, "domain"> {
  readonly dns: string;
}

let opened: Promise<Result<Dns>> | undefined;

/** A domain's records as a document; the source of answers is opened once in a thread. */
export async function domainDocument(domain: string, { dns: source, ...question }: DomainPlan): Promise<Result<Document>> {
  opened ??= openDns(source);
  const dns = await opened;
  return dns.ok ? ok(await collectDomain({ domain, ...question }, dns.value)) : dns;
}
