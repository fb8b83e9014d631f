import type { Text } from "../../model/language.ts";
import type { Constraint, MailCounter, SensitivityFigure, SimulationReport, Standing } from "../../model/simulation.ts";

/** What became of mails, as people say it. */
export const counterTexts: { readonly [C in MailCounter]: Text } = {
  requested: { en: "taken up by campaigns", zh: "任务请求发送" },
  accepted: { en: "accepted by the platform", zh: "平台接受" },
  droppedUnsubscribed: { en: "dropped: unsubscribed", zh: "丢弃：已退订" },
  droppedOwnList: { en: "dropped: own blocklist", zh: "丢弃：自有黑名单" },
  droppedSharedList: { en: "dropped: shared blocklist", zh: "丢弃：共享黑名单" },
  bouncedHard: { en: "bounced hard: no such address", zh: "硬退信：地址无效" },
  bouncedSoft: { en: "bounced soft", zh: "软退信" },
  bouncedSpam: { en: "bounced as spam", zh: "被判为垃圾邮件而退信" },
  deferred: { en: "deferrals, each try counted", zh: "被延迟（每次尝试计一次）" },
  expired: { en: "given up after the last try", zh: "重试到期后放弃" },
  failedDayBlock: { en: "blocked: sending stopped for the day", zh: "拦截：当日停发" },
  failedQuota: { en: "failed: over the quota", zh: "失败：超出配额" },
  missing: { en: "taken and never shown", zh: "已接收但未展示" },
  spam: { en: "delivered to the spam folder", zh: "送达垃圾箱" },
  inbox: { en: "delivered to the inbox", zh: "送达收件箱" },
  openedHuman: { en: "opened by people", zh: "由人打开" },
  openedMachine: { en: "opened by machines", zh: "由机器打开" },
  clicked: { en: "clicked", zh: "点击" },
  complained: { en: "complained of", zh: "投诉" },
  unsubscribed: { en: "unsubscribed from", zh: "退订" },
};

/** What kept more mail from being sent. */
export const constraintTexts: { readonly [C in Constraint]: Text } = {
  "nothing-left": { en: "nothing left to send", zh: "没有待发邮件" },
  schedule: { en: "the schedule", zh: "计划安排" },
  ramp: { en: "the warm-up ramp", zh: "预热计划" },
  "domain-quota": { en: "the domain's quota", zh: "域名配额" },
  "account-cap": { en: "the account's cap", zh: "账号上限" },
  rate: { en: "the sending rate", zh: "发送速率" },
  "ip-capacity": { en: "the capacity of the IPs", zh: "IP 容量" },
  "day-block": { en: "a block for the day", zh: "当日停发" },
  "stopped-listed": { en: "stopped: too many blocklisted", zh: "因黑名单地址过多而停止" },
  balance: { en: "the balance", zh: "余额" },
  "cache-queue": { en: "waiting in the cache queue", zh: "在缓存队列中等待" },
  "account-paused": { en: "the account is paused", zh: "账号已被暂停" },
  review: { en: "the template review", zh: "模板审核" },
  waiting: { en: "waiting for another campaign, or the next mailing", zh: "等待其他任务或下一轮发送" },
};

/** How well a parameter is known. */
export const standingTexts: { readonly [S in Standing]: Text } = {
  documented: { en: "documented", zh: "官方文档" },
  reported: { en: "reported", zh: "他人报告" },
  assumed: { en: "assumed", zh: "假设" },
  given: { en: "given", zh: "用户指定" },
  calibrated: { en: "calibrated", zh: "已校准" },
};

/** How the figures came about. */
export const engineTexts: { readonly [E in SimulationReport["engine"]]: Text } = {
  cohort: { en: "cohort engine", zh: "分群引擎" },
  exact: { en: "exact engine", zh: "逐收件人引擎" },
};

