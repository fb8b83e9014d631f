import type { Connection } from "../model/domain/connections.ts";
import type { Lang, Text } from "../model/language.ts";
import type { SpfEvaluation, SpfProblemKind, SpfStep, SpfTrace } from "../model/spf-evaluation.ts";
import { printable } from "./escape.ts";
import type { Saying } from "./pretty.ts";

/** What SPF says of a connection, and how it came to that: a tree of records and terms, with the lookups so far. */
export function connectionLines(connection: Connection, saying: Saying): readonly string[] {
  const { ip, mailFrom, spf, helo, heloSpf } = connection;
  const lines = [...evaluationLines(`SPF ${ip} ${mailFrom}`, spf, saying)];
  if (helo !== undefined && typeof heloSpf === "object")
    lines.push(...evaluationLines(`SPF ${ip} ${helo} (HELO)`, heloSpf, saying));
  return lines;
}

function evaluationLines(title: string, evaluation: SpfEvaluation, saying: Saying): readonly string[] {
  const { lang, style } = saying;
  const { result, problem, explanation, lookups, voidLookups, trace } = evaluation;
  const paint = result === "pass" ? style.good : style.error;
  const counts = countText(lookups, voidLookups)[lang];
  const why = problem && `  ${problemTexts[problem.kind][lang]}${place(problem.term, problem.name)}`;
  return [
    `${style.strong(printable(title))}  ${paint(result)}  ${counts}`,
    ...(why === undefined ? [] : [printable(why)]),
    ...(explanation === undefined ? [] : [`  ${printable(explanation)}`]),
    ...traceLines(trace, 1, saying),
  ];
}

function place(term: string, name: string): string {
  const said = [term, name].filter((each) => each !== "").join(" → ");
  return said === "" ? "" : `: ${said}`;
}

function traceLines({ domain, record, steps, result }: SpfTrace, depth: number, saying: Saying): readonly string[] {
  const { lang, style } = saying;
  const indent = "  ".repeat(depth);
  const text = record === undefined ? style.faint(noRecord[lang]) : style.faint(printable(record));
  const lines = [`${indent}${printable(domain)}  ${result}  ${text}`];
  for (const step of steps) {
    lines.push(`${indent}  ${stepLine(step, lang, saying)}`);
    if (step.inner) lines.push(...traceLines(step.inner, depth + 2, saying));
  }
  return lines;
}

const marks = { matched: "+", unmatched: "-", failed: "!" } as const;

function stepLine({ written, target, outcome, asked, lookups }: SpfStep, lang: Lang, { style }: Saying): string {
  const paint = outcome === "matched" ? style.good : outcome === "failed" ? style.error : style.faint;
  const isPlain = target === undefined || written.endsWith(target);
  const named = isPlain ? "" : ` → ${printable(target)}`;
  const count = asked.length === 0 ? "" : style.faint(` (${lookupText(lookups)[lang]})`);
  return `${paint(`${marks[outcome]} ${printable(written)}`)}${named}  ${outcomeTexts[outcome][lang]}${count}`;
}

function lookupText(lookups: number): Text {
  return { en: `lookup ${lookups} of 10`, zh: `第 ${lookups} 次查询，上限 10` };
}

function countText(lookups: number, voidLookups: number): Text {
  return {
    en: `${lookups} of 10 lookups, ${voidLookups} of 2 void`,
    zh: `查询 ${lookups} 次（上限 10），空结果 ${voidLookups} 次（上限 2）`,
  };
}

const noRecord: Text = { en: "no one SPF record", zh: "没有唯一的 SPF 记录" };

const outcomeTexts: Readonly<Record<SpfStep["outcome"], Text>> = {
  matched: { en: "matches", zh: "匹配" },
  unmatched: { en: "does not match", zh: "不匹配" },
  failed: { en: "ends the check", zh: "检查中止" },
};

/** Why an evaluation could not be ended. */
export const problemTexts: Readonly<Record<SpfProblemKind, Text>> = {
  "lookup-failed": { en: "a lookup failed", zh: "查询失败" },
  "records-several": { en: "there are several SPF records", zh: "有多条 SPF 记录" },
  "record-malformed": { en: "the record breaks the grammar", zh: "记录有语法错误" },
  "target-without-record": {
    en: "an include or redirect leads to a name without a record",
    zh: "include 或 redirect 指向没有记录的名称",
  },
  "target-invalid": { en: "a name in it cannot be asked for", zh: "其中的名称无法查询" },
  "lookups-exceeded": { en: "more than ten terms ask the DNS", zh: "需要查询 DNS 的机制超过 10 个" },
  "void-lookups-exceeded": { en: "more than two lookups found nothing", zh: "空查询超过 2 次" },
  "mx-hosts-exceeded": { en: "an mx leads to more than ten hosts", zh: "mx 指向的主机超过 10 个" },
};
