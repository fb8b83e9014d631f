import type { DocumentKind, Source } from "../model/document.ts";
import type { Finding } from "../model/finding.ts";
import type { Lang } from "../model/language.ts";
import type { Span } from "../model/place.ts";
import type { Report } from "../model/report.ts";
import type { Problem } from "../model/result.ts";
import { printable } from "./escape.ts";
import { expectedLines } from "./expected.ts";
import { codeFrame } from "./frame.ts";
import { propagationLines } from "./propagation.ts";
import { repairLines } from "./repair.ts";
import { requirementLines } from "./requirements.ts";
import { senderLines } from "./senders.ts";
import { shownRecord } from "./shown-record.ts";
import { connectionLines } from "./spf-trace.ts";
import type { Style } from "./style.ts";
import { waiverText } from "./waivers.ts";
import { gapTexts, labels, originTexts, severityTexts, typeTexts, verdictTexts } from "./words.ts";

/** How a report is said. */
export interface Saying {
  readonly lang: Lang;
  readonly style: Style;
}

/** A report for people: what was found, where, why it matters, what to do, and how the score adds up. */
export function renderPretty(report: Report, sources: readonly Source[], saying: Saying): string {
  const lines = [heading(report, saying)];
  if (report.error) lines.push("", ...problemLines(report.error, saying));
  const explained = new Set<string>();
  for (const finding of report.findings) {
    lines.push("", ...findingLines(finding, report.kind, sources, explained.has(finding.ruleId), saying));
    explained.add(finding.ruleId);
  }
  if (report.requirements) lines.push("", ...requirementLines(report.requirements, saying.lang, saying.style));
  if (report.expected) lines.push("", ...expectedLines(report.expected, saying.lang, saying.style));
  if (report.senders) lines.push("", ...senderLines(report.senders, saying));
  for (const connection of report.connections?.connections ?? []) lines.push("", ...connectionLines(connection, saying));
  if (report.propagation) lines.push("", ...propagationLines(report.propagation, saying));
  if (report.repair) lines.push("", ...repairLines(report.repair, saying.lang, saying.style));
  const sum = sumLine(report, saying);
  if (sum !== undefined) lines.push("", sum);
  lines.push(...unjudgedLines(report, saying), ...report.faults.map((fault) => saying.style.error(printable(fault))));
  return `${lines.join("\n")}\n`;
}

/** A problem for people; the place stands before it where there is one. */
export function problemLines({ message, hint, file, at }: Problem, { lang, style }: Saying): readonly string[] {
  const place = file === undefined ? "" : `${printable(file)}${at ? `:${at.line}:${at.column}` : ""} `;
  return [
    `${place}${style.error(severityTexts.error[lang])} ${printable(message[lang])}`,
    `  ${labels.hint[lang]}  ${printable(hint[lang])}`,
  ];
}

function heading({ file, kind, verdict, score, type, typeFrom, profile }: Report, { lang, style }: Saying): string {
  const paint = verdict === "fit" ? style.good : style.error;
  const scored = score === null ? "" : ` · ${labels.score[lang]} ${score}${labels.of100[lang]}`;
  const typed = kind === "domain" ? "" : ` · ${typeTexts[type][lang]} (${originTexts[typeFrom][lang]})`;
  const by = verdict === "unjudged" ? "" : `${typed} · ${printable(profile)}`;
  return `${style.strong(printable(file))}  ${paint(verdictTexts[verdict][lang])}${scored}${by}`;
}

