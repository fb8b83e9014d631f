import type { Gap } from "../model/document.ts";
import type { Text } from "../model/language.ts";
import type { MailType, TypeOrigin } from "../model/mail-type.ts";
import type { Report } from "../model/report.ts";
import type { Severity } from "../model/rule.ts";

/** What the renderers themselves say, in every language. Wording about findings lives in the rules. */
export const gapTexts: { readonly [G in Gap]: Text } = {
  "not-in-input": { en: "not given in the input", zh: "输入中没有提供" },
  "not-sent-yet": { en: "the server that sends the mail adds it: see --sent", zh: "由发送邮件的服务器添加，见 --sent" },
  "too-large": { en: "the input is too large to read", zh: "输入过大，无法读取" },
  "language-unsupported": { en: "our phrase data is in English and Chinese only", zh: "词库只支持中文和英文" },
  "image-size-unknown": { en: "an image states no width or height", zh: "有图片没有标明宽高" },
  "policy-not-fetched": {
    en: "the policy is fetched over HTTPS, which only --dns live does",
    zh: "策略需通过 HTTPS 获取，只有 --dns live 会获取",
  },
  offline: { en: "needs DNS, and none was asked: see --dns", zh: "需要查询 DNS，但没有指定来源，见 --dns" },
  "lookup-failed": { en: "a DNS lookup failed or is not recorded", zh: "DNS 查询失败或没有记录" },
  "author-unclear": { en: "From names no domain, or several", zh: "From 没有域名，或有多个域名" },
  "policy-absent": { en: "the domain in From has no DMARC record", zh: "From 的域名没有 DMARC 记录" },
  "key-unknown": { en: "no signature has a key to measure", zh: "没有可以测量密钥的签名" },
  "no-envelope": {
    en: "where the message came from is not known: see --ip, --mail-from",
    zh: "不知道邮件的来源，见 --ip、--mail-from",
  },
  "record-unusable": { en: "rests on a record that is missing or broken", zh: "所依据的记录缺失或有误" },
  "selector-unknown": { en: "no DKIM selector is known: see --selector", zh: "不知道 DKIM 选择器，见 --selector" },
  "address-not-given": { en: "no sending address was given: see --ip", zh: "没有给出发信地址，见 --ip" },
  "esp-not-given": { en: "no provider was named: see --esp", zh: "没有指定邮件服务商，见 --esp" },
  "senders-of-others": {
    en: "none of the declared senders writes from this domain: see from in --senders",
    zh: "声明的发信来源都不使用该域名，见 --senders 中的 from",
  },
  "senders-not-given": { en: "no senders were declared: see --senders", zh: "没有声明发信来源，见 --senders" },
  "servers-not-asked": {
    en: "the servers of the zone were not compared: see --propagation",
    zh: "没有比较区域的各台服务器，见 --propagation",
  },
  "check-failed": { en: "the check failed: a fault in the tool", zh: "检查程序出错，是工具的问题" },
};

export const verdictTexts: { readonly [V in Report["verdict"]]: Text } = {
  fit: { en: "fit", zh: "合格" },
  unfit: { en: "unfit", zh: "不合格" },
  unjudged: { en: "not judged", zh: "未判断" },
};

export const severityTexts: { readonly [S in Severity]: Text } = {
  error: { en: "error", zh: "错误" },
  warning: { en: "warning", zh: "警告" },
  info: { en: "info", zh: "提示" },
};

export const typeTexts: { readonly [T in MailType]: Text } = {
  marketing: { en: "marketing", zh: "营销" },
  notification: { en: "notification", zh: "通知" },
  transactional: { en: "transactional", zh: "交易" },
  trigger: { en: "trigger", zh: "触发" },
  test: { en: "test", zh: "测试" },
};

export const originTexts: { readonly [O in TypeOrigin]: Text } = {
  given: { en: "given", zh: "指定" },
  metadata: { en: "declared", zh: "声明" },
  inferred: { en: "inferred", zh: "推断" },
  default: { en: "by default", zh: "默认" },
};

type Label =
  | "score"
  | "of100"
  | "clause"
  | "why"
  | "fix"
  | "hint"
  | "notJudged"
  | "part"
  | "inFile"
  | "byte"
  | "bytes"
  | "requirement"
  | "sendingOnly";

export const labels: { readonly [L in Label]: Text } = {
  score: { en: "score", zh: "得分" },
  of100: { en: " of 100", zh: "（满分 100）" },
  clause: { en: "clause", zh: "条款" },
  why: { en: "why", zh: "原因" },
  fix: { en: "fix", zh: "建议" },
  hint: { en: "hint", zh: "建议" },
  notJudged: { en: "not judged", zh: "未判断" },
  part: { en: "part", zh: "部分" },
  inFile: { en: "in the file at", zh: "原文件位置" },
  byte: { en: "byte", zh: "字节" },
  bytes: { en: "bytes", zh: "字节" },
  requirement: { en: "what mailbox providers ask", zh: "邮箱服务商的要求" },
  sendingOnly: {
    en: "* shown only by the sending itself, not by one message; – not asked",
    zh: "* 单封邮件看不出来，只能从实际发送情况判断；– 不要求",
  },
};

/** How a cell of the table of requirements is said. */
export const outcomeTexts: { readonly [O in "met" | "broken" | "unjudged" | "sending"]: Text } = {
  met: { en: "met", zh: "满足" },
  broken: { en: "broken", zh: "不满足" },
  unjudged: { en: "not judged", zh: "未判断" },
  sending: { en: "*", zh: "*" },
};
