import { VARIABLE_MARK } from "../model/body.ts";
import type { Document, DocumentKind } from "../model/document.ts";
import type { Finding, Verdict } from "../model/finding.ts";
import type { MailType, TypeOrigin } from "../model/mail-type.ts";
import type { BodyMeasures, Deduction, Measures, Report } from "../model/report.ts";
import type { Problem } from "../model/result.ts";
import type { Axis } from "../model/rule.ts";

/** What a report says beside its verdicts. */
export interface Setting {
  readonly profile: string;
  readonly type: MailType;
  readonly typeFrom: TypeOrigin;
}

/** Adds verdicts up into a report. */
export function summarize(document: Document, verdicts: readonly Verdict[], setting: Setting): Report {
  const broken = verdicts.filter((verdict) => verdict.outcome === "broken");
  const deductions = broken.map(({ ruleId, axis, points }): Deduction => ({ ruleId, axis, points }));
  const findings = broken.flatMap((verdict) => verdict.findings).sort(byPlace);
  const unjudged = verdicts.filter((verdict) => verdict.outcome === "unjudged");
  return {
    version: 1,
    file: document.name,
    kind: document.kind,
    ...setting,
    verdict: findings.some(({ severity }) => severity === "error") ? "unfit" : "fit",
    score: scoreOf(verdicts, deductions),
    axes: axisScores(verdicts, deductions),
    deductions: deductions.filter(({ points }) => points > 0),
    findings,
    unjudged: unjudged.map(({ ruleId, because }) => ({ ruleId, because })),
    measures: measuresOf(document),
    ...(document.parts.expected && { expected: document.parts.expected }),
    ...(document.parts.senders && { senders: document.parts.senders }),
    ...(document.parts.connections && { connections: document.parts.connections }),
    ...(document.parts.propagation && { propagation: document.parts.propagation }),
    faults: unjudged.flatMap(({ ruleId, fault }) => (fault === undefined ? [] : [`${ruleId}: ${fault}`])),
  };
}

/** The report of an input that could not be read as mail. */
export function rejectedReport(name: string, setting: Setting, error: Problem, kind: DocumentKind = "template"): Report {
  return {
    version: 1,
    file: name,
    kind,
    ...setting,
    verdict: "unjudged",
    score: null,
    axes: noScores,
    deductions: [],
    findings: [],
    unjudged: [],
    measures: undefined,
    error,
    faults: [],
  };
}

function axisScores(verdicts: readonly Verdict[], deductions: readonly Deduction[]): Report["axes"] {
  const scores: Record<Axis, number | null> = { ...noScores };
  for (const { axis, outcome } of verdicts) if (outcome !== "unjudged") scores[axis] = SCORE_MAX;
  for (const { axis, points } of deductions) scores[axis] = Math.max(0, (scores[axis] ?? SCORE_MAX) - points);
  return scores;
}

const SCORE_MAX = 100;
const noScores: Report["axes"] = { policy: null, content: null, rendering: null, accessibility: null, authentication: null };

/** 100 minus what was taken off; null when no rule could be judged. */
function scoreOf(verdicts: readonly Verdict[], deductions: readonly Deduction[]): number | null {
  if (verdicts.every(({ outcome }) => outcome === "unjudged")) return null;
  let score = SCORE_MAX;
  for (const { points } of deductions) score -= points;
  return Math.max(0, score);
}

/** On the whole document first, then in the order of the sources; a rule's name settles what is left. */
function byPlace(a: Finding, b: Finding): number {
  const whole = { source: -1, start: -1 };
  const one = a.place ?? whole;
  const other = b.place ?? whole;
  const order = one.source - other.source || one.start - other.start;
  if (order !== 0 || a.ruleId === b.ruleId) return order;
  return a.ruleId < b.ruleId ? -1 : 1;
}

function measuresOf({ parts }: Document): Measures | undefined {
  const { content, size, subject } = parts;
  if (!size) return undefined;
  return {
    bodies: (content?.bodies ?? []).map(
      (body): BodyMeasures => ({
        part: body.part,
        words: body.words,
        variables: body.variables.filter(({ context }) => context === "text").length,
        images: body.images.filter(({ tracking }) => !tracking).length,
        links: body.links.length,
        fonts: body.fonts.length,
        colours: body.colours.length,
      }),
    ),
    subjectCharacters: subject ? Array.from(subject.text.replaceAll(VARIABLE_MARK, "")).length : null,
    sizeBytes: size.bytes,
  };
}
