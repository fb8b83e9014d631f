import type { Finding } from "../model/finding.ts";
import type { Lang } from "../model/language.ts";
import type { Report } from "../model/report.ts";
import { printableJson } from "./escape.ts";
import { waiverText } from "./waivers.ts";

/** One report as one line of JSON, exactly as the contract lists its fields; the line feed is the caller's. */
export function renderNdjson(report: Report, lang: Lang): string {
  const { file, kind, profile, type, verdict, score, axes, unjudged, error } = report;
  const findings = report.findings.map((finding) => contractFinding(finding, lang));
  const failure = error && { error: { code: error.code, message: error.message[lang], hint: error.hint[lang] } };
  return printableJson({ file, kind, profile, type, verdict, score, axes, findings, unjudged, ...failure }, 0);
}

/** A finding with the contract's fields, its text in one language; they have none for a waiver, so the message says it. */
function contractFinding(finding: Finding, lang: Lang) {
  const { ruleId, severity, facts, span, part, clause } = finding;
  const waiver = waiverText(finding)?.[lang];
  const said = waiver === undefined ? "" : lang === "zh" ? `（${waiver}）` : ` (${waiver})`;
  return { ruleId, severity, message: `${finding.message[lang]}${said}`, facts, span, part, clause };
}
