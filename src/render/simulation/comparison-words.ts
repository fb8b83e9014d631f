import type { ComparedName } from "../../model/comparison.ts";
import type { Text } from "../../model/language.ts";

/** What plans are compared by, as people say it. */
export const comparedTexts: { readonly [N in ComparedName]: Text } = {
  accepted: { en: "accepted by the platform", zh: "平台接受" },
  inbox: { en: "in the inbox", zh: "进入收件箱" },
  spam: { en: "in the spam folder", zh: "进入垃圾箱" },
  bounced: { en: "bounced", zh: "退信" },
  complained: { en: "complained of", zh: "被投诉" },
  unsubscribed: { en: "unsubscribed from", zh: "退订" },
  cost: { en: "cost", zh: "费用" },
};

/** Headings and other short texts of a comparison. */
export const comparedSaid = {
  against: { en: "B against A", zh: "B 与 A 对比" },
  pairs: { en: "paired replications", zh: "次成对重复" },
  days: { en: "days", zh: "天" },
  allCampaigns: { en: "all campaigns", zh: "全部任务" },
  completion: { en: "When campaigns are done: days by which B is later", zh: "任务何时完成：B 比 A 晚的天数" },
  figures: { en: "What changes from A to B", zh: "从 A 到 B 的变化" },
  figure: { en: "figure", zh: "指标" },
  better: { en: "B better in", zh: "B 更好" },
  worse: { en: "worse in", zh: "更差" },
  warnings: { en: "Warnings that come or go with B", zh: "改用 B 后出现或消失的警告" },
  come: { en: "comes", zh: "出现" },
  gone: { en: "goes", zh: "消失" },
  noChange: { en: "The same warnings hold for both plans.", zh: "两个方案的警告相同。" },
  common: { en: "What both plans have in common", zh: "两个方案的共同之处" },
  late: { en: "not in time", zh: "期内未完成" },
} as const;

/** Sentences of a comparison. */
export const comparedNotes = {
  pairs: {
    en: "Each replication plays both plans with the seed, runs and days of A; the difference is taken within it, and then its band.",
    zh: "每次重复都以 A 的随机种子、次数和天数推演两个方案，先在该次重复内相减，再取区间。",
  },
  same: {
    en: "Where the two shares add up to less than 100%, both plans do the same in the rest.",
    zh: "两个比例之和不足 100% 的部分为两方案相同。",
  },
  inTime: {
    en: "Differences in days are of the replications in which both are done in time; the shares are of all.",
    zh: "天数之差只计两方案均按期完成的重复，比例则针对全部重复。",
  },
  structure: { en: "The plans are built alike: all chance is paired.", zh: "两个方案结构相同，全部随机数成对使用。" },
} as const;
