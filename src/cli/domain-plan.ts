import { collectDomain } from "../collect/domain/collect-domain.ts";
import { type DomainGiven, type DomainTables, domainQuestion } from "../collect/domain/question.ts";
import { type Recording, recorded } from "../collect/recording.ts";
import type { Document } from "../model/document.ts";
import type { RepairProposal } from "../model/domain/repair.ts";
import type { SnippetFormat } from "../model/formats.ts";
import { ok, type Result } from "../model/result.ts";
import type { Servers } from "../model/servers.ts";
import { openServers, openWorld, type World } from "../platform/dns-source.ts";
import { InFlight } from "../platform/in-flight.ts";
import { type RepairCase, repairDomain } from "../platform/repair-domain.ts";
import { shippedDomainTables } from "../platform/rule-book.ts";

/** What is asked about every domain of a run, as plain data, so that it can be sent to a worker: its source by name. */
export interface DomainPlan extends DomainGiven {
  readonly dns: string;
  readonly servers: readonly string[];
  /** A zone file whose records are taken for published. */
  readonly overlay: string | undefined;
  /** Whether every answer is noted. */
  readonly isRecorded: boolean;
  /** Whether the servers of the zone are asked one by one, and the resolvers held against them. */
  readonly isCompared: boolean;
  /** The kind of DNS hosting that a repair is written for; undefined where none is asked for. */
  readonly fix: SnippetFormat | undefined;
}

/** What the domains of a thread are asked with. */
interface Tools extends World {
  readonly tables: DomainTables;
  readonly servers: Servers | undefined;
  readonly recording: () => Recording;
}

/** Domains of a thread that are asked about at the same time. */
const inFlight = new InFlight({ least: 25, most: 200 });

let opened: Promise<Result<Tools>> | undefined;

/** A domain's records as a document; the source of answers is opened once in a thread. */
export async function domainDocument(domain: string, plan: DomainPlan): Promise<Result<Document>> {
  const tools = await toolsFor(plan);
  if (!tools.ok) return tools;
  const { dns, policies, servers, tables, zone } = tools.value;
  const question = domainQuestion(domain, plan, tables, zone);
  return ok(await inFlight.run(() => collectDomain(question, dns, policies, servers)));
}

/** What would mend a domain, where the plan asks for that: `judge` says what is found wrong with it. */
export async function domainRepair(
  domain: string,
  plan: DomainPlan,
  judge: RepairCase["judge"],
): Promise<RepairProposal | undefined> {
  const tools = await toolsFor(plan);
  if (!tools.ok || plan.fix === undefined) return undefined;
  const { dns, policies, tables, zone } = tools.value;
  const question = domainQuestion(domain, plan, tables, zone);
  return { repair: await repairDomain({ question, dns, policies, judge }), format: plan.fix };
}

/** Opens what a plan names, so that a problem with it is told before anything is judged. */
export function toolsFor(plan: DomainPlan): Promise<Result<Tools>> {
  opened ??= open(plan);
  return opened;
}

async function open({ dns: source, servers, overlay, isRecorded, isCompared }: DomainPlan): Promise<Result<Tools>> {
  const tables = await shippedDomainTables();
  if (!tables.ok) return tables;
  const world = await openWorld(source, { servers, ...(overlay !== undefined && { overlay }) });
  if (!world.ok) return world;
  const { dns, policies, zone } = world.value;
  const noted = isRecorded ? recorded(dns, policies) : { dns, policies, recording: () => nothing };
  const compared = isCompared ? await openServers(servers) : ok(undefined);
  if (!compared.ok) return compared;
  return ok({ ...noted, zone, servers: compared.value, tables: tables.value });
}

const nothing: Recording = { version: 1, answers: [] };
