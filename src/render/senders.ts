import type { Gap } from "../model/document.ts";
import type {
  Disposition,
  SenderCause,
  SenderCauseKind,
  SenderDkimState,
  SenderDmarc,
  SenderRow,
  SendersPart,
} from "../model/domain/senders.ts";
import type { Lang, Text } from "../model/language.ts";
import { printable } from "./escape.ts";
import type { Saying } from "./pretty.ts";
import type { Style } from "./style.ts";
import { type Cell, tableLines } from "./table.ts";
import { gapTexts, outcomeTexts } from "./words.ts";

/** The sender matrix: a row for each sender, then why cells are as they are. */
export function senderLines({ rows, table }: SendersPart, { lang, style }: Saying): readonly string[] {
  const providers = Object.entries(table.providers);
  const heading = [columns.sender[lang], "SPF", "DKIM", columns.alignment[lang], "RFC 9989", "RFC 7489"];
  const titles = providers.map(([, { title }]) => printable(title[lang]));
  const cells = rows.map((row) => [
    { text: printable(row.sender.name) },
    ...proofCells(row, lang, style),
    ...providers.map(([provider]) => providerCell(row, provider, lang, style)),
  ]);
  return [...tableLines([...heading, ...titles], cells, style), ...rows.flatMap((row) => noteLines(row, lang))];
}

const columns = {
  sender: { en: "sender", zh: "发信来源" },
  alignment: { en: "aligned", zh: "对齐" },
} as const;

function proofCells({ spf, dkim, dmarc }: SenderRow, lang: Lang, style: Style): readonly Cell[] {
  const isSpfOpen = spf.result === "lookup-failed" || spf.result === "address-not-given";
  return [
    isSpfOpen ? open(lang, style) : { text: spf.result, paint: spf.result === "pass" ? style.good : style.error },
    { text: dkimTexts[dkim.state][lang], paint: paintOfDkim(dkim.state, style) },
    alignmentCell(dmarc.rfc9989, lang, style),
    dispositionCell(dmarc.rfc9989, lang, style),
    dispositionCell(dmarc.rfc7489, lang, style),
  ];
}

function paintOfDkim(state: SenderDkimState, style: Style): (text: string) => string {
  if (state === "usable") return style.good;
  return state === "unsigned" || state === "lookup-failed" ? style.faint : style.error;
}

function open(lang: Lang, style: Style): Cell {
  return { text: outcomeTexts.unjudged[lang], paint: style.faint };
}

function alignmentCell(verdict: SenderDmarc | Gap, lang: Lang, style: Style): Cell {
  if (typeof verdict === "string") return open(lang, style);
  const { spf, dkim } = verdict;
  const aligned = [...(spf.isAligned ? ["SPF"] : []), ...(dkim?.isAligned === true ? ["DKIM"] : [])];
  return aligned.length > 0 ? { text: aligned.join("+"), paint: style.good } : { text: nothing[lang], paint: style.error };
}

const nothing: Text = { en: "nothing", zh: "无" };

function dispositionCell(verdict: SenderDmarc | Gap, lang: Lang, style: Style): Cell {
  if (typeof verdict === "string") return open(lang, style);
  const { disposition, policy, result } = verdict;
  if (policy === undefined) return { text: noPolicy[lang], paint: style.warning };
  return { text: dispositionTexts[disposition][lang], paint: result === "pass" ? style.good : style.error };
}

const noPolicy: Text = { en: "no policy", zh: "没有策略" };

/** What a sender meets of what a provider asks: all of it, or what is broken by its id. */
function providerCell({ cells }: SenderRow, provider: string, lang: Lang, style: Style): Cell {
  const own = cells.filter((cell) => cell.provider === provider);
  const broken = own.filter(({ outcome }) => outcome === "broken").map(({ requirement }) => requirement);
  if (broken.length > 0) return { text: broken.join(", "), paint: style.error };
  if (own.some(({ outcome }) => outcome === "unjudged")) return open(lang, style);
  return { text: outcomeTexts.met[lang], paint: style.good };
}

function noteLines({ sender, causes, spf, dmarc }: SenderRow, lang: Lang): readonly string[] {
  const name = printable(sender.name);
  const gaps = [spf.result, dmarc.rfc9989, dmarc.rfc7489].flatMap((each) => (isGap(each) ? [each] : []));
  return [
    ...causes.map((cause) => `  ${name}${causeText(cause, lang)}`),
    ...[...new Set(gaps)].map((gap) => `  ${name}: ${(gap === "address-not-given" ? noAddress : gapTexts[gap])[lang]}`),
  ];
}

const noAddress: Text = { en: "no address that it sends from is known", zh: "不知道它的发信地址" };

function isGap(value: SenderRow["spf"]["result"] | SenderDmarc): value is Gap {
  return typeof value === "string" && Object.hasOwn(gapTexts, value);
}

function causeText({ kind, name, found, ips: [first] }: SenderCause, lang: Lang): string {
  const said = [causeTexts[kind][lang], name, found === name ? "" : found, first ?? ""].filter((each) => each !== "");
  return `: ${said.map(printable).join(" · ")}`;
}

/** How causes are said in short; rules say them in full. */
export const causeTexts: Readonly<Record<SenderCauseKind, Text>> = {
  "spf-absent": { en: "no SPF record", zh: "没有 SPF 记录" },
  "spf-not-inherited": { en: "no SPF record of its own", zh: "没有自己的 SPF 记录" },
  "spf-unauthorised": { en: "not authorized by SPF", zh: "未被 SPF 授权" },
  "spf-broken": { en: "SPF cannot be evaluated", zh: "SPF 无法求值" },
  "dkim-unusable": { en: "DKIM key cannot be used", zh: "DKIM 密钥不可用" },
  "dkim-unsigned": { en: "nothing is signed", zh: "没有签名" },
  unaligned: { en: "nothing aligned with From", zh: "没有与 From 对齐的证明" },
  "spf-strict": { en: "SPF not aligned, as the record is strict", zh: "记录要求严格，SPF 未对齐" },
  "dkim-strict": { en: "DKIM not aligned, as the record is strict", zh: "记录要求严格，DKIM 未对齐" },
  strict: { en: "nothing aligned, as the record is strict", zh: "记录要求严格，没有对齐的证明" },
  "policy-absent": { en: "no DMARC policy", zh: "没有 DMARC 策略" },
};

/** What became of the key a sender signs with. */
export const dkimTexts: Readonly<Record<SenderDkimState, Text>> = {
  usable: { en: "usable", zh: "可用" },
  unsigned: { en: "unsigned", zh: "未签名" },
  absent: { en: "absent", zh: "缺失" },
  several: { en: "several", zh: "多条" },
  revoked: { en: "revoked", zh: "已撤销" },
  unusable: { en: "unusable", zh: "不可用" },
  weak: { en: "weak", zh: "过短" },
  "lookup-failed": { en: "not judged", zh: "未判断" },
};

/** What is to become of mail. */
export const dispositionTexts: Readonly<Record<Disposition, Text>> = {
  accept: { en: "accept", zh: "接收" },
  none: { en: "none", zh: "不处理" },
  quarantine: { en: "quarantine", zh: "隔离" },
  reject: { en: "reject", zh: "拒收" },
};