function findingLines(
  finding: Finding,
  kind: DocumentKind,
  sources: readonly Source[],
  isExplained: boolean,
  { lang, style }: Saying,
): readonly string[] {
  const { severity, ruleId, clause, span, decoded, place } = finding;
  const where = decoded ? placeInPart(finding, lang) : placeInFile(finding, kind, lang);
  const cited = clause === undefined ? "" : style.faint(` (${labels.clause[lang]} ${clause})`);
  const text = place && sources[place.source]?.text;
  const waiver = waiverText(finding)?.[lang];
  return [
    `${style[severity](severityTexts[severity][lang])} ${ruleId}${cited}${where === "" ? "" : `  ${where}`}`,
    `  ${style.strong(printable(finding.message[lang]))}`,
    ...(waiver === undefined ? [] : [`  ${printable(waiver)}`]),
    ...(span && text !== undefined ? frameLines(text, decoded ?? span, kind, style) : []),
    ...(isExplained
      ? []
      : [
          `  ${style.faint(labels.why[lang])}  ${printable(finding.why[lang])}`,
          `  ${style.faint(labels.fix[lang])}  ${printable(finding.fix[lang])}`,
        ]),
  ];
}

/** The texts of a domain are records, which hold bytes. */
function frameLines(text: string, span: Span, kind: DocumentKind, style: Style): readonly string[] {
  const shown = kind === "domain" ? shownRecord(text, span) : { text, span };
  return codeFrame(shown.text, shown.span, style).map((line) => `  ${line}`);
}

/** A part of a message is a number, which says nothing by itself; one of a bundle is a name. */
function placeInFile({ part = "", span }: Finding, kind: DocumentKind, lang: Lang): string {
  const named = part !== "" && kind === "message" ? `${labels.part[lang]} ${printable(part)}` : printable(part);
  return [named, span ? `${span.start.line}:${span.start.column}` : ""].filter((each) => each !== "").join(" ");
}

/** What was decoded is shown as decoded, and said where it stands in the file. */
function placeInPart({ part = "", decoded, span }: Finding, lang: Lang): string {
  if (!decoded || !span) return printable(part);
  const { line, column } = decoded.start;
  const from = `${span.start.line}:${span.start.column}, ${bytesIn(span, lang)}`;
  return `${labels.part[lang]} ${printable(part)} ${line}:${column}  ${labels.inFile[lang]} ${from}`;
}

/** An empty place is the byte it stands before. */
function bytesIn({ start, end }: Span, lang: Lang): string {
  if (start.offset === end.offset) return `${labels.byte[lang]} ${start.offset}`;
  return `${labels.bytes[lang]} ${start.offset}–${end.offset}`;
}

/** The score as a sum that can be done by hand. */
function sumLine({ score, deductions, verdict }: Report, { lang, style }: Saying): string | undefined {
  if (score === null || verdict === "unjudged") return undefined;
  const parts = deductions.map(({ ruleId, points }) => ` − ${points} ${ruleId}`).join("");
  return style.faint(`${labels.score[lang]} ${score} = 100${parts}`);
}

/** What could not be judged, by reason. */
function unjudgedLines({ unjudged, kind }: Report, { lang, style }: Saying): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { ruleId, because } of unjudged) {
    const reason = gapTexts[because][lang];
    byReason.set(reason, [...(byReason.get(reason) ?? []), ruleId]);
  }
  return [...byReason].map(([reason, ids]) =>
    style.faint(`${labels.notJudged[lang]} (${reason}): ${(kind === "domain" ? shortened(ids) : ids).join(", ")}`),
  );
}

/** Rules of a domain named one by one; more than these are counted by the thing they are about, and other formats have all. */
const UNJUDGED_NAMED = 5;

/** `dns/mx-* (6)` stands for six rules of `dns/` about MX; a thing with one rule is told by its rule. */
function shortened(ids: readonly string[]): readonly string[] {
  if (ids.length <= UNJUDGED_NAMED) return ids;
  const byThing = new Map<string, string[]>();
  for (const id of ids) {
    const thing = /^[^/]*\/[^-]*/.exec(id)?.[0] ?? id;
    byThing.set(thing, [...(byThing.get(thing) ?? []), id]);
  }
  return [...byThing].flatMap(([thing, own]) => (own.length === 1 ? own : [`${thing}-* (${own.length})`]));
}
