import type { Document } from "../model/document.ts";
import { limits } from "../model/limits.ts";
import type { MailType } from "../model/mail-type.ts";
import type { Report } from "../model/report.ts";
import type { Problem } from "../model/result.ts";
import { analyze } from "./analyze.ts";
import { settleType } from "./mail-type.ts";
import { fillRequirements } from "./requirements.ts";
import type { Ruleset } from "./ruleset.ts";
import { summarize } from "./summarize.ts";
import { type Waiving, waive } from "./waivers.ts";

const nothing: Waiving = { waivers: [], nowMs: 0 };

/** Judges a document by a ruleset: settles the type, asks every rule, waives what is waived, adds up. */
export function judge(document: Document, ruleset: Ruleset, given: MailType | undefined, waiving: Waiving = nothing): Report {
  const { type, from } = settleType(document, given, ruleset.inferType);
  const rules = ruleset.rulesFor(document.kind, type);
  const verdicts = analyze(document, rules, type);
  const summary = summarize(document, waive(verdicts, waiving), { profile: ruleset.profile, type, typeFrom: from });
  // A waiver is between a sender and its own reviewers: what a mailbox provider asks stays asked.
  const isAsked = ruleset.requirements !== undefined && document.kind === "message";
  const report = isAsked ? { ...summary, requirements: fillRequirements(ruleset.requirements, rules, verdicts, type) } : summary;
  // What was not read is not fit, even where nothing was found wrong with its size.
  const error = report.verdict === "fit" ? unread(document) : undefined;
  return error ? { ...report, verdict: "unjudged", score: null, error } : report;
}

/** Why too little was read for a verdict; undefined where enough was. */
function unread(document: Document): Problem | undefined {
  if (document.gaps.content === "too-large") return tooLarge(document);
  const isBlind = coreParts.some((part) => document.gaps[part] === "lookup-failed") || isHalfRead(document);
  return document.kind === "domain" && isBlind ? lookupFailed(document) : undefined;
}

/**
 * A key that the owner named, or a record that the SPF record leads to, was asked for without a sure answer. What a zone
 * file or recording says nothing of was not asked: its rules are unjudged, and the verdict stands.
 */
function isHalfRead({ parts: { dkim, spf, lookups } }: Document): boolean {
  const unsaid = new Set((lookups?.failed ?? []).flatMap(({ name, because }) => (because === "not-recorded" ? [name] : [])));
  const selectors = dkim?.selectorsFrom === "owner" ? dkim.selectors : [];
  const isKeyUnknown = selectors.some(({ name, state }) => state === "lookup-failed" && !unsaid.has(name));
  const nodes = typeof spf?.tree === "object" ? spf.tree.nodes : [];
  return isKeyUnknown || nodes.some(({ state, because }) => state === "failed" && because !== "not-recorded");
}

/** What a domain cannot be called fit without. */
const coreParts = ["spf", "dkim", "dmarc", "mx"] as const;

function lookupFailed({ name, parts }: Document): Problem {
  const failed = (parts.lookups?.failed ?? []).map(({ name: asked, type, because }) => `${asked} ${type} (${because})`);
  const shown = failed.slice(0, LOOKUPS_TOLD).join(", ") + (failed.length > LOOKUPS_TOLD ? ", …" : "");
  return {
    code: "lookup-failed",
    message: {
      en: `${name} could not be judged: the DNS gave no sure answer to ${shown}.`,
      zh: `无法判断 ${name}：DNS 没有给出可靠的应答：${shown}。`,
    },
    hint: {
      en: "Try again, ask other servers with --server, or complete the zone or recording.",
      zh: "请重试，用 --server 指定其他服务器，或补全区域文件或应答记录。",
    },
  };
}

const LOOKUPS_TOLD = 3;

function tooLarge({ name, kind }: Document): Problem {
  const bytesMax = kind === "message" ? limits.messageBytesMax : limits.inputBytesMax;
  return {
    code: "input-too-large",
    message: {
      en: `${name} is too large to be judged: more than ${bytesMax} bytes, ${limits.nodesMax} elements, ${limits.partsMax} parts or ${limits.partsNestingMax} parts inside each other.`,
      zh: `${name} 过大，无法判断：超过 ${bytesMax} 字节、${limits.nodesMax} 个元素、${limits.partsMax} 个部分或 ${limits.partsNestingMax} 层嵌套。`,
    },
    hint: {
      en: "Take out what no reader sees, such as generated markup and embedded files.",
      zh: "请去掉读者看不到的内容，例如生成的标记和内嵌的文件。",
    },
  };
}