/** Headings, columns and other short texts. */
export const said = {
  simulation: { en: "Simulation", zh: "模拟" },
  uncalibrated: { en: "model, uncalibrated", zh: "模型结果，未经校准" },
  calibrated: { en: "model, calibrated", zh: "模型结果，已校准" },
  misfitted: {
    en: "calibrated, but the fit does not cover the held-out days",
    zh: "已校准，但拟合结果未能覆盖留出的日期",
  },
  thinlyCalibrated: {
    en: "calibrated, but the log was too thin to test the fit",
    zh: "已校准，但日志数据太少，无法检验拟合结果",
  },
  seed: { en: "seed", zh: "随机种子" },
  replication: { en: "replication", zh: "次重复" },
  replications: { en: "replications", zh: "次重复" },
  days: { en: "days", zh: "天" },
  from: { en: "from", zh: "起始于" },
  day: { en: "day", zh: "天数" },
  date: { en: "date", zh: "日期" },
  warnings: { en: "Warnings", zh: "警告" },
  noWarnings: { en: "no warnings", zh: "没有警告" },
  campaign: { en: "campaign", zh: "任务" },
  completion: { en: "When campaigns are done", zh: "任务何时完成" },
  completedShare: { en: "done in time", zh: "按期完成比例" },
  left: { en: "not sent in time (P50)", zh: "到期未发（P50）" },
  never: { en: "not in time", zh: "期内未完成" },
  fates: { en: "What becomes of the mails", zh: "邮件的去向" },
  mails: { en: "mails", zh: "邮件" },
  shareOfAccepted: { en: "of accepted", zh: "占已接受" },
  cost: { en: "Cost by month", zh: "每月费用" },
  month: { en: "month", zh: "月份" },
  forMails: { en: "mails (P50)", zh: "邮件费（P50）" },
  forIps: { en: "IPs", zh: "IP 费" },
  total: { en: "total", zh: "合计" },
  trends: { en: "Day by day", zh: "逐日走势" },
  volume: { en: "accepted a day", zh: "每日接受" },
  level: { en: "level", zh: "等级" },
  reputation: { en: "reputation", zh: "信誉" },
  constraint: { en: "What kept more mail from being sent", zh: "限制发送量的因素" },
  bound: { en: "bound by", zh: "限制因素" },
  inShare: { en: "in replications, at least", zh: "出现比例（至少）" },
  domain: { en: "domain", zh: "域名" },
  provider: { en: "mailbox provider", zh: "邮箱服务商" },
  sensitivities: { en: "What the outcome rests on most", zh: "影响结果最大的参数" },
  parameter: { en: "parameter", zh: "参数" },
  range: { en: "P5 to P95 of the parameter", zh: "参数 P5 到 P95" },
  outcome: { en: "outcome", zh: "结果" },
  ipSizing: { en: "Dedicated IPs", zh: "独立 IP" },
  pool: { en: "pool", zh: "IP 池" },
  ips: { en: "planned", zh: "计划" },
  needed: { en: "needed, each scenario rounded up", zh: "所需（逐场景向上取整）" },
  neededUnrounded: { en: "needed, not rounded", zh: "所需（不取整）" },
  priceMonth: { en: "price a month", zh: "每月价格" },
  parameters: { en: "What the figures rest on", zh: "结果所依据的参数" },
  value: { en: "value", zh: "取值" },
  unit: { en: "unit", zh: "单位" },
  standing: { en: "standing", zh: "依据" },
  source: { en: "source", zh: "来源" },
  quota: { en: "quota", zh: "配额" },
  accepted: { en: "accepted", zh: "接受" },
  dropped: { en: "dropped", zh: "丢弃" },
  bounced: { en: "bounced", zh: "退信" },
  blocked: { en: "blocked or given up", zh: "拦截或放弃" },
  deferred: { en: "deferred", zh: "延迟" },
  inbox: { en: "inbox", zh: "收件箱" },
  spam: { en: "spam folder", zh: "垃圾箱" },
  missing: { en: "never shown", zh: "未展示" },
  byDay: { en: "Mails a day by fate", zh: "每日邮件去向" },
  ladder: { en: "Quota and mails sent", zh: "配额与发送量" },
  byProvider: { en: "Reputation at mailbox providers", zh: "在各邮箱服务商的信誉" },
  progress: { en: "Mails accepted so far", zh: "累计接受的邮件" },
  showTable: { en: "Show the figures", zh: "查看数据" },
  clause: { en: "clause", zh: "条款" },
  unbounded: { en: "none", zh: "无" },
  facts: { en: "The run", zh: "本次模拟" },
  engine: { en: "engine", zh: "引擎" },
  period: { en: "period", zh: "时段" },
  lastDone: { en: "last one done", zh: "最后完成" },
  acceptedMails: { en: "mails accepted", zh: "接受的邮件" },
  totalCost: { en: "cost", zh: "费用" },
  atLow: { en: "outcome at P5", zh: "参数取 P5 时" },
  atHigh: { en: "outcome at P95", zh: "参数取 P95 时" },
} as const;

