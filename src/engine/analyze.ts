import type { Hit, Sight } from "../model/check.ts";
import type { Document, Gap, PartDecoding } from "../model/document.ts";
import type { Finding, Verdict } from "../model/finding.ts";
import { limits } from "../model/limits.ts";
import { lineStarts, spanOf } from "../model/lines.ts";
import type { MailType } from "../model/mail-type.ts";
import type { Range, Span } from "../model/place.ts";
import type { Rule } from "../model/rule.ts";
import { rawPlaces } from "../parse/message/raw-place.ts";
import { fillText } from "./fill.ts";

/** Judges a document by every rule, in the rules' order. A check that fails costs its own verdict and no other. */
export function analyze(document: Document, rules: readonly Rule[], type: MailType): readonly Verdict[] {
  const places = placesOf(document);
  return rules.map((rule) => verdictOf(document, rule, type, places));
}

/** Where a hit is: in the file, and in the text it was decoded to where that is another. */
interface Where {
  readonly span?: Span;
  readonly decoded?: Span;
  readonly part?: string;
}

type Places = (at: Hit["at"]) => Where;

function verdictOf(document: Document, rule: Rule, type: MailType, places: Places): Verdict {
  const { id: ruleId, axis } = rule.definition;
  const judged = { ruleId, axis };
  let sight: Sight | undefined;
  try {
    sight = rule.check.run(document.parts);
  } catch (fault) {
    return { ...judged, outcome: "unjudged", because: "check-failed", fault: String(fault) };
  }
  if (sight === undefined) return { ...judged, outcome: "unjudged", because: document.gaps[rule.check.part] ?? "not-in-input" };
  if (typeof sight === "string") return { ...judged, outcome: "unjudged", because: sight, ...faultBehind(sight, document) };
  if (sight.length === 0) return { ...judged, outcome: "kept" };
  return { ...judged, outcome: "broken", points: rule.points, findings: findingsOf(sight, rule, document, type, places) };
}

/** What a library threw while the document was read, where a check finds nothing for it. */
function faultBehind(gap: Gap, { parts }: Document): { readonly fault?: string } {
  const fault = gap === "check-failed" ? parts.authentication?.fault : undefined;
  return fault === undefined ? {} : { fault };
}

function findingsOf(hits: readonly Hit[], rule: Rule, document: Document, type: MailType, places: Places): readonly Finding[] {
  const shown = hits.slice(0, limits.findingsPerRuleMax);
  const findings = shown.map((hit) => toFinding(hit, rule, document, type, places));
  const more = hits.length - shown.length;
  return more === 0 ? findings : findings.map((finding, at) => (at === findings.length - 1 ? withMore(finding, more) : finding));
}

function toFinding(hit: Hit, { definition, severity }: Rule, document: Document, type: MailType, places: Places): Finding {
  const facts = { type, ...hit.facts };
  const say = (text: typeof definition.message) => fillText(text, facts, definition.labels);
  const { part = partOf(hit, document), ...where } = places(hit.at);
  return {
    ruleId: definition.id,
    severity,
    message: say(definition.message),
    why: say(definition.why),
    fix: say(definition.fix),
    facts: hit.facts,
    ...where,
    ...(hit.at && { place: hit.at }),
    ...(part !== undefined && { part }),
    ...(definition.clause !== undefined && { clause: definition.clause }),
  };
}

/** Which file, body or part a finding is in, where there are several to tell apart. */
function partOf({ at, part }: Hit, document: Document): string | undefined {
  const file = at && document.sources[at.source]?.file;
  if (file !== undefined && file !== "") return file;
  const { content, structure } = document.parts;
  return (content?.bodies.length ?? 0) > 1 || (structure?.parts.length ?? 0) > 1 ? part : undefined;
}

function withMore(finding: Finding, more: number): Finding {
  const { en, zh } = finding.message;
  return { ...finding, message: { en: `${en} (and ${more} more like it)`, zh: `${zh}（另有 ${more} 处同类问题）` } };
}

/** Turns offsets into lines and columns, decoded texts led back to the file; each source is gone through once, when first asked. */
function placesOf({ sources }: Document): Places {
  const starts = new Map<number, readonly number[]>();
  const spanIn = (source: number, range: Range): Span => {
    const text = sources[source]?.text ?? "";
    const known = starts.get(source) ?? lineStarts(text);
    starts.set(source, known);
    return spanOf(known, range, text);
  };
  const leads = new Map<PartDecoding, ReturnType<typeof rawPlaces>>();
  return (at) => {
    const source = at && sources[at.source];
    if (!at || !source) return {};
    const own = spanIn(at.source, at);
    const decoding = source.decodedFrom?.findLast((each) => each.at.start <= at.start);
    if (!decoding) return { span: own };
    const { start, end } = decoding.at;
    const lead = leads.get(decoding) ?? rawPlaces(sources[0]?.text ?? "", source.text.slice(start, end), decoding);
    leads.set(decoding, lead);
    const inPart = { start: at.start - start, end: Math.min(at.end, end) - start };
    return { span: spanIn(0, lead(inPart)), decoded: own, part: decoding.path };
  };
}
