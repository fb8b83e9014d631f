import type { Finding } from "../model/finding.ts";
import type { Lang } from "../model/language.ts";
import type { Report } from "../model/report.ts";
import { printableJson } from "./escape.ts";

/** One report as one line of JSON, exactly as the contract lists its fields; the line feed is the caller's. */
export function renderNdjson(report: Report, lang: Lang): string {
  const { file, kind, profile, type, verdict, score, axes, unjudged, error } = report;
  const findings = report.findings.map((finding) => contractFinding(finding, lang));
  const failure = error && { error: { code: error.code, message: error.message[lang], hint: error.hint[lang] } };
  return printableJson({ file, kind, profile, type, verdict, score, axes, findings, unjudged, ...failure }, 0);
}

/** A finding with the contract's fields, its text in one language. */
function contractFinding({ ruleId, severity, message, facts, span, part, clause }: Finding, lang: Lang) {
  return { ruleId, severity, message: message[lang], facts, span, part, clause };
}