/** What sensitivities are of, as a heading. */
export const figureTitles: { readonly [F in SensitivityFigure]: Text } = {
  "completion-day": { en: "What the day of completion rests on most", zh: "对完成日期影响最大的参数" },
  "inbox-share": { en: "What the share in the inbox rests on most", zh: "对进入收件箱比例影响最大的参数" },
};

/** Sentences that stand below a heading. */
export const notes = {
  placement: {
    en: "Where mail lands comes from a model: such figures have two digits.",
    zh: "邮件落入何处由模型推测，相关数字只取两位有效数字。",
  },
  band: {
    en: "Half of all replications lie below P50; 5 of 100 lie below P5, and 95 of 100 below P95.",
    zh: "半数重复低于 P50；每 100 次中有 5 次低于 P5，95 次低于 P95。",
  },
  tornado: {
    en: "Each parameter alone, from its P5 to its P95, all others in their middle, under the same chance. The bars are means.",
    zh: "每次只将一个参数从 P5 变到 P95，其余取中间值，随机条件相同；图中为平均值。",
  },
  "completion-day": {
    en: "Each parameter alone, from its P5 to its P95, under the same chance: the mean day on which the last campaign is done.",
    zh: "每次只将一个参数从 P5 变到 P95，随机条件相同，看最后一个任务平均在第几天完成。",
  },
  "inbox-share": {
    en: "Each parameter alone, from its P5 to its P95, under the same chance: the mean share of accepted mail that lands in the inbox.",
    zh: "每次只将一个参数从 P5 变到 P95，随机条件相同，看已接受邮件进入收件箱的平均比例。",
  },
  sizing: {
    en: "The formula can be read in two ways; the rounded one is on the safe side.",
    zh: "公式有两种读法，向上取整的一种更稳妥。",
  },
  noWarnings: { en: "Nothing in this plan calls for a warning.", zh: "该方案没有需要警告之处。" },
  thinned: {
    en: "Each row and step stands for {days} days: the mean of mails and reputation, the level, quota and limit of the first day, the sum so far of the last.",
    zh: "每行、每级代表 {days} 天：邮件量与信誉取均值，等级、配额与限制因素取首日，累计量取末日。",
  },
  moreRuns: {
    en: "{more} more rows are left out; the CSV has every day.",
    zh: "另有 {more} 行未列出，CSV 中有每一天的数据。",
  },
  guesses: {
    en: "{guesses} of {all} parameters are guesses, and come first. Replace those that you know better.",
    zh: "共 {all} 个参数，其中 {guesses} 个是假设，排在最前。如有更可靠的数值，请替换。",
  },
  replace: {
    en: "You replace one in the scenario. This is the guess that the outcome rests on most, as it stands now; a value without low and high is taken as known:",
    zh: "在方案文件中即可替换。以下是影响结果最大的假设及其当前取值；不写 low 和 high 则视为已知：",
  },
  daily: {
    en: "Each day shows its own median over all replications: where these differ in when they send, the days do not add up to the totals.",
    zh: "每一天显示的是该日在全部重复中的中位数：各次重复发送时间不同时，各日之和并不等于总数。",
  },
  reputation: {
    en: "Reputation goes from 0 to 1; of several sender domains it is the mean. Mailbox providers publish no such number.",
    zh: "信誉从 0 到 1；有多个发信域名时取平均值。邮箱服务商不公布这样的数值。",
  },
} as const;
