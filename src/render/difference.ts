import type { Difference, DmarcStandard, Flip, FlipSubject, Side } from "../model/difference.ts";
import type { Lang, Text } from "../model/language.ts";
import { printable, printableJson } from "./escape.ts";
import type { Saying } from "./pretty.ts";
import { severityTexts } from "./words.ts";

/** What differs for people: what gets worse first, then what gets better, then the rest. */
export function renderDifference({ domain, flips, unasked }: Difference, saying: Saying): string {
  const { lang, style } = saying;
  const counts = turns.map((turn) => `${flips.filter((each) => each.turn === turn).length} ${turnTexts[turn][lang]}`);
  const differing = flips.length === 0 ? style.good(nothing[lang]) : counts.join(lang === "zh" ? "，" : ", ");
  const silent = unasked.map((side) => sideTexts[side][lang]).join(lang === "zh" ? "和" : " and ");
  const said = unasked.length === 0 ? differing : style.error(notCompared(silent)[lang]);
  const lines = [`${style.strong(printable(domain))}  ${said}`];
  for (const turn of turns) for (const flip of flips.filter((each) => each.turn === turn)) lines.push(flipLine(flip, saying));
  return `${lines.join("\n")}\n`;
}

/** What differs as JSON, in lines indented so many blanks; 0 for one line. */
export function differenceJson({ domain, flips, unasked }: Difference, indent: 0 | 2): string {
  const flat = flips.map(({ subject, from, to, turn, severity }) => ({ ...subject, from, to, turn, severity }));
  return printableJson({ domain, flips: flat, ...(unasked.length > 0 && { unasked }) }, indent);
}

const sideTexts: Readonly<Record<Side, Text>> = { old: { en: "old", zh: "旧" }, new: { en: "new", zh: "新" } };

function notCompared(silent: string): Text {
  return {
    en: `could not be compared: lookups of SPF, DMARC or MX failed on the ${silent} side`,
    zh: `无法比较：${silent}来源的 SPF、DMARC 或 MX 查询失败`,
  };
}

const turns = ["worse", "better", "other"] as const;

const turnTexts: Readonly<Record<Flip["turn"], Text>> = {
  worse: { en: "worse", zh: "项变差" },
  better: { en: "better", zh: "项变好" },
  other: { en: "otherwise different", zh: "项其他变化" },
};

const nothing: Text = { en: "no verdict differs", zh: "结论没有变化" };

const signs = { worse: "-", better: "+", other: "~" } as const;

function flipLine({ subject, from, to, turn, severity }: Flip, { lang, style }: Saying): string {
  const paint = turn === "worse" ? style.error : turn === "better" ? style.good : style.faint;
  const said = severity === undefined ? "" : ` (${severityTexts[severity][lang]})`;
  const name = printable(subjectText(subject, lang));
  return `  ${paint(signs[turn])} ${name}${said}: ${stateText(from, lang)} → ${paint(stateText(to, lang))}`;
}

function subjectText(subject: FlipSubject, lang: Lang): string {
  switch (subject.kind) {
    case "rule":
      return subject.ruleId;
    case "policy":
      return `${policyText[lang]} (${standardTexts[subject.standard]})`;
    case "policy-id":
      return `${policyIdText[lang]} ${subject.id}`;
    case "spf":
      return [subject.sender, "SPF", subject.ip].filter((each) => each !== "").join(" · ");
    case "dkim":
      return `${subject.sender} · DKIM`;
    case "dmarc":
      return `${subject.sender} · DMARC (${standardTexts[subject.standard]})`;
    case "cell":
      return `${subject.sender} · ${subject.provider} · ${subject.requirement}`;
    case "connection":
      return `${subject.ip} · SPF (${subject.identity})`;
  }
}

const policyText: Text = { en: "DMARC policy", zh: "DMARC 策略" };

const policyIdText: Text = { en: "MTA-STS id", zh: "MTA-STS 的 id" };

const standardTexts: Readonly<Record<DmarcStandard, string>> = { rfc9989: "RFC 9989", rfc7489: "RFC 7489" };

/** Results of the standards are said as the standards say them. */
const stateTexts: Readonly<Record<string, Text>> = {
  kept: { en: "kept", zh: "遵守" },
  broken: { en: "broken", zh: "违反" },
  unjudged: { en: "not judged", zh: "未判断" },
  current: { en: "that of its policy", zh: "与策略一致" },
  stale: { en: "unchanged, and the policy is another", zh: "未改变，而策略已变" },
  met: { en: "met", zh: "满足" },
  absent: { en: "absent", zh: "缺失" },
  accept: { en: "accept", zh: "接收" },
  usable: { en: "usable", zh: "可用" },
  unsigned: { en: "unsigned", zh: "未签名" },
  several: { en: "several", zh: "多条" },
  revoked: { en: "revoked", zh: "已撤销" },
  unusable: { en: "unusable", zh: "不可用" },
  weak: { en: "weak", zh: "过短" },
};

function stateText(state: string, lang: Lang): string {
  return stateTexts[state]?.[lang] ?? state;
}
