import type { ExpectedPart, ExpectedProvider, ExpectedReason, ExpectedRecord, ExpectedState } from "../model/domain/expected.ts";
import type { Lang, Text } from "../model/language.ts";
import { printable } from "./escape.ts";
import type { Style } from "./style.ts";
import { padded, widthOf } from "./width.ts";
import { gapTexts } from "./words.ts";

/** Tables of what each provider asks for, one line a record, with the command that shows what is there. */
export function expectedLines(part: ExpectedPart, lang: Lang, style: Style): readonly string[] {
  const tables = part.providers.map((provider) => tableLines(provider, part.zone, lang, style));
  const merged = part.spf === "" ? [] : [`${texts.merged[lang]}  ${printable(part.spf)}`];
  return [...tables.flatMap((lines, at) => (at === 0 ? lines : ["", ...lines])), ...merged];
}

function tableLines({ title, records }: ExpectedProvider, zone: string, lang: Lang, style: Style): readonly string[] {
  const rows = records.map((record) => [printable(hostOf(record.name, zone)), record.type, stateText(record, lang)] as const);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
  const lines = records.flatMap((record, at) => {
    const row = rows[at] ?? [];
    const paint = record.state === "met" ? style.good : record.need === "required" ? style.error : style.warning;
    const cells = row.map((cell, column) => padded(cell, widths[column] ?? 0));
    const state = paint(cells[2] ?? "");
    return [`  ${cells[0]}  ${cells[1]}  ${state}  ${printable(wantedText(record, lang))}`, ...detailLines(record, lang, style)];
  });
  return [style.strong(printable(title[lang])), ...lines];
}

function detailLines(record: ExpectedRecord, lang: Lang, style: Style): readonly string[] {
  const { current, elsewhere, state, reason } = record;
  const found =
    state === "met" && isAsWritten(record)
      ? []
      : current.map((value) => `    ${texts.current[lang]}  ${printable(shortened(value))}`);
  const other = elsewhere ? [`    ${texts.elsewhere[lang]}  ${printable(elsewhere.record.name)}`] : [];
  const why = reason ? [`    ${texts.reason[lang]}  ${reasonTexts[reason][lang]}`] : [];
  return [...found, ...why, ...other, `    ${style.faint(digLine(record))}`];
}

/** As a provider's console shows it: relative to the registered domain, which is `@`. */
export function hostOf(name: string, zone: string): string {
  if (name === zone) return "@";
  return name.endsWith(`.${zone}`) ? name.slice(0, -zone.length - 1) : name;
}

/** The command that shows what is there. */
export function digLine({ type, name }: Pick<ExpectedRecord, "type" | "name">): string {
  return `dig +short ${type} ${printable(name.replace(/^\*/, "SELECTOR"))}`;
}

/** The records of a report in the shape of the provider's API, with what is known beside. */
export function jsonExpected(part: ExpectedPart, lang: Lang): object {
  const providers = part.providers.map(({ id, title, records }) => ({
    id,
    title: title[lang],
    records: records.map((record) => ({
      purpose: record.purpose,
      need: record.need,
      host: hostOf(record.name, part.zone),
      state: record.state,
      reason: record.reason,
      elsewhere: record.elsewhere?.record.name,
      dig: digLine(record),
      attribute: attributeOf(record),
    })),
  }));
  return { zone: part.zone, spf: part.spf, providers };
}

/** One record as the API says it (GetEmailIdentity of Tencent Cloud SES). */
function attributeOf({ type, name, value, current, state }: ExpectedRecord): object {
  return {
    Type: type,
    SendDomain: name,
    ExpectedValue: type === "MX" && value !== "" ? `${value}.` : value,
    CurrentValue: current.join("\n"),
    Status: state === "met",
  };
}

function wantedText({ type, value }: ExpectedRecord, lang: Lang): string {
  if (value === "") return texts.inConsole[lang];
  return type === "TXT" ? shortened(value) : `${value.replace(/\.$/, "")}.`;
}

/** Keys fill lines and say nothing to people. */
const VALUE_UNITS_MAX = 100;

function shortened(value: string): string {
  return value.length > VALUE_UNITS_MAX ? `${value.slice(0, VALUE_UNITS_MAX - 1)}…` : value;
}

/** Whether what is there is what is asked for to the letter; something else may do as well. */
function isAsWritten({ current, value }: ExpectedRecord): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/^\d+ /, "").replace(/\.$/, "");
  return value === "" || current.some((each) => plain(each) === plain(value));
}

function stateText(record: ExpectedRecord, lang: Lang): string {
  const { state, need } = record;
  if (state === "met" && !isAsWritten(record)) return texts.equivalent[lang];
  const said = isKnown(state) ? stateTexts[state][lang] : texts.unknown[lang];
  const why = isKnown(state) ? "" : ` (${gapTexts[state][lang]})`;
  return need === "advised" && state === "missing" ? texts.advised[lang] : `${said}${why}`;
}

type Known = keyof typeof stateTexts;

function isKnown(state: ExpectedState): state is Known {
  return Object.hasOwn(stateTexts, state);
}

const stateTexts = {
  met: { en: "there", zh: "正确" },
  missing: { en: "missing", zh: "缺失" },
  different: { en: "different", zh: "不符" },
  elsewhere: { en: "elsewhere", zh: "位置错误" },
} as const;

const texts = {
  merged: { en: "One SPF record for all:", zh: "合并后的 SPF 记录：" },
  current: { en: "now", zh: "现值" },
  elsewhere: { en: "found at", zh: "出现在" },
  reason: { en: "why", zh: "原因" },
  inConsole: { en: "(see the provider's console)", zh: "（见服务商控制台）" },
  advised: { en: "advised", zh: "建议添加" },
  unknown: { en: "unknown", zh: "未知" },
  equivalent: { en: "will do", zh: "等效" },
} as const satisfies Readonly<Record<string, Text>>;

const reasonTexts: { readonly [R in ExpectedReason]: Text } = {
  "host-other": { en: "names another host", zh: "指向其他主机" },
  "dot-missing": { en: "the domain was put behind the host for want of a last dot", zh: "末尾缺少点，域名被接在主机名之后" },
  "include-missing": { en: "does not include the provider", zh: "没有包含服务商" },
  "after-all": { en: "the include stands behind all", zh: "include 写在 all 之后" },
  "lookups-exceeded": { en: "the include is past the tenth lookup", zh: "include 超出十次查询的上限" },
  qualifier: { en: "the include does not let its hosts pass", zh: "include 前的符号使主机无法通过" },
  "key-differs": { en: "is another key", zh: "公钥不同" },
  "target-differs": { en: "the alias leads elsewhere", zh: "别名指向其他名称" },
  "policy-weak": { en: "the policy is weaker than asked for", zh: "策略弱于要求" },
  several: { en: "there are several records", zh: "存在多条记录" },
  unreadable: { en: "cannot be read", zh: "无法读取" },
};
