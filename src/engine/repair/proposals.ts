import type { Document } from "../../model/document.ts";
import type { RecordChange } from "../../model/domain/repair.ts";
import type { Finding } from "../../model/finding.ts";
import { limits } from "../../model/limits.ts";
import { textOf } from "../../model/record-value.ts";
import { isAtOrBelow } from "../../parse/zone/names.ts";
import { byExpectedValue, byMxHost, byMxRecord, byPtrAddress, byTlsaUsage } from "./mail-menders.ts";
import { type Mending, mendingOf, type Proposal } from "./mending.ts";
import { byOptimising } from "./optimising.ts";
import { byMoving, byRemoving, byUndoubling } from "./place-menders.ts";
import { byDmarcRecord, byMtaStsRecord, byTlsRptRecord, losesReports } from "./policy-menders.ts";
import { byRelaxing, bySender } from "./sender-menders.ts";
import { bansAllSenders, byExpectedSpf, byMerging, bySpfEnd, bySpfRecord, bySplitting, byUnlinking } from "./spf-menders.ts";
import { byDropping, byRepaired, bySuggestion } from "./text-menders.ts";

type Mender = (mending: Mending) => readonly Proposal[];

/** Ways of mending, those first that change least. */
const menders: readonly Mender[] = [
  byRepaired,
  bySuggestion,
  byMerging,
  byExpectedSpf,
  byMoving,
  byUndoubling,
  byMxHost,
  bySpfEnd,
  bySender,
  byRelaxing,
  byDmarcRecord,
  byExpectedValue,
  byPtrAddress,
  byTlsaUsage,
  byRemoving,
  byDropping,
  byUnlinking,
  byOptimising,
  bySplitting,
  bySpfRecord,
  byMxRecord,
  byTlsRptRecord,
  byMtaStsRecord,
];

/** Those that look at the rule and the record alone: to each finding of one rule in one record they say the same. */
const wholeMenders: ReadonlySet<Mender> = new Set([byExpectedSpf, byUnlinking, byOptimising, bySplitting]);

/** What may mend the errors and warnings of a domain, in its own zone, each proposal once; judging says which do. */
export function proposalsFor(findings: readonly Finding[], document: Document, nowMs: number): readonly Proposal[] {
  const proposals = new Map<string, Proposal>();
  const asked = new Set<string>();
  for (const finding of findings)
    for (const proposal of proposalsOf(mendingOf(finding, document, nowMs), asked)) {
      const key = proposal.map(keyOf).join("\n");
      if (!proposals.has(key)) proposals.set(key, proposal);
    }
  return [...proposals.values()].slice(0, limits.proposalsMax);
}

/** Rules that can be mended only so that nobody may send any more, where somebody was meant to. */
export function barredRules(findings: readonly Finding[], document: Document, nowMs: number): ReadonlySet<string> {
  const asked = new Set<string>();
  const barred = findings.filter((finding) => everyProposal(mendingOf(finding, document, nowMs), asked).some(bansAllSenders));
  return new Set(barred.map(({ ruleId }) => ruleId));
}

/** Without those that take away what the owner has: everybody who may send, or who gets reports of a sound record. */
function proposalsOf(mending: Mending, asked: Set<string>): readonly Proposal[] {
  const isAboutReports = /^dns\/dmarc-(?:destination-|uri)/.test(mending.finding.ruleId);
  return everyProposal(mending, asked).filter(
    (proposal) => !bansAllSenders(proposal) && (isAboutReports || !losesReports(proposal)),
  );
}

/** All proposals; of those by the rule and the record alone, what the same question was not answered with before. */
function everyProposal(mending: Mending, asked: Set<string>): readonly Proposal[] {
  const question = `${mending.finding.ruleId} ${mending.finding.place?.source ?? ""}`;
  const isAsked = asked.has(question);
  asked.add(question);
  return menders
    .filter((mender) => !isAsked || !wholeMenders.has(mender))
    .flatMap((mender) => mender(mending).slice(0, limits.proposalsPerMenderMax))
    .filter((proposal) => proposal.length > 0 && proposal.every(({ name }) => isAtOrBelow(name, mending.zone)));
}

/** A change as a text that tells it from any other. */
export function keyOf({ action, name, type, value }: RecordChange): string {
  return `${action} ${name} ${type} ${textOf(value)}`;
}
