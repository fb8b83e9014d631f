import { judge } from "../engine/judge.ts";
import type { Ruleset, UserOverrides } from "../engine/ruleset.ts";
import { rejectedReport } from "../engine/summarize.ts";
import { concerns } from "../engine/waivers.ts";
import type { Document, Source } from "../model/document.ts";
import type { RepairProposal } from "../model/domain/repair.ts";
import type { Finding } from "../model/finding.ts";
import type { FailOn, Format } from "../model/formats.ts";
import type { Lang } from "../model/language.ts";
import type { MailType } from "../model/mail-type.ts";
import type { Report } from "../model/report.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { RuleDefinition } from "../model/rule.ts";
import type { Dialect } from "../model/template-tag.ts";
import type { Waiver } from "../model/waiver.ts";
import { parseTemplate } from "../parse/parse-template.ts";
import { oversizedDocument } from "../parse/read-template.ts";
import type { Mail } from "../platform/mails.ts";
import { toolFault } from "../platform/problems.ts";
import { type ReadInput, readInput, readMessageFile } from "../platform/read-input.ts";
import { isFor } from "../platform/waivers.ts";
import { renderJson } from "../render/json.ts";
import { renderNdjson } from "../render/ndjson.ts";
import { renderPretty } from "../render/pretty.ts";
import { styleFor } from "../render/style.ts";
import { counted, emptyTally, type Tally } from "../render/tally.ts";
import type { DomainPlan } from "./domain-plan.ts";
import type { Job } from "./job.ts";
import { authenticated, type WitnessPlan } from "./witness.ts";

/** What judging one job goes by, as plain data, so that it can be sent to a worker. */
export interface Judging {
  readonly profile: string;
  readonly overrides: UserOverrides;
  readonly waivers: readonly Waiver[];
  readonly own: readonly RuleDefinition[];
  readonly type: MailType | undefined;
  readonly subject: string | undefined;
  readonly data: unknown;
  readonly dialects: readonly Dialect[];
  readonly witness: WitnessPlan;
  readonly format: Format;
  readonly failOn: FailOn;
  readonly lang: Lang;
  readonly colour: "colour" | "plain";
  /** True when nothing is said of what is fit. */
  readonly quiet: boolean;
  /** What is asked about domains; undefined for mails. */
  readonly domain: DomainPlan | undefined;
}

/** What came of one job: its report as text, without what stands between reports, and what the whole run needs to know of it. */
export interface Said {
  readonly text: string;
  readonly tally: Tally;
  readonly worst: Worst;
  readonly waivers: WaiverUse;
}

/** By their numbers in the plan: the waivers that had to do with a finding, and those that were held against the job in vain. */
export interface WaiverUse {
  readonly used: readonly number[];
  readonly idle: readonly number[];
}

/** What decides the exit code, from good to bad. */
const worsts = ["none", "findings", "input", "fault"] as const;
export type Worst = (typeof worsts)[number];

/** Reads what a job names, judges it and says what was found. Throws only for a fault of ours. */
export async function judgeJob(job: Job, ruleset: Ruleset, judging: Judging): Promise<Said> {
  const document = job.from === "dns" ? await domainOf(job.name, judging) : await documentOf(job, judging);
  if (!document.ok) return say(rejected(job, judging, document.problem), [], judging);
  const proven = await authenticated(document.value, judging.witness);
  const waivers = judging.waivers.filter((waiver) => isFor(waiver, job.name));
  const report = judge(proven, ruleset, judging.type, { waivers, nowMs: judging.witness.nowMs });
  const repair = await repairFor(job, report, judging, (again) =>
    judge(again, ruleset, judging.type, { waivers, nowMs: judging.witness.nowMs }),
  );
  const whole = repair ? { ...report, repair } : report;
  return { ...say(whole, proven.sources, judging), waivers: useOf(waivers, report, judging) };
}

