import type { DmarcStandard, FlipSubject } from "../model/difference.ts";
import type { Document, Gap } from "../model/document.ts";
import type { Connection } from "../model/domain/connections.ts";
import type { DmarcDiscovery } from "../model/domain/dmarc.ts";
import type { SenderRow } from "../model/domain/senders.ts";
import type { Verdict } from "../model/finding.ts";
import { type Severity, severities } from "../model/rule.ts";
import type { SpfEvaluation } from "../model/spf-evaluation.ts";

/** A domain as one source of answers has it, judged. */
export interface JudgedDomain {
  readonly document: Document;
  readonly verdicts: readonly Verdict[];
}

/** One thing that was concluded of a domain. */
export interface Observation {
  readonly subject: FlipSubject;
  /** `unjudged` where nobody knows. */
  readonly state: string;
  readonly severity: Severity | undefined;
  /** A rule that is not judged because the DNS did not answer, or because it is about zone files and there is none. */
  readonly isUnasked?: boolean;
}

const standards: readonly DmarcStandard[] = ["rfc9989", "rfc7489"];

/** All that was concluded of a domain: verdicts of rules, the policy, and what becomes of senders and connections. */
export function observationsOf({ document, verdicts }: JudgedDomain): readonly Observation[] {
  const { dmarc, senders, connections } = document.parts;
  return [
    ...verdicts.map(ofRule),
    ...standards.map((standard) => seen({ kind: "policy", standard }, policyState(dmarc?.[fields[standard]]))),
    ...(senders?.rows ?? []).flatMap(ofSender),
    ...(connections?.connections ?? []).flatMap(ofConnection),
  ];
}

const fields = { rfc9989: "byTree", rfc7489: "bySuffix" } as const;

function seen(subject: FlipSubject, state: string): Observation {
  return { subject, state, severity: undefined };
}

/** Rules about zone files are named so, but for those about the name servers of a zone: other sources of answers have none. */
const aboutZoneFiles = /^dns\/zone-(?!name-server-)/;

function ofRule(verdict: Verdict): Observation {
  const { ruleId, outcome } = verdict;
  const found = verdict.outcome === "broken" ? verdict.findings.map(({ severity }) => severity) : [];
  const isUnasked = verdict.outcome === "unjudged" && (verdict.because === "lookup-failed" || aboutZoneFiles.test(ruleId));
  const severity = severities.find((each) => found.includes(each));
  return { subject: { kind: "rule", ruleId }, state: outcome, severity, isUnasked };
}

function policyState(found: DmarcDiscovery | undefined): string {
  return found ? (found.policy ?? "absent") : "unjudged";
}

function ofSender({ sender: { name: sender }, spf, dkim, dmarc, cells }: SenderRow): readonly Observation[] {
  return [
    seen({ kind: "spf", sender, ip: "" }, spfState(spf.result)),
    ...spf.checks.map(({ ip, evaluation }) => seen({ kind: "spf", sender, ip }, spfState(evaluation.result))),
    seen({ kind: "dkim", sender }, dkim.state === "lookup-failed" ? "unjudged" : dkim.state),
    ...standards.map((standard) => {
      const verdict = dmarc[standard];
      return seen({ kind: "dmarc", sender, standard }, typeof verdict === "string" ? "unjudged" : verdict.disposition);
    }),
    ...cells.map(({ provider, requirement, outcome }) => seen({ kind: "cell", sender, provider, requirement }, outcome)),
  ];
}

function ofConnection({ ip, spf, heloSpf }: Connection): readonly Observation[] {
  const helo = typeof heloSpf === "string" ? "unjudged" : spfState(heloSpf.result);
  return [
    seen({ kind: "connection", ip, identity: "mail-from" }, spfState(spf.result)),
    seen({ kind: "connection", ip, identity: "helo" }, helo),
  ];
}

function spfState(result: SpfEvaluation["result"] | Gap): string {
  return result === "temperror" || result === "lookup-failed" || result === "address-not-given" ? "unjudged" : result;
}
