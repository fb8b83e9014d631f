import type { Finding } from "../model/finding.ts";
import type { Lang } from "../model/language.ts";
import type { Report } from "../model/report.ts";
import { printableJson } from "./escape.ts";
import { jsonExpected } from "./expected.ts";
import { jsonConnections, jsonSenders } from "./json-senders.ts";
import { jsonPropagation } from "./propagation.ts";
import { jsonRepair } from "./repair.ts";

/** One report as indented JSON with everything in it: why, fix, deductions and measures besides the contract's fields. */
export function renderJson(report: Report, lang: Lang): string {
  return printableJson(jsonReport(report, lang), 2);
}

/** The object that the published schema describes (`docs/schema/report.json`). */
export function jsonReport(report: Report, lang: Lang): object {
  const { version, file, kind, profile, type, typeFrom, verdict, score, axes, deductions, unjudged, measures, error } = report;
  const findings = report.findings.map((finding) => jsonFinding(finding, lang));
  const requirements = report.requirements?.verdicts;
  const expected = report.expected && jsonExpected(report.expected, lang);
  const repair = report.repair && jsonRepair(report.repair, lang);
  const failure = error && { error: { code: error.code, message: error.message[lang], hint: error.hint[lang] } };
  return {
    version,
    file,
    kind,
    profile,
    type,
    typeFrom,
    verdict,
    score,
    axes,
    deductions,
    findings,
    unjudged,
    measures,
    requirements,
    expected,
    senders: report.senders && jsonSenders(report.senders),
    connections: report.connections && jsonConnections(report.connections),
    propagation: report.propagation && jsonPropagation(report.propagation),
    repair,
    ...failure,
  };
}

function jsonFinding(finding: Finding, lang: Lang): object {
  const { ruleId, severity, message, why, fix, facts, span, decoded, part, clause, waived, waiverExpired } = finding;
  return {
    ruleId,
    severity,
    message: message[lang],
    why: why[lang],
    fix: fix[lang],
    facts,
    span,
    decoded,
    part,
    clause,
    waived,
    waiverExpired,
  };
}