async function repairFor(
  { from, name }: Job,
  { verdict, findings }: Report,
  { domain }: Judging,
  judgeAgain: (document: Document) => Report,
): Promise<RepairProposal | undefined> {
  if (from !== "dns" || domain?.fix === undefined || verdict === "unjudged" || findings.length === 0) return undefined;
  const { domainRepair } = await import("./domain-plan.ts");
  return domainRepair(name, domain, (document) => judgeAgain(document).findings);
}

/** What is said of a job that a fault of ours kept from being judged. */
export function sayFault(job: Job, fault: unknown, judging: Judging): Said {
  return say({ ...rejected(job, judging, toolFault(job.name)), faults: [String(fault)] }, [], judging);
}

function rejected({ name, as }: Job, { profile, type }: Judging, problem: Problem): Report {
  return rejectedReport(name, { profile, type: type ?? "marketing", typeFrom: type ? "given" : "default" }, problem, as);
}

async function domainOf(name: string, { domain }: Judging): Promise<Result<Document>> {
  if (!domain) throw new Error("a domain without a plan for it");
  const { domainDocument } = await import("./domain-plan.ts");
  return domainDocument(name, domain);
}

async function documentOf(
  mail: Exclude<Job, { readonly from: "dns" }>,
  { subject, data, dialects, witness }: Judging,
): Promise<Result<Document>> {
  const { name, as } = mail;
  if (as === "domain") return failed(mail.problem);
  const read = await bytesOf(mail);
  if (!read.ok) return read;
  if (read.value.kind === "oversized") return ok(oversizedDocument(name, read.value.bytes, as));
  if (as === "template") return parseTemplate({ name, ...read.value, subject, data, dialects });
  const [file] = read.value.files;
  // Most runs are over templates or messages, and who judges a template should not wait for the other reader.
  const { parseMessage } = await import("../parse/message/parse-message.ts");
  return parseMessage({ name, bytes: file?.bytes ?? new Uint8Array(), isSent: witness.isSent });
}

async function bytesOf(mail: Mail): Promise<Result<ReadInput>> {
  switch (mail.from) {
    case "nowhere":
      return failed(mail.problem);
    case "disk":
      return mail.as === "message" ? readMessageFile(mail.input.name) : readInput(mail.input);
    case "stream": {
      const { name, bytes, sizeBytes } = mail;
      if (bytes === undefined) return ok({ kind: "oversized", bytes: sizeBytes });
      return ok({ kind: "read", files: [{ file: "", name, bytes }], sidecar: undefined });
    }
  }
}

/** The worse of two. */
export function worse(a: Worst, b: Worst): Worst {
  return worsts.indexOf(a) >= worsts.indexOf(b) ? a : b;
}

function say(report: Report, sources: readonly Source[], judging: Judging): Said {
  const worst = worstOf(report, judging.failOn);
  const text = textOf(report, sources, worst, judging);
  return { text, tally: counted(emptyTally, report), worst, waivers: { used: [], idle: [] } };
}

function useOf(waivers: readonly Waiver[], { findings }: Report, judging: Judging): WaiverUse {
  const numbers = (isUsed: boolean): readonly number[] =>
    waivers.filter((waiver) => concerns(waiver, findings) === isUsed).map((waiver) => judging.waivers.indexOf(waiver));
  return { used: numbers(true), idle: numbers(false) };
}

function textOf(report: Report, sources: readonly Source[], worst: Worst, { format, lang, colour, quiet }: Judging): string {
  switch (format) {
    case "ndjson":
      return `${renderNdjson(report, lang)}\n`;
    case "json":
      return renderJson(report, lang);
    case "pretty":
      return quiet && worst === "none" ? "" : `${renderPretty(report, sources, { lang, style: styleFor(colour) })}\n`;
  }
}

/** What a report makes of the exit code. */
export function worstOf(
  { faults, verdict, findings }: Pick<Report, "faults" | "verdict"> & { readonly findings: readonly Pick<Finding, "severity">[] },
  failOn: FailOn,
): Worst {
  if (faults.length > 0) return "fault";
  if (verdict === "unjudged") return "input";
  const counts = findings.some(({ severity }) => severity === "error" || (failOn === "warning" && severity === "warning"));
  return counts && failOn !== "never" ? "findings" : "none";
}
