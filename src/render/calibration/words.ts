import type { CalibrationVerdict, HeldCount, ListRate, StartVerdict, UntoldReason } from "../../model/calibration.ts";
import type { Text } from "../../model/language.ts";

/** Whether the fit stood the test. */
export const verdictTexts: { readonly [V in CalibrationVerdict]: Text } = {
  fits: { en: "fits", zh: "拟合良好" },
  misfits: { en: "does not fit", zh: "拟合不佳" },
  "too-thin": { en: "too thin to tell", zh: "数据太少，无法判断" },
};

/** What is counted of mails, and what it is a share of. */
export const countTexts: { readonly [C in HeldCount]: Text } = {
  hardBounce: { en: "hard bounces, of accepted", zh: "硬退信（占已接受）" },
  softBounce: { en: "soft bounces, of valid addresses", zh: "软退信（占有效地址）" },
  spamBounce: { en: "spam bounces, of valid addresses", zh: "垃圾退信（占有效地址）" },
  complaint: { en: "complaints, of delivered", zh: "投诉（占已送达）" },
  unsubscribe: { en: "unsubscribes, of delivered", zh: "退订（占已送达）" },
  click: { en: "clicks, of opens", zh: "点击（占打开）" },
  open: { en: "opens, of delivered", zh: "打开（占已送达）" },
  deferral: { en: "deferrals, of first tries", zh: "延迟（占首次尝试）" },
};

/** Why a parameter keeps its default. */
export const reasonTexts: { readonly [R in UntoldReason]: Text } = {
  "no-column": { en: "the log has no column for it", zh: "日志没有相应的列" },
  "too-few": { en: "too little was counted", zh: "计数太少" },
  flat: { en: "cannot be told from this data: all values fit alike", zh: "此数据无法判断：各取值拟合得一样好" },
  "known-before": {
    en: "the sender was known before the log began, or may have been",
    zh: "日志开始前发件人已为人所知，或可能如此",
  },
  "shared-ips": {
    en: "mail was sent from shared IPs, and the log does not say how their neighbours were judged",
    zh: "邮件经共享 IP 发出，而日志没有记录同一 IP 上其他发件人的信誉",
  },
};

/** As what a sender is taken when its log begins. */
export const startTexts: { readonly [S in StartVerdict]: Text } = {
  new: {
    en: "Reputation begins as that of a new sender: the log fits so better.",
    zh: "信誉从新发件人起算：这样更符合日志。",
  },
  known: {
    en: "Reputation begins as if all had long been as in the log's first week: the log fits so better.",
    zh: "信誉按“此前一直如日志第一周”起算：这样更符合日志。",
  },
  unclear: {
    en: "Whether the sender was new when the log began cannot be told from this data: the intervals allow for both.",
    zh: "此数据无法判断日志开始时发件人是否为新：各区间兼顾两种情形。",
  },
};

/** What the rates of a list are shares of. */
export const listRateTexts: { readonly [R in ListRate["name"]]: Text } = {
  invalidShare: { en: "hard bounces, of mails", zh: "硬退信，占邮件" },
  openShare: { en: "opens by people, of mails in the inbox", zh: "由人打开，占收件箱邮件" },
  clickOfOpensShare: { en: "clicks, of opens by people", zh: "点击，占由人打开" },
  complaintShare: { en: "complaints, of mails in the inbox", zh: "投诉，占收件箱邮件" },
  unsubscribeShare: { en: "unsubscribes, of mails in the inbox", zh: "退订，占收件箱邮件" },
};

/** Headings, columns and other short texts. */
export const said = {
  title: { en: "Calibration", zh: "校准" },
  parameters: { en: "What the log tells of the model", zh: "日志所能确定的模型参数" },
  noParameters: { en: "The log tells of no parameter of the model.", zh: "日志无法确定任何模型参数。" },
  parameter: { en: "parameter", zh: "参数" },
  value: { en: "value", zh: "取值" },
  interval: { en: "90% interval", zh: "90% 区间" },
  default: { en: "default", zh: "默认值" },
  fitted: { en: "fitted", zh: "拟合值" },
  untold: { en: "What keeps its default and range", zh: "保留默认值和范围的参数" },
  why: { en: "why", zh: "原因" },
  rates: { en: "Rates of the log's mail", zh: "日志中邮件的比率" },
  rate: { en: "rate", zh: "比率" },
  provider: { en: "mailbox provider", zh: "邮箱服务商" },
  ofMails: { en: "of", zh: "总数" },
  counted: { en: "counted", zh: "计数" },
  share: { en: "share", zh: "比例" },
  scatter: { en: "scatter of days", zh: "逐日离散" },
  listRates: { en: "The same as a list of a scenario sets it", zh: "写入方案名单时的取值" },
  key: { en: "key", zh: "键" },
  means: { en: "means", zh: "含义" },
  coverage: { en: "Counts of the held-out days within their 90% bands", zh: "留出日期的计数落入 90% 区间的情况" },
  counts: { en: "daily counts", zh: "每日计数" },
  covered: { en: "covered", zh: "覆盖" },
  all: { en: "all", zh: "全部" },
  problems: { en: "What is wrong with the log", zh: "日志中的问题" },
} as const;

/** Sentences that stand below a heading. */
export const notes = {
  parameters: {
    en: "Each interval holds while all that is not fitted keeps its default.",
    zh: "各区间均以未拟合的参数保持默认值为前提。",
  },
  scatter: {
    en: "Scatter is the standard deviation of the logarithm of a day's effect on the rate, beyond chance.",
    zh: "逐日离散指除随机误差外，每日效应的对数标准差。",
  },
  pooled: {
    en: "* Too few of its own: the rate of all providers together.",
    zh: "* 自身计数太少，采用所有服务商合计的比率。",
  },
  listRates: {
    en: "For a list whose mail is like the log's: simulations do not take them by themselves, since a log does not part its recipients by tier.",
    zh: "适用于与日志邮件相似的名单；日志不按收件人分层，因此模拟不会自动采用。",
  },
} as const;
