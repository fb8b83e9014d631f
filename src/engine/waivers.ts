import type { Broken, Finding, Verdict } from "../model/finding.ts";
import { limits } from "../model/limits.ts";
import type { Problem } from "../model/result.ts";
import type { Waiver } from "../model/waiver.ts";
import { coversRule, namesRule, unknownRule } from "./override.ts";

/** The waivers that may cover findings in a mail, and the moment that decides which of them still hold. */
export interface Waiving {
  readonly waivers: readonly Waiver[];
  readonly nowMs: number;
}

/** What is wrong with a waiver, and under which of its keys. */
export interface WaiverFault extends Pick<Problem, "message" | "hint"> {
  readonly key: keyof Waiver;
}

/** Takes points and severity from what an active waiver covers, and says of an expired one that it is. Nothing is dropped. */
export function waive(verdicts: readonly Verdict[], waiving: Waiving): readonly Verdict[] {
  if (waiving.waivers.length === 0) return verdicts;
  return verdicts.map((verdict) => (verdict.outcome === "broken" ? waivedVerdict(verdict, waiving) : verdict));
}

/** Of several active waivers the first is told; of several expired ones the last to expire. */
function waivedVerdict(verdict: Broken, { waivers, nowMs }: Waiving): Broken {
  const own = waivers.filter(({ rule }) => coversRule(rule, verdict.ruleId));
  const active = own.find(({ until }) => nowMs < endOfDay(until));
  if (active) {
    const { until, reason } = active;
    const waived = (finding: Finding): Finding => ({ ...finding, severity: "info", waived: { until, reason } });
    return { ...verdict, points: 0, findings: verdict.findings.map(waived) };
  }
  const waiverExpired = own
    .map(({ until }) => until)
    .sort()
    .at(-1);
  return waiverExpired === undefined
    ? verdict
    : { ...verdict, findings: verdict.findings.map((finding) => ({ ...finding, waiverExpired })) };
}

/** Whether a waiver has to do with a finding, active or expired. */
export function concerns({ rule }: Waiver, findings: readonly Finding[]): boolean {
  return findings.some(({ ruleId }) => coversRule(rule, ruleId));
}

/** Holds a waiver against the rules there are and the moment of judging; undefined where nothing is wrong with it. */
export function waiverFault(waiver: Waiver, ruleIds: readonly string[], nowMs: number): WaiverFault | undefined {
  const { rule, until, reason, files } = waiver;
  if (rule === "*") return { key: "rule", ...allRules };
  if (!namesRule(rule, ruleIds)) return { key: "rule", ...unknownRule(rule, ruleIds) };
  const end = endOfDay(until);
  if (Number.isNaN(end)) return { key: "until", ...noDay(until) };
  const endMax = (Math.floor(nowMs / DAY_MS) + limits.waiverDaysMax + 1) * DAY_MS;
  if (end > endMax) return { key: "until", ...tooFar(until) };
  if (reason === "") return { key: "reason", ...noReason };
  return files === "" ? { key: "files", ...noFiles } : undefined;
}

const DAY_MS = 86_400_000;

/** The first moment after a day; NaN for what is no day of the calendar. */
function endOfDay(day: string): number {
  const [, year, month, date] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return Number.NaN;
  const end = Date.UTC(year, month - 1, date + 1);
  const isInMonth = month >= 1 && month <= 12 && end > Date.UTC(year, month - 1, 1) && end <= Date.UTC(year, month, 1);
  return isInMonth ? end : Number.NaN;
}

type Words = Pick<Problem, "message" | "hint">;

const allRules: Words = {
  message: { en: "A waiver cannot be of all rules.", zh: "豁免不能针对全部规则。" },
  hint: { en: "Name a rule, or an area such as list/*.", zh: "请写规则 id，或 list/* 这样的一类规则。" },
};

function noDay(until: string): Words {
  return {
    message: { en: `"${until.slice(0, 60)}" is no day.`, zh: `“${until.slice(0, 60)}”不是日期。` },
    hint: { en: "Write the last day of the waiver as 2027-01-31.", zh: "请写豁免的最后一天，例如 2027-01-31。" },
  };
}

function tooFar(until: string): Words {
  return {
    message: {
      en: `${until} is more than ${limits.waiverDaysMax} days after the moment of judging.`,
      zh: `${until} 距判断时刻超过 ${limits.waiverDaysMax} 天。`,
    },
    hint: {
      en: "A waiver lasts a year at most; renew it when it expires.",
      zh: "豁免最长一年，到期后可以续期。",
    },
  };
}

const noReason: Words = {
  message: { en: "The waiver gives no reason.", zh: "豁免没有写明原因。" },
  hint: {
    en: "Say who decided it and why, such as: Legal approved the pilot, ticket 812.",
    zh: "请写明谁批准、为什么，例如：法务已批准试点，工单 812。",
  },
};

const noFiles: Words = {
  message: { en: "The pattern of input names is empty.", zh: "输入名称的模式为空。" },
  hint: {
    en: "Write one such as campaigns/pilot-*.eml, or leave it out for all inputs.",
    zh: "例如 campaigns/pilot-*.eml；不写则适用于全部输入。",
  },
};
