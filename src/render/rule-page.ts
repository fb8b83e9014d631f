import type { Lang } from "../model/language.ts";
import type { Example, Override, RuleDefinition } from "../model/rule.ts";
import type { Saying } from "./pretty.ts";
import { severityTexts } from "./words.ts";

/** One rule explained on a terminal. */
export function renderRule(rule: RuleDefinition, { lang, style }: Saying): string {
  const say = lang === "zh" ? chinese : english;
  const lines = [
    `${style.strong(rule.id)}  ${rule.title[lang]}`,
    `${style[rule.severity](severityTexts[rule.severity][lang])} · ${rule.axis} · ${rule.points} ${say.points}${rule.clause === undefined ? "" : ` · ${say.clause} ${rule.clause}`} · ${rule.appliesTo.join(", ")}`,
    "",
    `  ${style.faint(say.seen)}  ${rule.message[lang]}`,
    `  ${style.faint(say.why)}  ${rule.why[lang]}`,
    `  ${style.faint(say.fix)}  ${rule.fix[lang]}`,
    "",
    ...paramLines(rule, say.params),
    ...typeLines(rule, say.byType),
    style.strong(say.passes),
    ...rule.examples.passes.map((example) => `  ${exampleLine(example)}`),
    style.strong(say.fails),
    ...rule.examples.fails.map((example) => `  ${exampleLine(example)}`),
    ...(rule.references.length === 0 ? [] : ["", ...rule.references]),
  ];
  return `${lines.join("\n")}\n`;
}

const english = {
  points: "points",
  clause: "clause",
  seen: "says",
  why: "why",
  fix: "fix",
  params: "Parameters",
  byType: "By mail type",
  passes: "Passes",
  fails: "Fails",
} as const;
const chinese = {
  points: "分",
  clause: "条款",
  seen: "提示",
  why: "原因",
  fix: "建议",
  params: "参数",
  byType: "按邮件类型",
  passes: "通过的例子",
  fails: "不通过的例子",
} as const;

/** All rules, one a line. */
export function renderRuleList(rules: readonly RuleDefinition[], { lang, style }: Saying): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.map(
    ({ id, severity, clause, title }) =>
      `${id.padEnd(width)}  ${style[severity](severity.padEnd(7))}  ${clause === undefined ? "  " : String(clause).padStart(2)}  ${title[lang]}`,
  );
  return `${lines.join("\n")}\n`;
}

function paramLines({ params }: RuleDefinition, title: string): readonly string[] {
  const entries = Object.entries(params);
  return entries.length === 0 ? [] : [title, ...entries.map(([name, value]) => `  ${name}: ${shortValue(value)}`), ""];
}

function typeLines({ byType }: RuleDefinition, title: string): readonly string[] {
  const entries = Object.entries(byType).filter((entry): entry is [string, Override] => entry[1] !== undefined);
  return entries.length === 0 ? [] : [title, ...entries.map(([type, change]) => `  ${type}: ${shortValue(change)}`), ""];
}

function shortValue(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** An example in one line, as its rule file writes it. */
export function exampleLine(example: Example): string {
  return JSON.stringify(example);
}

/** A rule's page in the documentation, both languages on one page. */
export function renderRuleMarkdown(rule: RuleDefinition): string {
  const section = (lang: Lang): readonly string[] => {
    const say = lang === "zh" ? chinese : english;
    return [
      `- **${say.seen}** ${rule.message[lang]}`,
      `- **${say.why}** ${rule.why[lang]}`,
      `- **${say.fix}** ${rule.fix[lang]}`,
    ];
  };
  const block = (examples: readonly Example[]): readonly string[] => ["```json", ...examples.map(exampleLine), "```"];
  return [
    `# ${rule.id}`,
    "",
    `${rule.title.en} · ${rule.title.zh}`,
    "",
    `| severity | axis | points | clause | judges | check | since | stage |`,
    `| --- | --- | --- | --- | --- | --- | --- | --- |`,
    `| ${rule.severity} | ${rule.axis} | ${rule.points} | ${rule.clause ?? "–"} | ${rule.appliesTo.join(", ")} | \`${rule.check}\` | ${rule.since} | ${rule.stage} |`,
    "",
    ...section("en"),
    "",
    ...section("zh"),
    "",
    ...markdownList("Parameters", Object.entries(rule.params)),
    ...markdownList("By mail type", Object.entries(rule.byType)),
    "## Passes",
    "",
    ...block(rule.examples.passes),
    "",
    "## Fails",
    "",
    ...block(rule.examples.fails),
    "",
    ...rule.references.map((reference) => `<${reference}>`),
    "",
  ].join("\n");
}

function markdownList(title: string, entries: readonly (readonly [string, unknown])[]): readonly string[] {
  return entries.length === 0
    ? []
    : [`## ${title}`, "", ...entries.map(([name, value]) => `- \`${name}\`: \`${shortValue(value)}\``), ""];
}
