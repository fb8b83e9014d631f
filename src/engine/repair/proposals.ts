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

/** Ways of mending, those first that change least. */
const menders: readonly ((mending: Mending) => readonly Proposal[])[] = [
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

/** What may mend the errors and warnings of a domain, in its own zone, each proposal once; judging says which do. */
export function proposalsFor(findings: readonly Finding[], document: Document, nowMs: number): readonly Proposal[] {
  const proposals = new Map<string, Proposal>();
  for (const finding of findings)
    for (const proposal of proposalsOf(mendingOf(finding, document, nowMs))) {
      const key = proposal.map(keyOf).join("\n");
      if (!proposals.has(key)) proposals.set(key, proposal);
    }
  return [...proposals.values()].slice(0, limits.proposalsMax);
}

/** Rules that can be mended only so that nobody may send any more, where somebody was meant to. */
export function barredRules(findings: readonly Finding[], document: Document, nowMs: number): ReadonlySet<string> {
  const barred = findings.filter((finding) => everyProposal(mendingOf(finding, document, nowMs)).some(bansAllSenders));
  return new Set(barred.map(({ ruleId }) => ruleId));
}

/** Without those that take away what the owner has: everybody who may send, or who gets reports of a sound record. */
function proposalsOf(mending: Mending): readonly Proposal[] {
  const isAboutReports = /^dns\/dmarc-(?:destination-|uri)/.test(mending.finding.ruleId);
  return everyProposal(mending).filter((proposal) => !bansAllSenders(proposal) && (isAboutReports || !losesReports(proposal)));
}

function everyProposal(mending: Mending): readonly Proposal[] {
  return menders
    .flatMap((mender) => mender(mending).slice(0, limits.proposalsPerMenderMax))
    .filter((proposal) => proposal.length > 0 && proposal.every(({ name }) => isAtOrBelow(name, mending.zone)));
}

/** A change as a text that tells it from any other. */
export function keyOf({ action, name, type, value }: RecordChange): string {
  return `${action} ${name} ${type} ${textOf(value)}`;
}
