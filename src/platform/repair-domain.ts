import { collectDomain } from "../collect/domain/collect-domain.ts";
import { editedDns, TTL_SECONDS } from "../collect/domain/edited-dns.ts";
import { editedZone } from "../collect/domain/edited-zone.ts";
import { rememberedDns, rememberedPolicies } from "../collect/remembered.ts";
import { foldChanges, type RecordSet } from "../engine/repair/fold.ts";
import { findRepair, type Judged, type Trial } from "../engine/repair/repair.ts";
import type { Dns } from "../model/dns.ts";
import type { Document } from "../model/document.ts";
import type { DomainQuestion } from "../model/domain/question.ts";
import type { RecordChange, Repair } from "../model/domain/repair.ts";
import type { Finding } from "../model/finding.ts";
import type { Policies } from "../model/policy.ts";
import { organisationOf } from "../parse/text/organisation.ts";

/** A domain, whom to ask about it, and what it is judged by. */
export interface RepairCase {
  readonly question: DomainQuestion;
  readonly dns: Dns;
  readonly policies: Policies;
  readonly judge: (document: Document) => readonly Finding[];
}

/** What to change in a domain's records so that it would be judged best, proven on the answers there are. */
export async function repairDomain({ question, dns, policies, judge }: RepairCase): Promise<Repair> {
  const known = rememberedDns(dns);
  const fetched = rememberedPolicies(policies);
  const trial: Trial = async (changes): Promise<Judged> => {
    const zone = question.zone && editedZone(question.zone, changes);
    const document = await collectDomain({ ...question, zone }, editedDns(known, changes), fetched);
    return { document, findings: judge(document) };
  };
  const { changes, left } = await findRepair(await trial([]), trial, question.nowMs);
  const sets = await recordSets(known, changes);
  const edits = foldChanges(changes, ({ name, type }) => sets.get(`${name} ${type}`) ?? nothing);
  return { domain: question.domain, zone: organisationOf(question.domain), edits, left };
}

const nothing: RecordSet = { ttlSeconds: TTL_SECONDS, values: [] };

/** What is at the changed names now; what an alias leads to is not there. */
async function recordSets(dns: Dns, changes: readonly RecordChange[]): Promise<ReadonlyMap<string, RecordSet>> {
  const sets = new Map<string, RecordSet>();
  for (const { name, type } of changes) {
    const answer = await dns.lookup(name, type);
    if (answer.status !== "found" || (answer.aliases ?? []).length > 0) continue;
    const own = answer.records.filter((record) => record.type === type);
    const [first] = own;
    if (first)
      sets.set(`${name} ${type}`, { ttlSeconds: first.ttlSeconds || TTL_SECONDS, values: own.map(({ value }) => value) });
  }
  return sets;
}
